"""A team's own questions on the match sheet, from a file beside the caseload."""

from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError
from adviser_tui.services.match_sheets.questions import FOLDER
from adviser_tui.services.office import Office
from adviser_tui.storage.database import Database
from models.kinds import AnswerValue
from models.tables import Adviser
from tests.match_case import known_pair

OURS = """extends = "right_person_first_time"
[[item]]
id = "L1"
group = "E"
label = "site visited"
question = "Have you seen the site?"
answered_by = ["coach"]
why = "Steps and noise are not in any advert."
fix = { text = "Visit {employer}", side = "internal", due = 2 }
"""


def our_file(folder: Path, text: str) -> None:
    (folder / FOLDER).mkdir(exist_ok=True)
    (folder / FOLDER / "our team.toml").write_text(text, encoding="utf-8")


def test_a_teams_question_is_asked_answered_and_gone_with_its_file(
    database: Database, clock: FixedClock, me: Adviser
) -> None:
    made = known_pair(database, clock, me.id)
    pair = (made.participant, made.vacancy)
    sheets = Office(database).match_sheets
    before = sheets.open(*pair).counts.needed
    our_file(database.folder, OURS)
    card = sheets.open(*pair)
    assert card.counts.needed == before + 1
    rows = {item.id: item for group in card.groups for item in group.items}
    assert rows["L1"].label == "site visited"
    sheets.answer(*pair, "L1", AnswerValue.YES)
    card = sheets.open(*pair)
    assert not any(reason.startswith("L1") for reason in card.reasons)
    (database.folder / FOLDER / "our team.toml").unlink()
    assert sheets.open(*pair).counts.needed == before


def test_a_mistake_in_a_teams_file_names_the_file(
    database: Database, clock: FixedClock, me: Adviser
) -> None:
    made = known_pair(database, clock, me.id)
    our_file(database.folder, OURS.replace('"L1"', '"C1"'))
    with pytest.raises(InputError, match=r"our team\.toml"):
        Office(database).match_sheets.open(made.participant, made.vacancy)
