"""Beginning a caseload, opening the screen, and the edges of the process."""

import json
import os
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from adviser_tui import __version__
from adviser_tui.cli import main
from adviser_tui.services.office import open_office

ROOT = Path(__file__).parents[2]
CANARY = "1999 Wilhelmina Canary"
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")

Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str) -> tuple[int, Any, str]:
        code = main(words)
        printed = capsys.readouterr()
        document = json.loads(printed.out) if "--json" in words else printed.out
        return code, document, printed.err

    return call


def adviser(*words: str, **settings: Any) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "adviser_tui", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **settings},
    )


def test_the_version_is_printed() -> None:
    done = adviser("--version")
    assert (done.returncode, done.stdout) == (0, f"adviser {__version__}\n")


def test_a_caseload_begins_with_a_name_a_team_and_a_programme(run: Run, folder: Path) -> None:
    words = ("init", "--name", "Vilma Testesen", "--team", "Fjord", "--profile", "NAV", "--json")
    code, said, err = run(*words)
    assert (code, err, said["ok"], said["folder"]) == (0, "", True, str(folder))
    who = said["adviser"]
    assert (who["name"], who["team"], who["programme"]) == ("Vilma Testesen", "Fjord", "nav")
    assert not who["is_demo"]
    assert run("today")[0] == 0


def test_init_again_changes_only_what_is_said(run: Run) -> None:
    run("init", "--name", "Vilma Testesen", "--team", "Fjord", "--profile", "ips")
    _, first, _ = run("init", "--json")
    _, second, _ = run("init", "--team", "Skerry", "--json")
    assert first["adviser"]["name"] == "Vilma Testesen"
    assert second["adviser"] == {**first["adviser"], "team": "Skerry"}


def test_what_opens_a_caseload_names_its_folder(run: Run, tmp_path: Path) -> None:
    """The command can be typed as it is said, also where the folder has a blank in its name."""
    folder = tmp_path / "my people"
    _, said, _ = run("init", "--name", "Vilma Testesen", "--data-dir", str(folder))
    _, command, _ = said.split("`")
    assert shlex.split(command) == ["adviser", "--data-dir", str(folder)]
    _, said, _ = run("init", "--name", "Vilma Testesen")
    assert "`adviser` opens it" in said


def test_a_demo_has_the_name_that_is_given(run: Run) -> None:
    code, said, _ = run("init", "--demo", "--seed", "3", "--name", "Vilma Testesen", "--json")
    assert (code, said["adviser"]["name"]) == (0, "Vilma Testesen")
    assert said["adviser"]["is_demo"]
    assert said["adviser"]["team"]


def test_no_demo_among_real_people(run: Run) -> None:
    run("init", "--name", "Vilma Testesen")
    code, said, err = run("init", "--demo", "--json")
    assert (code, said["ok"]) == (1, False)
    assert "invented people must not get among real ones" in err


@pytest.mark.parametrize("words", [(), ("demo",)])
@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_can_place_nothing_is_told_of_the_plain_list(
    monkeypatch: pytest.MonkeyPatch, run: Run, words: tuple[str, ...], term: str
) -> None:
    monkeypatch.setenv("TERM", term)
    code, _, said = run(*words)
    assert code == 2
    assert "today --plain" in said
    assert "TERM" in said


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("init", "--profile", "nva"), 1, "There is no profile “nva”; there are ips, jobcentre-dk"),
        (("init", "--size", "small"), 2, "belong to --demo"),
        (("demo", "--json"), 2, "The demo opens on the screen."),
        (("demo",), 2, "The screen needs a terminal."),
        ((), 2, "The screen needs a terminal."),
        (("today",), 3, "`adviser init` makes one; `adviser demo`"),
    ],
)
def test_refused_and_nothing_made(
    capsys: pytest.CaptureFixture[str],
    folder: Path,
    words: tuple[str, ...],
    code: int,
    sentence: str,
) -> None:
    assert main(words) == code
    assert sentence in capsys.readouterr().err
    assert not folder.exists()


def test_help_is_a_word_too(run: Run) -> None:
    assert run("help") == run("--help")
    assert run("help", "follow-up", "done") == run("follow-up", "done", "--help")
    assert run("help")[0] == 0


def test_wrong_usage_is_a_document_too(run: Run) -> None:
    code, said, err = run("tody", "--json")
    assert code == 2
    assert said == {"ok": False, "error": err.strip()}
    assert "Did you mean `today`?" in err


