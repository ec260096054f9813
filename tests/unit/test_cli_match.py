import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.cli import main
from adviser_tui.clock import Clock, FixedClock
from adviser_tui.storage.database import Database
from models.tables import Adviser
from tests.jobs_case import Jobs
from tests.match_case import BY_HAND, PITCH, Pair, known_pair

PEOPLE = ("Amira", "Night baker")


@pytest.fixture
def pair(folder: Path) -> Pair:
    """Two in a file that is closed again, dated from today, as the command line will find it."""
    clock = FixedClock(Clock().local_now() - timedelta(minutes=1))
    database = Database(folder, clock).open()
    with database.write("setup") as work:
        me = work.add(Adviser(name="Vilma Testesen")).id
    database.settings.put("me", me)
    made = known_pair(database, clock, me)
    with database.write("setup") as work:
        from models.tables import Vacancy

        starts = clock.today() + timedelta(days=11)
        work.change(work.get(Vacancy, made.vacancy), starts_on=starts)
    database.close()
    return made


class Said:
    """What a command printed, and how it ended."""

    def __init__(self, code: int, out: str, error: str) -> None:
        self.code, self.out, self.error = code, out, error

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str) -> Said:
        code = main(arguments)
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return run


def _all_answers() -> list[str]:
    words = []
    for item in BY_HAND:
        words += ["--answer", f"{item}=yes:said so on the phone"]
    return words


def test_a_sheet_names_what_is_missing(pair: Pair, run: Any) -> None:
    said = run("check", *PEOPLE, "--json")
    assert said.code == 0
    document = said.document
    assert document["result"] == "NOT_READY"
    assert "C1" in document["missing"]
    items = {item["id"]: item for item in document["items"]}
    assert len(items) == 32
    assert items["E1"]["state"] == "met"
    assert items["E1"]["answer"] == "yes"
    assert items["E1"]["source"] == "auto"
    assert items["E1"]["evidence"][0]["ref"] == f"contact:{pair.ids['visit']}"
    assert items["C1"]["missing"]
    assert document["counts"]["from_records"] >= 14
    assert document["sheet_id"] == ""


def test_the_whole_way_on_the_command_line(pair: Pair, run: Any) -> None:
    said = run("submit", *PEOPLE)
    assert said.code == 1
    assert "C1 (wants this job)" in said.error
    assert "put forward yet" in said.error

    said = run("check", *PEOPLE, "--pitch", PITCH, *_all_answers(), "--json")
    assert said.code == 0
    assert said.document["result"] == "READY"
    assert said.document["may_submit"]

    said = run("submit", *PEOPLE, "--channel", "e-mail", "--json")
    assert said.code == 0
    submission = said.document
    assert submission["state"] == "submitted"
    assert submission["text_sent"] == PITCH
    assert {each["side"] for each in submission["follow_ups"]} == {"employer", "participant"}

    said = run("today", "--json")
    assert "Amira" in said.out

    prefix = submission["submission_id"][:13]
    said = run(
        *("outcome", prefix, "refused_by_employer", "--reason", "missing_must_have", "--json")
    )
    assert said.code == 0
    assert said.document["items"] == ["M1", "E2"]
    assert said.document["state"] == "refused_by_employer"

    for _ in range(3):
        assert run("undo", "--json").code == 0
    assert run("check", *PEOPLE, "--json").document["result"] == "NOT_READY"
    for _ in range(3):
        assert run("redo", "--json").code == 0
    said = run("check", *PEOPLE, "--json")
    assert said.document["attempt"] == 2
    assert "a must-have was missing" in said.document["attempts"][0]["words"]


def test_people_read_the_same_in_words(pair: Pair, run: Any) -> None:
    said = run("check", *PEOPLE, "--answer", "C1=yes:I like bread")
    assert said.out.startswith("Amira for Night baker, Quillfeather Bakery\nNOT READY")
    assert "missing    C3" in said.out
    assert "ok         C1" in said.out
    assert "said by the participant" in said.out
    assert "What makes it ready:" in said.out


def test_an_override_takes_its_action_and_its_day(pair: Pair, run: Any) -> None:
    said = run(
        *("check", *PEOPLE, "--override", "M1=the course ends a week before"),
        *("--action", "bring the certificate", "--due", "tomorrow"),
        *("--override", "C3=the bus timetable changes soon", "--json"),
    )
    assert said.code == 0
    items = {item["id"]: item for item in said.document["items"]}
    assert items["M1"]["state"] == "overridden"
    assert items["M1"]["override"]["action"] == "bring the certificate"
    assert items["C3"]["override"]["action"].startswith("Go through route")


def test_what_can_never_be_overridden_is_refused_and_nothing_of_it_kept(
    pair: Pair, run: Any
) -> None:
    said = run(
        *("check", *PEOPLE, "--answer", "C3=yes", "--override", "C1=they surely want it"), "--json"
    )
    assert said.code == 1
    assert said.document["ok"] is False
    assert "never be overridden" in said.error
    assert run("check", *PEOPLE, "--json").document["sheet_id"] == ""


