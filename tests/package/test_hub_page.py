"""What the guide prints about two laptops and a hub is what one gets by typing it."""

import os
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "guide" / "hub.md"
pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the documents are not in this archive")
_CODE = r"[0-9A-Z]{5}-[0-9A-Z]{5}"
_BLOCK = re.compile(r"(?ms)^```(sh|text)\n(.*?)^```$")
_COMMANDS_TO_BE_TOGETHER = 8
_PASSING = (
    (_CODE, "CODE"),
    (r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", "ID"),
    (r"\b[0-9a-f]{8}-[0-9a-f]{4}\b", "ID"),
    (r"^[0-9a-f]{8}  ", "ID  "),
    (r"until \w{3} \d+ \w+ \d+ \d+:\d+", "until THEN"),
    (r"today \d+:\d+", "today THEN"),
    (r"127\.0\.0\.1:\d+", "HERE"),
)
"""What is another each time, and what stands for it when two runs are compared."""


class Desk:
    """Where the lines of the page are typed."""

    def __init__(self, port: int, printed: pytest.CaptureFixture[str]) -> None:
        self.port = port
        self._printed = printed
        self.told = ""
        self.serving: subprocess.Popen[str] | None = None
        self._known: dict[str, str] = {}

    def type(self, line: str) -> None:
        """Do one line of the page and keep what it prints."""
        words = [self._known.get(word, word) for word in shlex.split(line)[1:]]
        words = [word.replace(":8470", f":{self.port}") for word in words]
        if words[:2] == ["hub", "serve"]:
            self._serve([*words, "--port", str(self.port)])
            return
        assert main(words) == 0, f"{line}\n{self._printed.readouterr()}"
        self.told += self._printed.readouterr().out

    def _serve(self, words: list[str]) -> None:
        self.serving = subprocess.Popen(
            [sys.executable, "-m", "adviser_tui", *words],
            env={**os.environ, "PYTHONPATH": str(PAGE.parents[2])},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        assert self.serving.stdout is not None
        self.told += self.serving.stdout.readline()

    def learn(self, printed: str) -> None:
        """Take codes and ids of this run in the place of those that the page shows."""
        for pattern in (f"(?m): ({_CODE})$", "(?m)^([0-9a-f]{8})  "):
            pairs = zip(re.findall(pattern, printed), re.findall(pattern, self.told), strict=True)
            self._known.update(pairs)


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Desk]:
    for name in [name for name in os.environ if name.startswith("ADVISER_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    made = Desk(port, capsys)
    yield made
    if made.serving is not None:
        made.serving.terminate()
        made.serving.communicate(timeout=60)


def blocks() -> list[tuple[str, str]]:
    """Return the blocks of the page's first part, each with its kind."""
    text = PAGE.read_text(encoding="utf-8")
    part = text.split("## Two laptops and a hub")[1].split("\n## ")[0]
    return [(kind, inner) for kind, inner in _BLOCK.findall(part) if "pip install" not in inner]


def compared(told: str) -> list[str]:
    """Return lines in which nothing is left that is another each time."""
    lines = []
    for line in told.splitlines():
        line = re.sub(r"(/home/you|/\S*)/hub\b", "FOLDER", line)
        for pattern, word in _PASSING:
            line = re.sub(pattern, word, line)
        lines.append(line)
    return lines


@pytest.mark.skipif(sys.platform == "win32", reason="the page shows folders as Unix writes them")
def test_two_laptops_and_a_hub_come_together_as_the_guide_says(desk: Desk) -> None:
    typed = 0
    until_together = 0
    for kind, inner in blocks():
        if kind == "sh":
            for line in inner.splitlines():
                desk.type(line)
                typed += 1
                until_together = typed if " join " in line else until_together
        else:
            assert compared(desk.told) == compared(inner)
            desk.learn(inner)
            desk.told = ""
    assert (until_together, desk.told) == (_COMMANDS_TO_BE_TOGETHER, "")
