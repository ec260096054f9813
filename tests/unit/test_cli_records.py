"""Adding, changing, showing and closing records from the command line."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from adviser_tui.cli import main

Run = Callable[..., Any]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with --json; return its document, or the exit code and what was said."""

    def go(*words: str, fails: int = 0) -> Any:
        code = main([*words, "--json"])
        out, err = capsys.readouterr()
        assert code == fails, (words, out, err)
        document = json.loads(out)
        if fails:
            assert document["ok"] is False
            assert document["error"] in err
            return document["error"]
        return document

    go("init", "--name", "Vilma Testesen", "--profile", "ips")
    return go


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def go(*words: str) -> str:
        assert main(list(words)) == 0
        return capsys.readouterr().out

    return go


def test_a_participant_is_added_changed_shown_and_taken_off(run: Run) -> None:
    made = run("add", "participant", "--set", "name=Amira Sample", "phone=07700 900123")
    assert made["kind"] == "participant"
    assert made["fields"]["stage"] == "referred"
    changed = run("set", made["id"], "stage=engaged", "goal=mornings only")
    assert changed["fields"]["stage"] == "engaged"
    shown = run("show", "Amira")
    assert shown["card"]["goal"] == "mornings only"
    assert shown["card"]["timeline"][0]["words"] == "moved to engaged"
    assert "+" in shown["card"]["timeline"][0]["at"]
    assert run("void", "Amira", "--reason", "moved away")["id"] == made["id"]
    assert "fits" in run("show", "Amira", fails=1)
    run("undo")
    assert run("show", "Amira")["id"] == made["id"]


def test_a_second_one_alike_is_added_only_when_told_to(run: Run) -> None:
    run("add", "participant", "--set", "name=Amira Sample")
    error = run("add", "participant", "--set", "name=Amira Sample", fails=1)
    assert "Amira Sample (the same name)" in error
    run("add", "participant", "--even-if-similar", "--set", "name=Amira Sample")
    assert len(run("people")["participants"]) == 2


def test_what_is_typed_wrongly_names_the_nearest(run: Run) -> None:
    run("add", "participant", "--set", "name=Amira Sample")
    assert "did you mean “phone”" in run("set", "Amira", "phon=1", fails=1)
    assert "did you mean “engaged”" in run("set", "Amira", "stage=engagd", fails=1)
    assert "FIELD=VALUE" in run("set", "Amira", "phone", fails=2)
    assert "it cannot go to" in run("set", "Amira", "stage=moved_on", fails=1)


def test_every_noun_can_be_added(run: Run) -> None:
    run("add", "participant", "--set", "name=Amira Sample")
    run("add", "employer", "--set", "name=Greggs", "town=Leeds", "person=Bo Example")
    run("add", "vacancy", "--set", "employer=Greggs", "title=Night filler", "pay=£12.21/h")
    run("add", "follow-up", "--set", "what=ring", "due=+2d", "participant=Amira")
    run("add", "promise", "--set", "what=send CVs", "by=+3d", "employer=Greggs")
    run("add", "person", "--set", "employer=Greggs", "name=Zoe Example", "hiring=yes")
    run("add", "site", "--set", "employer=Greggs", "town=York")
    run("add", "need", "--set", "employer=Greggs", "what=night fillers", "number=2")
    run("add", "barrier", "--set", "participant=Amira", "what=no bus", "due=+1w")
    run("add", "consent", "--set", "participant=Amira", "vacancy=Night filler", "by=+2d")
    run("add", "profile", "--set", "participant=Amira", "must=mornings; close by")
    rows = {row["what"] for row in run("today")["rows"]}
    assert {"ring", "send CVs", "may Greggs be told?"} <= rows
    employer = run("show", "Greggs")["card"]
    assert {person["name"] for person in employer["people"]} == {"Bo Example", "Zoe Example"}
    assert employer["needs"][0]["task"] == "night fillers"
    assert run("show", "Amira")["card"]["profile"]["must_haves"] == ["mornings", "close by"]


def test_somebody_who_works_at_an_employer_is_found_by_their_whole_name(run: Run) -> None:
    run("add", "employer", "--set", "name=Greggs", "person=Bo Example")
    changed = run("set", "bo example", "hiring=yes")
    assert (changed["kind"], changed["name"]) == ("person", "Bo Example, Greggs")
    assert run("set", "Bo Example", "has_hiring_say=no")["id"] == changed["id"]
    assert run("show", "Greggs")["kind"] == "employer"
    run("add", "employer", "--set", "name=Made-up Mills", "person=Bo Example")
    assert "fits more than one record" in run("set", "Bo Example", "hiring=yes", fails=1)
    # Whoever is a participant is meant before a namesake who works somewhere.
    run("add", "participant", "--set", "name=Bo Example")
    assert run("show", "Bo Example")["kind"] == "participant"


