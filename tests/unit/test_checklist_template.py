"""The shipped sheet is whole, and no file can turn it into a test of the person."""

import re
from collections import Counter
from dataclasses import fields
from pathlib import Path

import pytest

from adviser_tui.errors import InputError
from adviser_tui.services.checklist.engine import CONDITIONS
from adviser_tui.services.checklist.rules import RULES
from models.kinds import AnswerSource, Side
from seed.checklist_schema import AUTO_RULES, LOCKED, SIDES, SOURCE_FIELDS
from seed.checklist_schema import CONDITIONS as CONDITION_NAMES
from seed.checklists import (
    CORE_FILE,
    Item,
    Need,
    Source,
    read_template,
    relax,
    right_person_first_time,
)
from seed.forbidden import find_forbidden, forbidden_topics

CORE = CORE_FILE.read_text(encoding="utf-8")
LOCAL_ITEM = """
extends = "right_person_first_time"
[[item]]
id = "{id}"
group = "{group}"
label = "{label}"
question = "{question}"
answered_by = ["coach"]
why = "It helps."
fix = {{ text = "{fix}", side = "internal", due = 2 }}
"""


def local_file(folder: Path, **changes: str) -> Path:
    texts = {
        "id": "L1",
        "group": "E",
        "label": "site visited",
        "question": "Have you seen the site?",
        "fix": "Visit {employer}",
    }
    path = folder / "our_items.toml"
    path.write_text(LOCAL_ITEM.format(**(texts | changes)), encoding="utf-8")
    return path