def test_a_cloud_folder_is_refused_until_somebody_says_why(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud = tmp_path / "Dropbox" / "work"
    monkeypatch.setenv("ADVISER_DATA_DIR", str(cloud))
    code, _, err = run("init", "--name", "Vilma Testesen")
    assert code == 3
    assert "--allow-location" in err
    assert not cloud.exists()
    code, _, _ = run("init", "--name", "Vilma Testesen", "--allow-location", "only for a test")
    assert code == 0
    assert run("undo")[0] == 1  # the reason is kept, so this is refused for another reason
    with closing(open_office(cloud, visiting=True)) as office:
        assert office.desk.setting("location")


def spoil(folder: Path, run: Run) -> None:
    """Let a caseload hold what no service expects, as a mistake of ours might meet it."""
    run("init", "--name", "Vilma Testesen")
    run("add", "follow-up", "--set", "what=ring back", "due=fri")
    with closing(sqlite3.connect(folder / "caseload.db")) as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute("UPDATE follow_up SET due_on = ?, what = ?", (CANARY, CANARY))
        connection.commit()


@pytest.mark.parametrize("json_too", [True, False])
def test_a_mistake_of_ours_tells_nothing_about_anybody(
    run: Run, folder: Path, json_too: bool
) -> None:
    spoil(folder, run)
    code, out, err = run("today", *(["--json"] if json_too else []))
    assert code == 1
    assert "ValueError at " in err
    assert ".py:" in err
    assert "Canary" not in f"{out}{err}"
    assert "Traceback" not in err
    if json_too:
        assert out == {"ok": False, "error": err.strip()}


def test_nor_does_a_mistake_outside_of_commands() -> None:
    for place in ("raise ValueError(word)", "Thread(target=int, args=(word,)).start()"):
        done = subprocess.run(
            [
                *(sys.executable, "-c"),
                "from threading import Thread\nfrom adviser_tui import privacy\n"
                f"privacy.close_doors()\nword = {CANARY!r}\n{place}",
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert "ValueError at " in done.stderr
        assert "Canary" not in done.stderr
        assert "Traceback" not in done.stderr


@posix_only
def test_no_core_is_left_and_files_are_private(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-c"),
            "import resource, sys\nfrom pathlib import Path\nfrom adviser_tui import privacy\n"
            "privacy.close_doors()\nprivacy.close_memory()\nPath(sys.argv[1]).touch()\n"
            "print(resource.getrlimit(resource.RLIMIT_CORE)[0])\n"
            "import ctypes\n"
            "print(ctypes.CDLL(None).prctl(3) if sys.platform == 'linux' else 0)\n",
            str(tmp_path / "made"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == ["0", "0"]
    assert (tmp_path / "made").stat().st_mode & 0o777 == 0o600


@posix_only
def test_a_reader_that_goes_away_is_no_error(run: Run) -> None:
    run("init", "--demo")
    reading, writing = os.pipe()
    os.close(reading)
    done = adviser("people", "--show", "all", stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_output_that_finds_no_room_is_said(run: Run) -> None:
    run("init", "--name", "Vilma Testesen")
    for words in (("today",), ("today", "--json")):
        with open("/dev/full", "w") as full:
            done = adviser(*words, stdout=full)
        assert done.returncode == 1
        assert done.stderr.startswith("What was to be printed could not be written")
        assert done.stderr.count("\n") == 1


@posix_only
def test_without_standard_output_nothing_breaks(run: Run) -> None:
    run("init", "--name", "Vilma Testesen")
    for words in ("today", "--version", ""):
        line = f'exec "{sys.executable}" -m adviser_tui {words} >&- 2>&-'
        code = subprocess.run(
            ["sh", "-c", line],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        ).returncode
        assert code == (0 if words else 2)


@posix_only
def test_letters_that_the_terminal_lacks_stop_nothing(run: Run) -> None:
    run("init", "--name", "Vilma Testesen")
    run("add", "employer", "--set", "name=Blåbær Bageri")
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    assert "Bl?b?r Bageri" in adviser("find", "bageri", env=plain).stdout
    said = json.loads(adviser("find", "bageri", "--json", env=plain).stdout)
    assert said["hits"][0]["name"] == "Blåbær Bageri"


@posix_only
def test_ctrl_c_stops_with_a_sentence(run: Run, tmp_path: Path) -> None:
    run("init", "--name", "Vilma Testesen")
    queries = tmp_path / "queries"
    os.mkfifo(queries)
    process = subprocess.Popen(
        [sys.executable, "-m", "adviser_tui", "find", "--queries", str(queries)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with open(queries, "w", encoding="utf-8"):  # returns once the program reads
        time.sleep(0.2)
        # Python drops an interruption that falls into a destructor; whoever sees that nothing
        # happens presses again.
        for _ in range(6):
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
                break
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err == "Stopped. Everything said to be saved is saved.\n"