def test_what_is_missing_before_a_submission_is_a_list(pair: Pair, run: Any) -> None:
    """One thing a line, and each of them apart in a document."""
    said = run("submit", *PEOPLE)
    first, *points = said.error.splitlines()
    assert said.code == 1
    assert first.endswith("see to these, then try again:")
    assert len(points) > 1
    assert all(point.startswith("  ") for point in points)
    said = run("submit", *PEOPLE, "--json")
    assert [f"  {point}" for point in said.document["missing"]] == points
    assert said.document["missing"][0] in said.document["error"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--answer", "C3=perhaps"), "is no answer"),
        (("--answer", "X9=yes"), "has no item called"),
        (("--answer", "T3=yes"), "records alone"),
        (("--override", "M1"), "is no override"),
    ],
)
def test_what_is_typed_wrongly_is_said_in_a_sentence(
    pair: Pair, run: Any, arguments: tuple[str, ...], words: str
) -> None:
    said = run("check", *PEOPLE, *arguments)
    assert said.code == 1
    assert words in said.error


def test_an_action_without_its_override_is_wrong_usage(pair: Pair, run: Any) -> None:
    said = run("check", *PEOPLE, "--action", "call them")
    assert said.code == 2
    assert "belongs to the --override before it" in said.error


def test_consent_is_answered_with_its_level(pair: Pair, run: Any) -> None:
    said = run("check", *PEOPLE, "--answer", "C2=support_only", "--pitch", PITCH, "--json")
    assert said.document["consent"]["level"] == "support_only"
    assert any("Amira" in each["sentence"] for each in said.document["pitch"]["findings"])


def test_follow_ups_for_everything_missing(pair: Pair, run: Any) -> None:
    said = run("check", *PEOPLE, "--follow-ups", "--json")
    assert len(said.document["follow_ups_made"]) == len(said.document["missing"])


def test_two_by_name_find_their_submission(pair: Pair, run: Any) -> None:
    run("check", *PEOPLE, "--pitch", PITCH, *_all_answers())
    assert run("submit", *PEOPLE).code == 0
    said = run("outcome", "Amira/Night baker", "interview-booked")
    assert said.code == 1
    assert "Say when" in said.error
    said = run("outcome", "Amira/Night baker", "interview-booked", "--when", "in 3 days 10:30")
    assert "interview" in said.out
    assert run("outcome", "Amira/Night baker", "hired").code == 1
    assert run("outcome", "0190abcd", "offered").code == 1


def test_from_an_accepted_offer_to_the_end_of_a_job(pair: Pair, run: Any) -> None:
    run("check", *PEOPLE, "--pitch", PITCH, *_all_answers())
    submission = run("submit", *PEOPLE, "--json").document["submission_id"]
    run("outcome", submission, "offered")
    said = run("outcome", submission, "accepted")
    assert f"adviser placement agree {submission}" in said.out
    said = run("placement", "agree", submission, "--starts", "today", "--json")
    assert said.document["state"] == "agreed"
    assert run("placement", "start", "Amira", "--json").document["state"] == "started"
    assert run("placement", "end", "Amira").code == 1
    said = run("placement", "end", "Amira", "--why", "moved away")
    assert "ended" in said.out
    assert run("placement", "start", "Amira").code == 1


def test_a_job_that_they_found_themselves(pair: Pair, run: Any) -> None:
    said = run(
        *("placement", "agree", "--participant", "Amira", "--employer", "Quillfeather"),
        *("--role", "Baker", "--json"),
    )
    assert said.document["placement"]["found_by"] == "self"
    assert run("placement", "agree").code == 2


def test_a_sheet_tells_what_refusals_taught(pair: Pair, folder: Path, run: Any) -> None:
    assert run("check", *PEOPLE, "--json").document["learned"] == {
        "refusals": 0,
        "too_few": True,
        "words": "too few refusals to learn from (0 in 12 months)",
        "lessons": [],
    }
    assert "refusals" not in run("check", *PEOPLE).out
    database = Database(folder, pair.clock).open()
    jobs = Jobs(database, pair.me)
    sent = pair.clock.today() - timedelta(days=30)
    jobs.refuse(jobs.vacancy(), sent, "hours_or_travel")
    database.close()
    assert "Too few refusals to learn from (1 in 12 months)." in run("check", *PEOPLE).out
    database = Database(folder, pair.clock).open()
    jobs = Jobs(database, pair.me)
    for _ in range(4):
        jobs.refuse(jobs.vacancy(), sent, "hours_or_travel")
    database.close()
    told = run("check", *PEOPLE, "--json").document["learned"]
    assert told["words"] == "5 of 5 refusals map to C3, 5 to M2"
    assert [each["item"] for each in told["lessons"]] == ["C3", "M2"]
    said = run("check", *PEOPLE).out
    assert "What the refusals of 12 months taught:" in said
    assert f"5 of 5 refusals map to C3  {told['lessons'][0]['question']}" in said
    assert "Testperson" not in said


def test_the_kind_of_a_job_can_be_said(pair: Pair, run: Any) -> None:
    said = run(
        *("placement", "agree", "--participant", "Amira", "--employer", "Quillfeather"),
        *("--role", "Helper", "--kind", "volunteering", "--starts", "today", "--json"),
    )
    assert said.document["placement"]["kind"] == "volunteering"
    assert run("placement", "start", "Amira").out.count("(volunteering)") == 1