def core_file(folder: Path, old: str, new: str) -> Path:
    assert CORE.count(old) >= 1
    path = folder / "changed.toml"
    path.write_text(CORE.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_sheet_has_the_items_the_domain_names() -> None:
    items = right_person_first_time().items
    sizes = Counter(item.group for item in items)
    assert sizes == {"E": 7, "C": 5, "M": 6, "P": 5, "O": 4, "T": 5}
    assert [item.id for item in items] == [
        f"{group}{number}" for group, size in sizes.items() for number in range(1, size + 1)
    ]
    assert Counter(item.need for item in items) == {Need.REQUIRED: 25, Need.ADVISORY: 7}
    assert {item.id for item in items if item.need is Need.ADVISORY} == {
        *("E5", "M5", "M6", "P4", "P5", "O2", "T4")
    }
    assert {item.id for item in items if item.locked} == {"C1", "C2", "T5"} == LOCKED
    assert {item.id for item in items if item.when} == {"E5", "P3", "O3"}
    assert {item.id for item in items if item.may_decline} == {"M4", "P2", "O4"}
    assert {item.id for item in items if item.not_applicable} == {"M4", "P2", "P3", "O4"}


def test_fourteen_items_come_wholly_or_partly_from_records() -> None:
    items = right_person_first_time().items
    assert {item.id for item in items if item.from_records} == {
        *("E1", "E3", "E4", "E6", "E7", "C4", "C5", "M2", "M5", "P1", "O1", "T1", "T3", "T5")
    }
    assert {item.id for item in items if item.confirm} == {"M2", "M5", "P1"}


def test_freshness_is_what_the_domain_says() -> None:
    days = {item.id: item.fresh_days for item in right_person_first_time().items}
    special = {"E1": 28, "E6": 7, "E7": 14, "C2": 28, "C4": 14}
    assert {item: count for item, count in days.items() if count != 60} == special


def test_names_in_the_file_are_those_the_engine_knows() -> None:
    assert set(RULES) | {"follow_ups"} == set(AUTO_RULES)
    assert set(CONDITIONS) == set(CONDITION_NAMES)
    assert {source.value for source in Source} == {source.value for source in AnswerSource}
    assert {side.value for side in Side} >= set(SIDES)
    used = {field for item in right_person_first_time().items for field in item.expires_with}
    assert used == set(SOURCE_FIELDS)


def test_every_item_speaks_plainly_and_fits_a_small_screen() -> None:
    for item in right_person_first_time().items:
        assert item.question.endswith("?")
        assert len(item.question) <= 78, item.id
        assert item.why.endswith(".")
        assert item.why.count(". ") == 0, item.id
        assert not item.fix.text.endswith(".")
        assert 1 <= item.fix.due <= 5
        words = f"{item.question} {item.why} {item.fix.text}".casefold()
        assert not re.search(r"\b(client|claimant|candidate)\b", words), item.id


def test_the_template_is_read_once_and_frozen() -> None:
    template = right_person_first_time()
    assert template is right_person_first_time()
    with pytest.raises(AttributeError):
        template.items[0].locked = True  # type: ignore[misc]
    assert template.item("c1").label == "wants this job"
    with pytest.raises(InputError, match="no item called “Z9”"):
        template.item("Z9")


def test_a_local_item_joins_its_group(tmp_path: Path) -> None:
    template = read_template(CORE_FILE, [local_file(tmp_path)])
    assert len(template.items) == 33
    assert [item.id for item in template.items][6:9] == ["E7", "L1", "C1"]
    assert template.item("L1").local
    assert len(right_person_first_time().items) == 32


@pytest.mark.parametrize(
    ("topic", "question"),
    [
        ("motivation", "Is motivation important to the employer?"),
        ("motivation", "Is the person highly motivated?"),
        ("motivation", "Er motivationen på plads?"),
        ("motivation", "Har de jobbmotivasjon?"),
        ("motivation", "Har de lyst til å jobbe?"),
        ("motivation", "Are they keen?"),
        ("motivation", "Is their work ethic good?"),
        ("attitude", "Do they show a positive attitude?"),
        ("attitude", "Har hun den rette holdning?"),
        ("attitude", "Er arbejdsindstillingen god?"),
        ("attitude", "Riktig innstilling til jobben?"),
        ("attitude", "Does their personality suit the team?"),
        ("appearance", "Is their appearance suitable?"),
        ("appearance", "Are they well groomed?"),
        ("appearance", "Er udseendet i orden?"),
        ("appearance", "Passer utseende og klær?"),
        ("appearance", "Is personal hygiene good?"),
        ("readiness scores", "What is their job readiness score?"),
        ("readiness scores", "Are they job-ready?"),
        ("readiness scores", "Is the participant's rating at least 3?"),
        ("readiness scores", "Er hun jobparat?"),
        ("readiness scores", "Er de jobbklar?"),
        ("readiness scores", "Is the chance of getting the job high?"),
        ("diagnosis or health", "Is the diagnosis known?"),
        ("diagnosis or health", "Hvilken diagnose har de?"),
        ("diagnosis or health", "Do they have a medical condition?"),
        ("diagnosis or health", "Have they autism or ADHD?"),
        ("diagnosis or health", "Psykiske lidelser?"),
        ("benefit type", "Which benefit do they receive?"),
        ("benefit type", "Are they on Universal Credit?"),
        ("benefit type", "Type of benefit noted?"),
        ("benefit type", "Får de kontanthjælp eller dagpenge?"),
        ("benefit type", "Har de uføretrygd?"),
        ("benefit type", "Are they at risk of a sanction?"),
        ("equity characteristic", "What is their ethnicity?"),
        ("equity characteristic", "Is their ethnic background noted?"),
        ("equity characteristic", "Hvad er deres etniske baggrund?"),
        ("equity characteristic", "Hva er kjønn og alder?"),
        ("equity characteristic", "What is their age?"),
        ("equity characteristic", "Are they disabled?"),
        ("equity characteristic", "What is their religion?"),
        ("equity characteristic", "Do they have any children?"),
        ("number of applications", "How many applications did they make?"),
        ("number of applications", "Number of job applications this month?"),
        ("number of applications", "Have they sent at least 10 applications?"),
        ("number of applications", "Hvor mange ansøgninger er sendt?"),
        ("number of applications", "Antall søknader denne uka?"),
        ("number of applications", "Is the application count right?"),
    ],
)
def test_a_question_about_the_person_is_refused(tmp_path: Path, topic: str, question: str) -> None:
    with pytest.raises(InputError) as refusal:
        read_template(CORE_FILE, [local_file(tmp_path, question=question)])
    assert "our_items.toml, item L1 asks about" in str(refusal.value)
    assert f"asks about {topic}" in str(refusal.value)
    assert refusal.value.field == "L1"


def test_every_forbidden_topic_has_its_wordings() -> None:
    assert set(forbidden_topics()) == {
        *("motivation", "attitude", "appearance", "readiness scores", "diagnosis or health"),
        *("benefit type", "equity characteristic", "number of applications"),
    }


@pytest.mark.parametrize("place", ["id", "label", "fix"])
def test_no_other_text_can_carry_it_either(tmp_path: Path, place: str) -> None:
    hidden = "motivation_score" if place == "id" else "rate the motivation"
    with pytest.raises(InputError, match="asks about motivation"):
        read_template(CORE_FILE, [local_file(tmp_path, **{place: hidden})])


@pytest.mark.parametrize(
    "text", ["jobMotivation", "MOTI\u200bVATION", "motivation_level", "ＭＯＴＩＶＡＴＩＯＮ"]
)
def test_tricks_of_spelling_do_not_help(text: str) -> None:
    found = find_forbidden(text)
    assert found is not None
    assert found.topic == "motivation"


@pytest.mark.parametrize(
    "question",
    [
        "Has the application form been read?",
        "Does the employer ask for a written application?",
        "Is this to meet an application requirement?",
        "Is the employer Disability Confident?",
        "Does the pay and benefits package suit them?",
        "Are employee benefits explained?",
        "Is a food hygiene certificate needed?",
        "Is the wage paid weekly?",
        "Which languages are spoken on site?",
        "Do managers know the average shift?",
        "Is childcare covered for the early shift?",
        "Is the contract maternity cover?",
        "Does the stage of the selection need an adjustment?",
        "Does the employer engage agency staff?",
        "Would the pay be attractive enough to them?",
        "Is the employer's willingness to bend the hours known?",
        "Is sick pay explained?",
        "Is the animal welfare certificate dated?",
        "Er stillingen stadig ledig?",
        "Er ansøgningen skrevet til denne arbejdsgiver?",
        "Er søknaden tilpasset stillingen?",
        "Passer arbejdstiden med børnehaven?",
    ],
)
def test_ordinary_questions_are_welcome(tmp_path: Path, question: str) -> None:
    template = read_template(CORE_FILE, [local_file(tmp_path, question=question)])
    assert template.item("L1").question == question


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"id": "E1"}, "wrong shape"),
        ({"group": "X"}, "has “X” for “group”"),
        ({"question": "Did the employer tell us " + "very " * 20 + "much?"}, "too long"),
        ({"fix": "Ask {coach}"}, "may only name"),
        ({"fix": "Ask {employer"}, "brace"),
        ({"question": "Are the must-haves kept apart from the nice-to-haves?"}, "there twice"),
    ],
)
def test_a_faulty_local_item_is_refused(
    tmp_path: Path, changes: dict[str, str], words: str
) -> None:
    with pytest.raises(InputError, match=r"our_items\.toml, item") as refusal:
        read_template(CORE_FILE, [local_file(tmp_path, **changes)])
    assert words in str(refusal.value)
    assert "No sheet was changed" in str(refusal.value)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id = "E2"', 'id = "E1"', "item E1 is there twice"),
        ('auto = "need_recorded"', 'auto = "guess"', "item E1 has “guess” for “auto”"),
        ("locked = true", "locked = false", "item C1 has the wrong lock"),
        ('id = "E3"', 'id = "E3"\nlocked = true', "item E3 has the wrong lock"),
        ('id = "C1"', 'id = "C9"', "wrong lock"),
        ("fresh_days = 28", "fresh_days = 0", "item E1 needs a number of days"),
        ("fresh_days = 28", 'fresh_days = "a month"', "item E1 needs a number of days"),
        ('need = "advisory"', 'need = "maybe"', "item E5 has “maybe”"),
        ('answered_by = ["coach"]', "answered_by = []", "item E2 does not say who"),
        ('answered_by = ["coach"]', 'answered_by = ["auto"]', "item E2 does not say who"),
        ('"vacancy.tasks"', '"vacancy.mood"', "item E1 has “vacancy.mood”"),
        ('condition = "adjustment_asked"', 'condition = "always"', "item E5 has “always”"),
        ('side = "employer"', 'side = "anyone"', "item E1 has “anyone”"),
        ('by_hand = "with_note"', 'by_foot = "with_note"', "keys that mean nothing: by_foot"),
        ('E = "Employer', 'X = "Employer', "six groups"),
        ("version = 1", 'version = "one"', "whole number as version"),
        ("[[item]]", "[[item]", "not valid TOML"),
        ("locked = true", 'locked = "yes"', "needs true or false"),
        ('why = "Employers', 'because = "Employers', "because"),
    ],
)
def test_a_faulty_core_file_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(InputError, match=r"changed\.toml") as refusal:
        read_template(core_file(tmp_path, old, new))
    assert words in str(refusal.value)


