"""What people say of themselves: kept and put right in one form, and shown nowhere else (M9)."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adviser_tui.cli import main
from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, NotFoundError
from adviser_tui.services.equity import Asked
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.writing import ParticipantDraft
from seed.equity import characteristics, name_of

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = NINE.date()
WORD = "kanarifugl"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NINE)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen")
    yield opened
    opened.close()


@pytest.fixture
def amira(office: Office) -> str:
    return office.participants.add(ParticipantDraft("Amira"))


def asked(office: Office, person: str, characteristic: str = "gender") -> Asked:
    return next(e for e in office.equity.of(person) if e.characteristic == characteristic)


def rows(office: Office) -> list[tuple[str, str, str | None]]:
    found = office.database.rows(
        "SELECT characteristic, answer, void_reason FROM equity_record ORDER BY id"
    )
    return [(str(row[0]), str(row[1]), row[2]) for row in found]


def test_every_question_stands_open_until_it_is_asked(office: Office, amira: str) -> None:
    assert [each.words for each in office.equity.of(amira)] == ["not asked"] * 6


def test_an_answer_is_kept_and_can_be_taken_back(office: Office, amira: str) -> None:
    answers = {"gender": "Woman", "Ethnicity": "  from  the isles "}
    assert office.equity.record(amira, answers) == 2
    assert asked(office, amira).answer == "Woman"
    assert asked(office, amira, "ethnicity").answer == "from the isles", "in their own words"
    assert asked(office, amira).words == "recorded 20 Nov 2026"
    assert office.history.undo() == "added 2 fairness answers"
    assert asked(office, amira).words == "not asked"
    office.history.redo()
    assert asked(office, amira).answer == "Woman"


def test_prefer_not_to_say_is_an_answer(office: Office, amira: str) -> None:
    office.equity.record(amira, {"gender": "Prefer not to say"})
    assert asked(office, amira).answer == "prefer not to say"
    row = office.database.row("SELECT answer, is_withheld FROM equity_record")
    assert row is not None
    assert (row["answer"], row["is_withheld"]) == ("", 1)


def test_what_stands_already_is_not_kept_twice(office: Office, amira: str) -> None:
    office.equity.record(amira, {"gender": "woman"})
    assert office.equity.record(amira, {"gender": "Woman "}) == 0
    assert len(rows(office)) == 1


def test_on_the_same_day_it_is_put_right_and_later_it_is_followed(
    office: Office, amira: str, clock: FixedClock
) -> None:
    office.equity.record(amira, {"gender": "men"})
    office.equity.record(amira, {"gender": "man"})
    assert rows(office) == [("gender", "men", "corrected"), ("gender", "man", None)]
    clock.at = NINE + timedelta(days=90)
    office.equity.record(amira, {"gender": "non-binary"})
    assert rows(office)[1:] == [("gender", "man", None), ("gender", "non-binary", None)]
    assert asked(office, amira).answer == "non-binary"


def test_they_can_take_their_answer_back(office: Office, amira: str, clock: FixedClock) -> None:
    office.equity.record(amira, {"gender": "man"}, TODAY - timedelta(days=9))
    office.equity.record(amira, {"gender": "woman"})
    assert office.equity.record(amira, {"gender": ""}) == 1
    assert asked(office, amira).words == "not asked"
    assert office.equity.record(amira, {"gender": ""}) == 0


def test_what_is_nothing_to_ask_is_refused_with_what_is(office: Office, amira: str) -> None:
    with pytest.raises(InputError, match="nothing that is asked here"):
        office.equity.record(amira, {"motivation": "high"})
    with pytest.raises(InputError, match="day to come"):
        office.equity.record(amira, {"gender": "man"}, TODAY + timedelta(days=1))
    with pytest.raises(NotFoundError):
        office.equity.of("nobody")
    assert rows(office) == []


def test_no_screen_list_search_file_or_history_shows_it(
    office: Office, amira: str, tmp_path: Path
) -> None:
    from adviser_tui.services.measures.saying import said

    office.equity.record(amira, {"gender": WORD, "religion": f"{WORD} too"})
    shown = [
        repr(office.participants.card(amira)),
        repr(office.participants.rows("all")),
        repr(office.timeline.of_participant(amira)),
        repr(office.history.rows()),
        repr(office.today.rows()),
        repr(office.search.find(WORD)),
        *(
            line
            for each in office.measures.all(only=("M9", "M12", "M13"))
            for line in said(each, office.measures.describe)
        ),
    ]
    assert WORD not in " ".join(shown).casefold()
    # Nothing but the table itself and the record of the change holds it, no index among them.
    tables = office.database.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    )
    holding = {
        str(table["name"])
        for table in tables
        if WORD in repr(_content(office, str(table["name"]))).casefold()
    }
    assert holding == {"equity_record", "change_record"}


def _content(office: Office, table: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in office.database.rows(f'SELECT * FROM "{table}"')]


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_no_export_holds_it(folder: Path, tmp_path: Path, ending: str) -> None:
    with_one = open_office(folder, clock=FixedClock(NINE))
    with_one.identity.introduce("Vilma Testesen")
    person = with_one.participants.add(ParticipantDraft("Amira"))
    with_one.equity.record(person, {"gender": WORD})
    with_one.close()
    for what in ("participants", "contacts", "follow-ups", "diary"):
        file = tmp_path / f"{what}.{ending}"
        main(["export", what, str(file), "--data-dir", str(folder)])
    written = list(tmp_path.glob(f"*.{ending}"))
    assert any(b"Amira" in path.read_bytes() for path in written)
    assert not any(WORD.encode() in path.read_bytes().lower() for path in written)


def test_a_hand_over_pack_does_not_hold_it(office: Office, amira: str) -> None:
    from adviser_tui.services.hand_overs.pack import make_pack

    office.equity.record(amira, {"gender": WORD})
    assert WORD not in make_pack(office.desk, "participant", amira)


def test_the_command_keeps_answers_and_never_prints_them(
    folder: Path, office: Office, amira: str, capsys: pytest.CaptureFixture[str]
) -> None:
    office.close()
    where = ["--data-dir", str(folder)]
    assert main(["equity", "ask", "amira", f"gender={WORD}", "caring=yes", *where]) == 0
    assert main(["equity", "ask", "amira", "--json", *where]) == 0
    told = capsys.readouterr().out
    assert "2 answers were kept" in told
    assert WORD not in told
    document = json.loads(told[told.index("{") :])
    on = date.today().isoformat()  # noqa: DTZ011 - the command goes by the machine's own day
    assert {"characteristic": "caring", "asked_on": on, "is_with_lead": False} in document["asked"]
    assert main(["equity", "ask", "amira", "gender", *where]) != 0
    assert "CHARACTERISTIC=ANSWER" in capsys.readouterr().err


def test_the_command_says_what_can_be_asked_and_compares_groups(
    folder: Path, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.close()
    where = ["--data-dir", str(folder)]
    assert main(["equity", "list-characteristics", *where]) == 0
    assert main(["equity", "summary", *where]) == 0
    told = capsys.readouterr().out
    assert "How do you describe your gender?" in told
    assert "M9 Fair access" in told
    assert "nothing was done for them" not in told.casefold(), (
        "names are for the list of the parked"
    )


def test_what_is_asked_is_voluntary_and_about_nothing_else() -> None:
    ids = [each.id for each in characteristics()]
    assert len(set(ids)) == len(ids)
    words = " ".join(f"{each.name} {each.question} {each.offered}" for each in characteristics())
    for forbidden in ("motivat", "attitude", "benefit", "diagnos", "age ", "born"):
        assert forbidden not in words.casefold()
    assert name_of("gender") == "gender"
    assert name_of("something_new") == "something new"
