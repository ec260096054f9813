"""An answer as it is given by hand, and whether it may be given at all."""

from dataclasses import dataclass

from adviser_tui.errors import InputError, RuleError
from adviser_tui.services.checklist.values import MustHaveProof
from models.kinds import AnswerSource, AnswerValue, DisclosureLevel
from seed.checklists import ByHand, Item, Source

CONSENT_ITEM = "C2"
PITCH_ITEM = "M3"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody answers to one question."""

    item: str
    value: AnswerValue
    source: AnswerSource | None = None
    """Who said it; where nothing is given, the first who may."""
    note: str = ""
    """Own words, why it does not apply, or the sentence (M3)."""
    declined: bool = False
    """The person said no thank you; goes with `not_applicable`."""
    proofs: tuple[MustHaveProof, ...] = ()
    level: DisclosureLevel | None = None
    """With a yes to C2: how much may be told; without it what was asked for, else the name."""


def source_of(item: Item, given: Given) -> AnswerSource:
    """Return who said it; raises a sentence where the answer could never count."""
    if item.by_hand is ByHand.NEVER:
        raise RuleError(
            f"{item.id} ({item.label}) is answered by the records alone. Nothing was changed; "
            "mend what it rests on and it answers itself."
        )
    may = tuple(each for each in item.answered_by if each is not Source.AUTO)
    source = given.source or AnswerSource(may[0].value)
    if source.value not in {each.value for each in may}:
        who = " or ".join(each.value for each in may)
        raise RuleError(
            f"{item.id} ({item.label}) can only be answered by the {who}. Nothing was changed."
        )
    _check_aside(item, given)
    return source


def _check_aside(item: Item, given: Given) -> None:
    """Raise a sentence where setting the question aside is not possible."""
    if given.declined and not item.may_decline:
        raise RuleError(f"{item.id} ({item.label}) cannot be declined. Nothing was changed.")
    if given.value is not AnswerValue.NOT_APPLICABLE or given.declined:
        return
    if not item.not_applicable:
        raise RuleError(
            f"{item.id} ({item.label}) always applies: answer yes or no. Nothing was changed."
        )
    if not (item.fixed_reason or given.note.strip()):
        raise InputError(
            f"Say in a few words why {item.id} ({item.label}) does not apply. Nothing was changed.",
            "note",
        )


def note_of(item: Item, given: Given) -> str:
    """Return the note to keep: none beside a fixed reason, so that no more is told (P3)."""
    if item.fixed_reason and given.value is AnswerValue.NOT_APPLICABLE:
        return ""
    return given.note
