"""What scripts rely on, held for every command there is."""

import json
import os
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.cli.overview import EXAMPLES, SECTIONS, leaves
from adviser_tui.cli.parser import build_parser
from adviser_tui.errors import UsageError
from adviser_tui.storage.database import Database
from bench.make_register import write_register
from tests.unit.cli_calls import SAYS_NO, reading, writing

ROOT = Path(__file__).parents[2]
LEAVES = tuple(leaves(build_parser()))
FIRST_ID = "SELECT id FROM {} WHERE void_reason IS NULL AND {} ORDER BY id LIMIT 1 OFFSET {}"


@dataclass(frozen=True)
class Called:
    """What a command answered."""

    words: tuple[str, ...]
    code: int
    out: bytes
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out.decode("utf-8"))


@dataclass(frozen=True)
class Workplace:
    """A demo caseload, and everything beside it that must stay as it was."""

    folder: Path
    home: Path
    names: Mapping[str, str]

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "HOME": str(self.home),
            "USERPROFILE": str(self.home),
            "LOCALAPPDATA": str(self.home),
            "TMPDIR": str(self.home / "tmp"),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def call(self, *words: str) -> Called:
        done = subprocess.run(
            [sys.executable, "-m", "adviser_tui", *words, "--data-dir", str(self.folder)],
            cwd=self.home / "here",
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Called(words, done.returncode, done.stdout, done.stderr.decode("utf-8"))

    def beside(self) -> set[str]:
        return {
            path.relative_to(self.home).as_posix()
            for path in self.home.rglob("*")
            if not path.is_relative_to(self.folder) and not path.is_relative_to(self.home / "hub")
        }


def _names(folder: Path) -> dict[str, str]:
    """Pick records of the demo by what the commands need."""
    wanted = {
        "person": ("participant", "confidentiality = 'standard'", 3),
        "vacancy": ("vacancy", "state = 'open'", 1),
        "todo": ("follow_up", "state = 'open'", 0),
        "later": ("follow_up", "state = 'open'", 1),
        "never": ("follow_up", "state = 'open'", 2),
        "promise": ("promise", "state = 'open'", 0),
        "promise2": ("promise", "state = 'open'", 1),
        "promise3": ("promise", "state = 'open'", 2),
        "booked": ("submission", "state = 'interview_booked'", 0),
        "accepted": (
            "submission",
            "state = 'accepted' AND id NOT IN (SELECT submission_id FROM placement "
            "WHERE submission_id IS NOT NULL)",
            0,
        ),
        "job": ("placement", "state != 'ended' AND starts_on < '2100'", 0),
        "colleague": ("adviser", "id != (SELECT value FROM setting WHERE key = 'me')", 0),
        "employer": ("employer", "1", 5),
        "double": ("employer", "1", 6),
        "branch": ("employer", "1", 7),
        "free": (
            "participant",
            "id NOT IN (SELECT participant_id FROM submission UNION SELECT participant_id "
            "FROM placement) AND stage NOT IN ('left', 'in_work')",
            0,
        ),
    }
    names = {}
    with closing(sqlite3.connect(folder / "caseload.db")) as connection:
        for name, parts in wanted.items():
            row = connection.execute(FIRST_ID.format(*parts)).fetchone()
            names[name] = row[0] if row else ""
        named = "SELECT preferred_name FROM participant WHERE id = ?"
        names["person_name"] = connection.execute(named, (names["person"],)).fetchone()[0]
    return names


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    home = tmp_path_factory.mktemp("home")
    (home / "here").mkdir()
    (home / "tmp").mkdir()
    place = Workplace(home / "caseload", home, {})
    made = place.call("init", "--demo", "--json")
    assert made.code == 0, made.err
    bring = home / "here" / "list.csv"
    bring.write_text("Name,Town\nZanzibar Workshop,Leeds\n", encoding="utf-8")
    (place.folder / "exports").mkdir()
    companies = bring.with_name("companies.csv")
    with companies.open("wb") as out:
        write_register(out, 20, "uk")
    files = {"folder": str(place.folder), "list": str(bring), "register": str(companies)}
    files["hub"] = str(home / "hub")
    return Workplace(place.folder, home, _names(place.folder) | files)


@pytest.fixture(scope="module")
def answers(place: Workplace) -> dict[str, Called]:
    """Call every command once with --json; those that only read while another window is open."""
    before = place.beside()
    calls = reading(place.names)
    with closing(Database(place.folder).open()):
        found = {name: place.call(*words, "--json") for name, words in calls.items()}
        refused = place.call("undo", "--json")
        assert (refused.code, refused.document["ok"]) == (3, False)
    for name, words in writing(place.names, place.folder / "x").items():
        if name == "restore":
            words = ("restore", found["backup"].document["file"])
        if name == "hub restore":
            words = (*words[:2], found["hub backup"].document["file"], *words[3:])
        found[name] = place.call(*words, "--json")
    assert place.beside() == before
    return found


def test_every_command_is_called_here(answers: dict[str, Called]) -> None:
    assert set(answers) == set(LEAVES)


def test_each_ends_as_it_should(answers: dict[str, Called]) -> None:
    for name, called in answers.items():
        assert called.code == SAYS_NO.get(name, 0), (name, called.code, called.err)
        assert called.code == 0 or called.err, name


def test_standard_output_is_one_document(answers: dict[str, Called]) -> None:
    for name, called in answers.items():
        document = called.document
        assert isinstance(document, dict), name
        if called.code:
            assert document["ok"] is False
            assert _spaced(document["error"]) in _spaced(called.err), name


def _spaced(text: str) -> str:
    """Return a text with one space wherever it has any, since a list is written in lines."""
    return " ".join(text.split())


def _walk(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    yield key, value
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _walk(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from _walk(each, key)


def test_keys_are_snake_case_and_ids_are_text(answers: dict[str, Called]) -> None:
    for name, called in answers.items():
        for key, value in _walk(called.document):
            if isinstance(value, dict):
                strange = [each for each in value if not re.fullmatch(r"[a-z][a-z0-9_]*", each)]
                # Items of the checklist keep their own names, such as C1.
                assert [each for each in strange if not re.fullmatch(r"[A-Z]\d+", each)] == [], name
            if key == "id" or key.endswith("_id"):
                assert isinstance(value, str | None), (name, key, value)


def test_times_say_their_offset(answers: dict[str, Called]) -> None:
    moment = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")
    many = 0
    for name, called in answers.items():
        for key, value in _walk(called.document):
            if isinstance(value, str) and moment.fullmatch(value):
                assert datetime.fromisoformat(value).tzinfo is not None, (name, key, value)
                many += 1
    assert many > 10


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_says_what_it_is_for(name: str) -> None:
    parser = build_parser()
    leaf = leaves(parser)[name]
    text = leaf.format_help()
    assert "--json" in text
    assert "--data-dir DIR" in text
    assert "--allow-location" not in text
    assert [action.dest for action in leaf._actions if not action.help] == []
    assert leaf.description
    with pytest.raises(UsageError, match=re.escape("--data-di")):
        parser.parse_args([*name.split(), *_least(leaf), "--data-di", "x"])


def _least(leaf: Any) -> list[str]:
    """Return the fewest words that a command can be called with."""
    words = []
    for action in leaf._actions:
        value = str(next(iter(action.choices))) if action.choices else "x"
        if action.option_strings and action.required:
            words += [action.option_strings[0], value]
        elif not action.option_strings and action.nargs not in ("?", "*"):
            words.append(value)
    return words


def test_the_help_shows_every_command_once() -> None:
    parser = build_parser()
    text = parser.format_help()
    top = {name.split()[0] for name in LEAVES}
    listed = [name for names in SECTIONS.values() for name in names]
    assert len(listed) == len(set(listed))
    assert top <= set(listed)
    for name in top:
        assert len(re.findall(rf"(?m)^  {name} ", text)) == 1
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize(
    "line",
    [
        line
        for name, lines in EXAMPLES.items()
        for line in lines
        if any(each.split()[0] == name for each in LEAVES)
    ],
)
def test_every_example_can_be_typed(line: str) -> None:
    words = shlex.split(line.partition(" > ")[0])
    assert words[0] == "adviser"
    assert callable(build_parser().parse_args(words[1:]).run)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("tody",), "`adviser` has no command “tody”. Did you mean `today`?"),
        (("xyzzy",), "`adviser` has no command “xyzzy”. `adviser --help` shows what there is."),
        (("follow-up", "dne"), "`adviser follow-up` has no command “dne”. Did you mean `done`?"),
        (("follow-up",), "`adviser follow-up` goes on with done, move or cancel."),
        (("today", "--plian"), "`adviser today` has no option --plian. Did you mean `--plain`?"),
        (("today", "x"), "does not know what to do with “x”"),
        (("find", "--kind", "employr", "x"), "Did you mean `employer`?"),
        (("find", "--limit", "many", "x"), "--limit takes a whole number, not “many”."),
        (("check", "Amira"), "`adviser check` needs VACANCY."),
        (("today", "--on"), "--on needs a value after it."),
        (("follow-up", "move", "x"), "`adviser follow-up move` needs --to."),
    ],
)
def test_a_wrong_line_is_told_in_one_sentence(words: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        build_parser().parse_args(words)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)