def test_follow_ups_are_done_moved_and_cancelled(run: Run) -> None:
    run("add", "employer", "--set", "name=Greggs")
    ids = [
        run("add", "follow-up", "--set", f"what=step {n}", "due=tomorrow", "employer=Greggs")["id"]
        for n in range(3)
    ]
    moved = run("follow-up", "move", ids[0], "--to", "+1w", "--agreed")["follow_ups"][0]
    assert (moved["moves"], moved["flags"]) == (1, [])
    done = run("follow-up", "done", ids[1], "--note", "went well", "--next", "+3d send CV")
    assert done["follow_ups"][0]["done_note"] == "went well"
    assert "send CV" in {row["what"] for row in run("today")["rows"]}
    cancelled = run("follow-up", "cancel", ids[2], "--reason", "they closed")["follow_ups"][0]
    assert cancelled["words"] == "cancelled: they closed"
    assert "Nothing was changed" in run("follow-up", "done", ids[2], fails=1)
    assert "No follow-up" in run("follow-up", "done", "step", fails=1)


def test_promises_are_kept_moved_and_broken(run: Run) -> None:
    run("add", "employer", "--set", "name=Greggs")
    ids = [
        run("add", "promise", "--set", f"what=thing {n}", "by=today", "employer=Greggs")["id"]
        for n in range(3)
    ]
    assert run("promise", "keep", ids[0])["promises"][0]["state"] == "kept"
    run("promise", "move", ids[1], "--to", "+1w")
    assert run("promise", "keep", ids[1], "--beaten")["promises"][0]["state"] == "beaten"
    broken = run("promise", "break", ids[2], "--reason", "no time")["promises"][0]
    assert (broken["state"], broken["closing_note"]) == ("broken", "no time")


def test_consent_is_asked_given_refused_and_withdrawn(run: Run) -> None:
    run("add", "participant", "--set", "name=Amira Sample")
    run("add", "employer", "--set", "name=Greggs")
    run("add", "vacancy", "--set", "employer=Greggs", "title=Night filler")
    about = ("Amira", "Night filler")
    assert run("consent", "ask", *about, "--by", "+2d")["consent"]["state"] == "asked"
    given = run("consent", "give", *about, "--level", "more", "--share", "glasses", "--words", "ok")
    assert (given["consent"]["level"], given["consent"]["own_words"]) == ("more", "ok")
    assert run("consent", "withdraw", *about)["consent"]["state"] == "withdrawn"
    assert "no such choice" in run("consent", "withdraw", *about, fails=1)
    assert run("consent", "ask", "Amira", "--by", "+2d")["consent"]["about"] == "any employer"
    assert run("consent", "refuse", "Amira")["consent"]["state"] == "refused"
    assert run("consent", "unanswered")["no_answer"] == 0


def test_a_profile_is_agreed_and_looked_at_again(run: Run) -> None:
    run("add", "participant", "--set", "name=Amira Sample")
    assert "no profile" in run("profile", "agree", "Amira", fails=1)
    run("add", "profile", "--set", "participant=Amira", "strengths=patience")
    assert run("profile", "agree", "Amira")["profile"]["state"] == "agreed"
    assert run("profile", "review", "Amira")["profile"]["state"] == "review_due"


def test_a_card_in_plain_words_names_ids_only_to_be_used(
    run: Run, said: Callable[..., str]
) -> None:
    run("add", "participant", "--set", "name=Amira Sample", "phone=07700 900123")
    run("add", "follow-up", "--set", "what=ring", "due=+2w", "participant=Amira")
    text = said("show", "Amira", "--plain")
    assert text.startswith("Participant: Amira Sample\n")
    assert "Phone: 07700 900123\n" in text
    assert "Follow ups:\n  ring, due " in text
    assert "None" not in text
    assert "_" not in text


def test_hostile_text_reaches_the_terminal_harmless(run: Run, said: Callable[..., str]) -> None:
    run("add", "participant", "--set", "name=Amira\x1b[2J\u202e Sample", "goal=a\x07b")
    text = said("show", "Amira")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\x07" not in text
