"""Why a submission came to nothing, and which items of the sheet would have caught it.

A closed set (domain.md section 4), so that each miss teaches the sheet. Reasons that map to the
groups E, C, M and P count as a bad fit, and those where nobody judged the person as no decision
(M5).
"""

from dataclasses import dataclass
from enum import StrEnum

from adviser_tui.errors import InputError
from adviser_tui.text import fold
from models.kinds import SubmissionState


class Refusal(StrEnum):
    """The word that is stored with a submission that came to nothing."""

    DID_NOT_ATTEND = "did_not_attend"
    NOT_CONTACTABLE = "not_contactable"
    MISSING_MUST_HAVE = "missing_must_have"
    NOT_INFORMED_ENOUGH = "not_informed_enough"
    HOURS_OR_TRAVEL = "hours_or_travel"
    NOT_INTERESTED = "not_interested"
    LEGAL_OR_ELIGIBILITY = "legal_or_eligibility"
    SUPPORT_CONCERN = "support_concern"
    POST_FILLED_OR_WITHDRAWN = "post_filled_or_withdrawn"
    DUPLICATE_CANDIDATE = "duplicate_candidate"
    NO_ANSWER = "no_answer"
    OTHER = "other"


_EMPLOYER = SubmissionState.REFUSED_BY_EMPLOYER
_PERSON = SubmissionState.DECLINED_BY_PERSON
_GONE = SubmissionState.VACANCY_GONE
_SILENT = SubmissionState.NO_RESPONSE
_FIT = frozenset("ECMP")


@dataclass(frozen=True, slots=True)
class RefusalReason:
    """One reason: its words, the items it points to, the ends it fits."""

    id: Refusal
    words: str
    items: tuple[str, ...]
    ends: tuple[SubmissionState, ...]
    no_decision: bool = False
    """Nobody judged the person: left out of first-time-right, and reported apart (M5)."""
    needs_note: bool = False

    @property
    def bad_fit(self) -> bool:
        """Return whether it counts in the bad-fit rate."""
        return not self.no_decision and any(item[0] in _FIT for item in self.items)


REASONS: tuple[RefusalReason, ...] = (
    RefusalReason(
        Refusal.DID_NOT_ATTEND, "did not come to the interview", ("P2", "C4"), (_EMPLOYER,)
    ),
    RefusalReason(Refusal.NOT_CONTACTABLE, "could not be reached", ("P5",), (_EMPLOYER,)),
    RefusalReason(Refusal.MISSING_MUST_HAVE, "a must-have was missing", ("M1", "E2"), (_EMPLOYER,)),
    RefusalReason(
        Refusal.NOT_INFORMED_ENOUGH,
        "not enough was said about the person",
        ("M3", "P1"),
        (_EMPLOYER,),
    ),
    RefusalReason(
        Refusal.HOURS_OR_TRAVEL, "hours or travel do not work", ("C3", "M2"), (_EMPLOYER, _PERSON)
    ),
    RefusalReason(Refusal.NOT_INTERESTED, "does not want this job", ("C1",), (_EMPLOYER, _PERSON)),
    RefusalReason(
        Refusal.LEGAL_OR_ELIGIBILITY,
        "a legal requirement is not met",
        ("C5",),
        (_EMPLOYER, _PERSON),
    ),
    RefusalReason(
        Refusal.SUPPORT_CONCERN,
        "doubts about the support in the job",
        ("M4", "O4"),
        (_EMPLOYER, _PERSON),
    ),
    RefusalReason(
        Refusal.POST_FILLED_OR_WITHDRAWN,
        "the post was filled or withdrawn",
        ("E6",),
        (_EMPLOYER, _GONE),
        no_decision=True,
    ),
    RefusalReason(
        Refusal.DUPLICATE_CANDIDATE,
        "somebody else had put the person forward",
        ("E7", "T1"),
        (_EMPLOYER,),
    ),
    RefusalReason(
        Refusal.NO_ANSWER, "no answer came", ("T3",), (_EMPLOYER, _SILENT), no_decision=True
    ),
    RefusalReason(
        Refusal.OTHER,
        "another reason, in words",
        (),
        (_EMPLOYER, _PERSON, _GONE, _SILENT),
        needs_note=True,
    ),
)

_ALSO_SAID = {
    "missing must haves": Refusal.MISSING_MUST_HAVE,
    "hours": Refusal.HOURS_OR_TRAVEL,
    "travel": Refusal.HOURS_OR_TRAVEL,
    "hours travel": Refusal.HOURS_OR_TRAVEL,
    "legal": Refusal.LEGAL_OR_ELIGIBILITY,
    "eligibility": Refusal.LEGAL_OR_ELIGIBILITY,
    "legal eligibility": Refusal.LEGAL_OR_ELIGIBILITY,
    "post filled": Refusal.POST_FILLED_OR_WITHDRAWN,
    "filled": Refusal.POST_FILLED_OR_WITHDRAWN,
    "post filled internally": Refusal.POST_FILLED_OR_WITHDRAWN,
    "withdrawn": Refusal.POST_FILLED_OR_WITHDRAWN,
    "post withdrawn": Refusal.POST_FILLED_OR_WITHDRAWN,
    "post filled withdrawn": Refusal.POST_FILLED_OR_WITHDRAWN,
    "duplicate": Refusal.DUPLICATE_CANDIDATE,
}


def reason_of(refusal: Refusal) -> RefusalReason:
    """Return the reason for a stored word."""
    return next(reason for reason in REASONS if reason.id is refusal)


def reasons_for(end: SubmissionState) -> tuple[RefusalReason, ...]:
    """Return the reasons that fit an end of a submission, none where it needs none."""
    return tuple(reason for reason in REASONS if end in reason.ends)


def find_reason(text: str, end: SubmissionState) -> RefusalReason:
    """Return the reason that was typed for an end; raise InputError naming those that fit."""
    typed = fold(text)
    named = {fold(refusal.value): refusal for refusal in Refusal} | _ALSO_SAID
    fitting = reasons_for(end)
    refusal = named.get(typed)
    for reason in fitting:
        if reason.id is refusal:
            return reason
    choices = ", ".join(reason.id.value for reason in fitting) or "none"
    raise InputError(
        f"“{text}” is no reason for {end.value}. The reasons are: {choices}. Nothing was changed.",
        field="reason",
    )
