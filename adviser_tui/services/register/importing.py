"""The import of a register as a program beside this one, so that no key waits for it."""

import contextlib
import json
import subprocess
import sys
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from adviser_tui.errors import StorageError

State = Literal["none", "running", "stopping", "done", "stopped", "failed"]
_BAR = 24


@dataclass(frozen=True, slots=True)
class ImportState:
    """How far the import is."""

    state: State = "none"
    file_name: str = ""
    step: str = ""
    """`skipping`, `reading` or `finishing`."""
    rows: int = 0
    share: float = 0.0
    """From 0 to 1 of the file."""
    rows_per_second: int = 0
    seconds_left: int | None = None
    words: str = ""
    """What came of it, in sentences, once it is over."""

    @property
    def is_running(self) -> bool:
        """Whether it still works."""
        return self.state in ("running", "stopping")

    def in_short(self) -> str:
        """Return how far it is for the status line, empty where nothing runs."""
        if not self.is_running:
            return ""
        if self.state == "stopping":
            return "register: stopping"
        return f"register {self.share:.0%}{self._left()}"

    def in_words(self) -> str:
        """Return the count, the rate, what is left and a bar; or what came of it."""
        if not self.is_running:
            return self.words
        if self.state == "stopping":
            return f"{self.file_name}: stopping. What was read is kept."
        if self.step == "skipping":
            return f"{self.file_name}: going to where it stopped, {self.share:.0%}."
        if self.step == "finishing":
            return f"{self.file_name}: {self.rows:,} rows read, taking it into use."
        if not self.rows:
            return f"{self.file_name}: beginning."
        rate = f", {self.rows_per_second:,} a second" if self.rows_per_second else ""
        full = min(_BAR, round(_BAR * self.share))
        bar = "█" * full + "░" * (_BAR - full)
        return f"{self.file_name}: {self.rows:,} rows{rate}{self._left()}.\n{bar} {self.share:.0%}"

    def _left(self) -> str:
        if self.seconds_left is None:
            return ""
        minutes, seconds = divmod(self.seconds_left, 60)
        return f", {minutes}:{seconds:02d} left"


class RegisterImport:
    """One import at a time; it goes on while the adviser works and stops with the program.

    What was read is kept: the same file takes it up again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._follower: threading.Thread | None = None
        self.state = ImportState()
        self.told = True
        """Whether the adviser was told what came of the last one."""

    def begin(self, path: Path) -> None:
        """Begin with a file; raises `StorageError` where that cannot be, or one is under way."""
        if self.state.is_running:
            raise StorageError("A register is being imported already. Wait for it, or stop it.")
        command = (
            *(sys.executable, "-P", "-m", "adviser_tui", "register", "import"),
            *("--data-dir", str(self._folder), "--progress-json", "--", str(path)),
        )
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise StorageError(
                f"The import could not be begun ({error.strerror or error}). Nothing was changed. "
                "`adviser register import FILE` does the same from a command line."
            ) from error
        self.state = ImportState("running", path.name)
        self.told = False
        self._follower = threading.Thread(
            target=self._follow, args=(self._process,), name="register-import", daemon=True
        )
        self._follower.start()

    def stop(self) -> None:
        """Ask it to stop; what was read is kept."""
        if self._process is not None and self.state.is_running:
            self.state = replace(self.state, state="stopping")
            with contextlib.suppress(OSError):
                if self._process.stdin is not None:
                    self._process.stdin.close()

    def close(self, seconds: float = 5) -> None:
        """Stop, because the program ends, and wait until what was read is kept."""
        self.stop()
        if self._follower is not None:
            self._follower.join(timeout=seconds)

    def _follow(self, process: "subprocess.Popen[bytes]") -> None:
        """Read what it says, line by line, until it ends."""
        assert process.stdout is not None
        ended = ImportState(
            "failed",
            self.state.file_name,
            words="The import ended without a word. The register in use is as it was. Import the "
            "same file again to go on where it was.",
        )
        with process.stdout as lines:
            for line in lines:
                with contextlib.suppress(ValueError, KeyError, TypeError):
                    ended = self._heard(json.loads(line)) or ended
        process.wait()
        if process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()
        self.state = ended

    def _heard(self, said: dict[str, object]) -> ImportState | None:
        """Take in one thing that was said; the last one is how it ended."""
        event = said["event"]
        if event == "progress":
            left = said["seconds_left"]
            self.state = replace(
                self.state,
                step=str(said["step"]),
                rows=int(str(said["rows"])),
                share=float(str(said["share"])),
                rows_per_second=int(str(said["rows_per_second"])),
                seconds_left=None if left is None else int(str(left)),
            )
            return None
        name = self.state.file_name
        if event == "failed":
            return ImportState("failed", name, words=str(said["error"]))
        return ImportState("done" if event == "done" else "stopped", name, words=str(said["words"]))
