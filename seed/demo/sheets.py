"""Match sheets of the demo with their answers, as a coach fills them in."""

import json
from dataclasses import dataclass
from datetime import date

from adviser_tui.ids import derived_id
from seed.checklists import Item, Proof, Source, right_person_first_time
from seed.demo.days import At, utc_text
from seed.demo.vacancies import Opening
from seed.demo.words import words
from seed.demo.world import Person, World

NOTES = {
    "C3": "Bus 14 both ways, cost noted, cover agreed with a neighbour.",
    "M4": "Written steps for new tasks; the shift lead provides them.",
    "O4": "Visit on day one, a call every Friday for a month.",
    "P2": "Went through it together, practised twice.",
    "O3": "Ordinary contract after six weeks if both are content; said on the phone.",
    "E5": "A walk round and a chat; questions beforehand on request.",
}
PLAN_REASON = "The course ends a week before the start; the employer knows and agrees."


@dataclass(slots=True)
class Plan:
    """How far one sheet has come."""

    result: str = "ready"
    without: frozenset[str] = frozenset()
    """Items that nobody has answered yet."""
    overridden: str = ""


def fill_sheet(
    world: World, person: Person, opening: Opening, made: date, plan: Plan, name: str
) -> str:
    """Add a sheet with what was answered by hand and return its id; records answer the rest.

    `name` is how the employer may hear of the person.
    """
    template = right_person_first_time()
    at = At(made, 640)
    pitch = str(opening.job["pitch"]).format(name=name)
    sheet = world.add(
        "match_sheet",
        at,
        person.coach,
        participant_id=person.id,
        vacancy_id=opening.id,
        attempt=1,
        template=template.id,
        template_version=1,
        state=plan.result,
        pitch=pitch,
    )
    sheet_id = derived_id("match_sheet", person.id, opening.id, "1")
    sheet["id"] = sheet_id
    for place, item in enumerate(template.items):
        if not _by_hand(item) or item.id in plan.without:
            continue
        if item.id == "O3" and not opening.is_trial:
            continue
        _answer(world, person, opening, sheet_id, item, At(made, 650 + place))
    if plan.overridden:
        world.add(
            "match_override",
            At(made, 700),
            person.coach,
            participant_id=person.id,
            sheet_id=sheet_id,
            item=plan.overridden,
            reason=PLAN_REASON,
            action="Bring the certificate before the first day",
            action_due_on=str(world.days.working_after(made, 8)),
        )
    return sheet_id


def _by_hand(item: Item) -> bool:
    """Say whether a person answers an item, as opposed to records alone."""
    return not item.auto or item.confirm or item.id == "C4"


def _answer(
    world: World, person: Person, opening: Opening, sheet_id: str, item: Item, at: At
) -> None:
    source = next(each for each in item.answered_by if each is not Source.AUTO)
    note = NOTES.get(item.id, "")
    detail = ""
    if item.proof is Proof.OWN_WORDS:
        note = world.pick(words("people")["own_words"])
    elif item.proof is Proof.MUST_HAVES:
        proofs = [
            {
                "must_have": each,
                "proof": "Did so in the last job; reference noted.",
                "plan": "",
                "plan_by": None,
            }
            for each in opening.job["must"]
        ]
        detail = json.dumps(proofs, ensure_ascii=False)
    row = world.add(
        "match_answer",
        at,
        person.coach,
        participant_id=person.id,
        sheet_id=sheet_id,
        item=item.id,
        value="yes",
        source=str(source),
        note=note,
        detail=detail,
        answered_at=utc_text(at),
        answered_by=person.coach,
    )
    row["id"] = derived_id("match_answer", sheet_id, item.id)
