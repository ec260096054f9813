"""`adviser backup`, `restore`, `doctor` and `completion`, as somebody in need of them sees them."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.cli import main
from adviser_tui.storage.database import Database

Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str) -> tuple[int, Any, str]:
        code = main(words)
        printed = capsys.readouterr()
        document = json.loads(printed.out) if "--json" in words else printed.out
        return code, document, printed.err

    return call


@pytest.fixture
def caseload(run: Run, folder: Path) -> Path:
    run("init", "--name", "Vilma Testesen")
    run("add", "employer", "--set", "name=Bageri Sample")
    return folder


def test_a_backup_comes_back(run: Run, caseload: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    code, made, err = run("backup", str(stick), "--json")
    assert (code, err, made["warning"]) == (0, "", "")
    file = Path(made["file"])
    assert file.parent == stick
    assert file.stat().st_size == made["bytes"]
    run("add", "employer", "--set", "name=Later Workshop")
    code, done, err = run("restore", str(file), "--json")
    assert (code, err) == (0, "")
    assert Path(done["kept_aside"]).is_file()
    assert run("find", "bageri", "--json")[1]["hits"]
    assert not run("find", "later", "workshop", "--json")[1]["hits"]
    # And what was there before can be brought back by the name of its file alone.
    assert run("restore", Path(done["kept_aside"]).name)[0] == 0
    assert run("find", "later", "workshop", "--json")[1]["hits"]


def test_a_backup_is_made_while_a_window_is_open(run: Run, caseload: Path) -> None:
    with closing(Database(caseload).open()):
        code, made, _ = run("backup", "--json")
        assert code == 0
        code, _, err = run("restore", made["file"])
    assert code == 3
    assert "already open in another window" in err


def test_a_backup_into_a_cloud_is_made_with_a_warning(
    run: Run, caseload: Path, tmp_path: Path
) -> None:
    code, made, err = run("backup", str(tmp_path / "Dropbox"), "--json")
    assert code == 0
    assert "copied to a cloud by Dropbox" in made["warning"]
    assert made["warning"] in err


def test_a_backup_where_a_file_is_says_what_to_do(run: Run, caseload: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    code, said, err = run("backup", str(tmp_path / "taken"), "--json")
    assert (code, said["ok"]) == (3, False)
    assert "was not touched" in err


@pytest.mark.parametrize("text", [b"", b"not a caseload at all" * 500])
def test_what_is_no_backup_is_not_restored(
    run: Run, caseload: Path, tmp_path: Path, text: bytes
) -> None:
    (tmp_path / "x.db").write_bytes(text)
    code, said, err = run("restore", str(tmp_path / "x.db"), "--json")
    assert (code, said["ok"]) == (3, False)
    assert "Nothing was changed" in err
    assert run("find", "bageri", "--json")[1]["hits"]


def test_a_file_that_is_not_there_is_named(run: Run, caseload: Path) -> None:
    code, _, err = run("restore", "nowhere.db")
    assert code == 1
    assert "nowhere.db" in err


def test_the_doctor_finds_a_new_caseload_well(run: Run, caseload: Path) -> None:
    run("backup")
    for words in ((), ("--thorough",)):
        code, report, err = run("doctor", "--json", *words)
        assert (code, err, report["ok"]) == (0, "", True)
        assert {each["grade"] for each in report["findings"]} <= {"ok", "warn"}
    text = run("doctor")[1]
    assert "not encrypted" in text
    assert str(caseload) in text
    assert "Nothing is wrong" in text


def test_the_doctor_comes_to_where_nothing_is(run: Run, folder: Path) -> None:
    code, report, _ = run("doctor", "--json")
    assert (code, report["grade"]) == (0, "warn")
    assert "adviser init" in run("doctor")[1]
    assert not folder.exists()


def test_the_doctor_comes_while_a_window_is_open(run: Run, caseload: Path) -> None:
    with closing(Database(caseload).open()):
        code, text, _ = run("doctor")
    assert code == 0
    assert "open in a window now" in text


@pytest.mark.parametrize("thorough", [True, False])
def test_the_doctor_tells_what_is_broken(run: Run, caseload: Path, thorough: bool) -> None:
    path = caseload / "caseload.db"
    page = 4096
    with path.open("r+b") as file:
        file.seek(page)
        file.write(os.urandom(page * 20))
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    code, report, _ = run("doctor", "--json", *(["--thorough"] if thorough else []))
    assert (code, report["ok"], report["grade"]) == (1, False, "bad")
    text = run("doctor")[1]
    assert "WRONG" in text
    assert "adviser restore" in text


def test_the_doctor_looks_at_a_file_that_is_none(run: Run, caseload: Path) -> None:
    (caseload / "caseload.db").write_bytes(b"scrambled" * 1000)
    code, report, _ = run("doctor", "--json")
    assert (code, report["grade"]) == (1, "bad")


def test_the_doctor_says_when_a_folder_stands_in_the_files_place(run: Run, caseload: Path) -> None:
    (caseload / "caseload.db").unlink()
    (caseload / "caseload.db").mkdir()
    code, report, _ = run("doctor", "--json")
    assert code == 1
    assert "caseload.db" in json.dumps(report["findings"])


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_completes_commands_and_options(run: Run, tmp_path: Path) -> None:
    script = tmp_path / "completion"
    code, text, _ = run("completion", "bash")
    assert code == 0
    script.write_text(text, encoding="utf-8")
    subprocess.run(["bash", "-n", str(script)], check=True, timeout=120)
    assert "follow-up" in completed(script, "adviser", "fol")
    assert set(completed(script, "adviser", "follow-up", "")) >= {"done", "move", "cancel"}
    assert "--plain" in completed(script, "adviser", "today", "--pl")
    assert completed(script, "adviser", "find", "--kind", "emp") == ["employer"]


def completed(script: Path, *words: str) -> list[str]:
    """Return what bash would offer for the last of the words."""
    line = " ".join(words)
    quoted = " ".join(each or "''" for each in words)
    ask = (
        f'source "{script}"; COMP_WORDS=({quoted}); '
        f"COMP_CWORD={len(words) - 1}; COMP_LINE='{line}'; COMP_POINT={len(line)}; "
        'function_name=$(complete -p adviser | sed "s/.*-F \\([^ ]*\\).*/\\1/"); '
        '$function_name adviser "${COMP_WORDS[COMP_CWORD]}" "" ; '
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", ask], capture_output=True, text=True, check=True, timeout=120
    )
    return [each.strip() for each in done.stdout.split()]


@pytest.mark.parametrize("shell", ["zsh", "fish", "tcsh"])
def test_other_shells_get_a_script_too(run: Run, shell: str) -> None:
    code, said, _ = run("completion", shell, "--json")
    assert (code, said["shell"]) == (0, shell)
    for command in ("today", "follow-up", "backup"):
        assert command in said["script"]
    assert "allow-location" not in said["script"]


def test_a_shell_that_is_not_known_is_refused(run: Run) -> None:
    code, _, err = run("completion", "bsh")
    assert code == 2
    assert "Did you mean `bash`?" in err
