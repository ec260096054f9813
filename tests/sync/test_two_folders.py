"""A hub's folder is not taken for a caseload's, nor the other way round, though both name a hub."""

from collections.abc import Callable
from pathlib import Path

import pytest

from adviser_tui.cli import main
from adviser_tui.services.sync.membership import Membership, MembershipFile

Told = pytest.CaptureFixture[str]
Refused = Callable[..., str]


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told) -> Path:
    for name in ("DIR", "DATABASE", "DATABASE_FILE", "KEY_FILE"):
        monkeypatch.delenv(f"ADVISER_HUB_{name}", raising=False)
    folder = tmp_path / "hub"
    assert main(["hub", "init", "--team", "Fjord", "--at", str(folder)]) == 0
    capsys.readouterr()
    return folder


@pytest.fixture
def caseload(tmp_path: Path, capsys: Told) -> Path:
    folder = tmp_path / "vilma"
    assert main(["init", "--team", "Fjord", "--name", "V T", "--data-dir", str(folder)]) == 0
    MembershipFile(folder).write(Membership("https://hub.example.org", "h", "d", 1, "u"))
    capsys.readouterr()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    "words",
    [
        ("join", "https://hub.example.org", "AAAAA-AAAAA"),
        ("sync",),
        ("init", "--team", "Fjord", "--name", "V T"),
        ("add", "participant", "--set", "name=Amira"),
    ],
)
def test_a_caseload_is_not_opened_in_the_folder_of_a_hub(
    hub: Path, capsys: Told, words: tuple[str, ...]
) -> None:
    before = names(hub)
    assert main([*words, "--data-dir", str(hub)]) != 0
    said = capsys.readouterr().err
    assert "This is the folder of a hub" in said
    assert names(hub) == before
    assert main(["hub", "status", "--at", str(hub)]) == 0
    capsys.readouterr()


@pytest.mark.parametrize(
    "words", [("status",), ("init", "--team", "Sea"), ("people",), ("serve",), ("backup",)]
)
def test_a_hub_is_not_looked_for_in_the_folder_of_a_caseload(
    caseload: Path, capsys: Told, words: tuple[str, ...]
) -> None:
    before = names(caseload)
    assert main(["hub", *words, "--at", str(caseload)]) == 1
    assert "This is the folder of a caseload" in capsys.readouterr().err
    assert names(caseload) == before


def test_a_hub_beside_which_a_caseload_was_put_by_mistake_is_still_a_hub(
    hub: Path, capsys: Told
) -> None:
    (hub / "caseload.db").write_bytes(b"")
    assert main(["hub", "status", "--at", str(hub)]) == 0
    capsys.readouterr()