def test_a_sheet_without_its_locked_items_is_refused(tmp_path: Path) -> None:
    start, end = CORE.index('[[item]]\nid = "T5"'), len(CORE)
    with pytest.raises(InputError, match="must hold C1, C2, T5"):
        read_template(core_file(tmp_path, CORE[start:end], ""))


def test_a_missing_or_foreign_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="could not be read"):
        read_template(tmp_path / "nowhere.toml")
    stray = tmp_path / "stray.toml"
    stray.write_text('extends = "another_sheet"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"stray.toml must say extends"):
        read_template(CORE_FILE, [stray])


def test_a_profile_relaxes_a_required_item_with_a_reason() -> None:
    template = relax(right_person_first_time(), {"M3": "Employers here read the CV"}, "local")
    assert template.item("M3").need is Need.ADVISORY
    assert template.item("M3").relaxed == "Employers here read the CV"
    assert right_person_first_time().item("M3").need is Need.REQUIRED


@pytest.mark.parametrize(
    ("relaxed", "words"),
    [
        ({"C1": "No time to ask"}, "can never be set aside"),
        ({"C2": "They always agree"}, "can never be set aside"),
        ({"T5": "We write well"}, "can never be set aside"),
        ({"M6": "It is late"}, "advisory already"),
        ({"Z1": "It is late"}, "no such item"),
        ({"M3": "  "}, "no reason"),
    ],
)
def test_a_profile_cannot_relax_everything(relaxed: dict[str, str], words: str) -> None:
    with pytest.raises(InputError, match="programme profile “local”") as refusal:
        relax(right_person_first_time(), relaxed, "local")
    assert words in str(refusal.value)


def test_an_item_has_nothing_that_scores_a_person() -> None:
    assert not {field.name for field in fields(Item)} & {"weight", "score", "points", "rank"}
