"""What is answered on a match sheet, and what the sheet says in return: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.kinds import AnswerSource, AnswerValue, SheetState
from seed.checklists import Need


@dataclass(frozen=True, slots=True)
class Evidence:
    """The record that an answer rests on; `label` is its one line: `visit 12 Nov, A. Person`."""

    kind: str
    id: str
    label: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class MustHaveProof:
    """What shows that one must-have is met (M1), or the plan to meet it and its day."""

    must_have: str
    proof: str = ""
    plan: str = ""
    plan_by: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one item; `as_of` is the day from which its age is counted."""

    value: AnswerValue
    source: AnswerSource
    as_of: date
    at: datetime | None = None
    """When it was said, aware, with the offset of the place; None for what records say now."""
    by: str = ""
    note: str = ""
    """Own words, the sentence, or why an item does not apply."""
    declined: bool = False
    """The person said no thank you; needs no reason."""
    evidence: tuple[Evidence, ...] = ()
    detail: tuple[MustHaveProof, ...] = ()


def answered(
    value: AnswerValue,
    source: AnswerSource,
    at: datetime,
    *,
    by: str = "",
    note: str = "",
    declined: bool = False,
    detail: tuple[MustHaveProof, ...] = (),
) -> Answer:
    """Return an answer given by hand at a moment that carries the local offset."""
    return Answer(value, source, at.date(), at, by, note, declined, (), detail)


@dataclass(frozen=True, slots=True)
class Override:
    """Why an unmet item may be passed over, and what is done about it until when."""

    item: str
    reason: str
    action: str
    due: date
    by: str = ""


class Status(StrEnum):
    """Where an item stands on a sheet."""

    MET = "met"
    UNMET = "unmet"
    STALE = "stale"
    """Answered once, too long ago or before its source changed; counts as not answered."""
    TO_CONFIRM = "to_confirm"
    """The records say yes, and a person has still to confirm it."""
    OVERRIDDEN = "overridden"
    NOT_NEEDED = "not_needed"
    ADVISORY_OPEN = "advisory_open"


@dataclass(frozen=True, slots=True)
class Fix:
    """The follow-up that an unmet item offers to become."""

    item: str
    text: str
    side: str
    due: date


@dataclass(frozen=True, slots=True)
class ItemState:
    """One item as the sheet shows it: the answer that counts, where it stands, and why."""

    id: str
    group: str
    label: str
    question: str
    need: Need
    locked: bool
    status: Status
    answer: Answer | None
    """The answer that counts, None where nobody and nothing answers."""
    reason: str
    """Why it stands so, in words; empty when there is nothing to add."""
    hint: str = ""
    records: Answer | None = None
    """What the records say, also where an answer by hand counts."""
    on_record: bool = False
    """The records answer it today, wholly or partly."""
    override: Override | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a sheet has come; `needed` leaves out what is not needed here."""

    needed: int
    answered: int
    from_records: int
    """Items that records answer wholly or partly."""
    to_answer: int
    """Items that wait for an answer by hand, advisory ones included."""
    to_confirm: int
    required: int
    required_open: int
    overridden: int
    advisory_open: int


@dataclass(frozen=True, slots=True)
class SheetResult:
    """What a sheet says, item by item, and what would change it."""

    template: str
    version: int
    state: SheetState
    """`ready`, `ready_with_override` or `not_ready`."""
    items: tuple[ItemState, ...]
    counts: Counts
    headline: str
    reasons: tuple[str, ...]
    """One sentence for each thing that holds the sheet back."""
    unlocks: tuple[str, ...]
    """What makes the sheet ready, one step a line."""
    fixes: tuple[Fix, ...]
    """A follow-up for each required item that is unmet."""
    actions: tuple[Fix, ...]
    """The dated action of each override that holds."""

    def item(self, item_id: str) -> ItemState:
        """Return one item's state; raise KeyError for an id that the template lacks."""
        return {state.id: state for state in self.items}[item_id]

    @property
    def may_be_submitted(self) -> bool:
        """Return whether the sheet lets the person be put forward."""
        return self.state in (SheetState.READY, SheetState.READY_WITH_OVERRIDE)


Answers = Mapping[str, Answer]
"""Answers by the id of their item."""
