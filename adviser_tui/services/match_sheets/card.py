"""A match sheet as the screen, the command line and the frozen copy show it: frozen values."""

from dataclasses import dataclass
from datetime import date, datetime

from adviser_tui.services.checklist.values import Counts, Status
from models.kinds import AnswerSource, AnswerValue, DisclosureLevel, SheetState
from seed.checklists import Need, Proof


@dataclass(frozen=True, slots=True)
class RecordLink:
    """The record that an answer came from."""

    kind: str
    """The table it is in: `contact`, `vacancy`, `consent`, `promise`, `employer_person` …"""
    id: str
    label: str
    """Its one line: `visit 12 Nov, A. Person`."""
    on: date | None = None

    @property
    def ref(self) -> str:
        """What a screen opens: `contact:0190…`."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class ProofLine:
    """What shows that one must-have is met (M1), or the plan to meet it and its day."""

    must_have: str
    proof: str = ""
    plan: str = ""
    plan_by: date | None = None


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer: what, from whom, when, noted by whom."""

    value: AnswerValue
    source: AnswerSource
    who: str
    """Who noted it: a colleague's name, `you`, or `the records`."""
    words: str
    """All of it in one line: `yes, said by the participant, noted by you today 09:30`."""
    as_of: date
    at: datetime | None = None
    note: str = ""
    declined: bool = False
    proofs: tuple[ProofLine, ...] = ()
    records: tuple[RecordLink, ...] = ()


@dataclass(frozen=True, slots=True)
class OverrideLine:
    """Why an unmet item is passed over, and what is done about it until when."""

    reason: str
    action: str
    due_on: date
    who: str
    holds: bool
    fault: str = ""
    """Why it does not hold, empty while it does."""


@dataclass(frozen=True, slots=True)
class FixLine:
    """The follow-up that an unmet item offers to become, or became."""

    text: str
    side: str
    due_on: date
    follow_up_id: str = ""
    """The open follow-up that was made of it; empty while there is none."""
    words: str = ""
    """`would be due Fri 20 Nov`, `in the diary for Fri 20 Nov`."""


@dataclass(frozen=True, slots=True)
class SheetItemRow:
    """One question of the sheet, where it stands and what can be done about it."""

    id: str
    group: str
    label: str
    question: str
    why: str
    need: Need
    status: Status
    locked: bool
    answer: AnswerLine | None
    """The answer that counts; nothing where nobody and nothing answers."""
    given: AnswerLine | None
    """What was last answered by hand, also where it does not count any more."""
    on_record: AnswerLine | None
    """What the records say, `unknown` with the reason where they are silent."""
    reason: str
    """Why it stands so, in words."""
    hint: str
    stale: str
    """Why an answer no longer holds; empty while it does."""
    unlock: str
    """What would meet it; empty where nothing is left to do."""
    may_override: bool
    override: OverrideLine | None
    fix: FixLine | None
    by_hand: bool
    """Whether a person may answer it at all."""
    sources: tuple[AnswerSource, ...]
    """Who may answer it by hand, the usual one first."""
    values: tuple[AnswerValue, ...]
    """What may be answered by hand."""
    may_decline: bool
    proof: Proof
    """What must stand beside a yes: own words, a proof for each must-have, the sentence."""

    @property
    def is_required(self) -> bool:
        """Whether the sheet cannot be ready without it."""
        return self.need is Need.REQUIRED

    @property
    def is_missing(self) -> bool:
        """Whether it holds the sheet back."""
        return self.is_required and self.status in (Status.UNMET, Status.STALE, Status.TO_CONFIRM)

    @property
    def records(self) -> tuple[RecordLink, ...]:
        """The records to open from here."""
        found = self.answer.records if self.answer else ()
        return found or (self.on_record.records if self.on_record else ())


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """A letter of the sheet with its heading and questions."""

    id: str
    title: str
    items: tuple[SheetItemRow, ...]


@dataclass(frozen=True, slots=True)
class PitchFinding:
    """A word in the sentence for the employer, from `start` up to `end`, that must go (T5)."""

    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class PersonWhoFits:
    """Somebody else on the caseload for whom the facts of the vacancy would do (T4)."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class QualityLine:
    """One of the seven dimensions of job quality (M5): met, not met or not known."""

    dimension: str
    said: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """An earlier sheet of the same two, kept as it was submitted."""

    sheet_id: str
    attempt: int
    frozen_at: datetime
    submission_id: str
    words: str
    """`put forward Fri 20 Nov, refused by employer: a must-have was missing`."""


@dataclass(frozen=True, slots=True)
class SheetCard:
    """A whole match sheet; `result` is always in view."""

    sheet_id: str
    is_kept: bool
    """Whether it is in the file yet; it is with the first answer."""
    participant_id: str
    participant: str
    vacancy_id: str
    vacancy: str
    employer_id: str
    employer: str
    site: str
    attempt: int
    template: str
    template_version: int
    result: SheetState
    """`ready`, `ready_with_override` or `not_ready`."""
    headline: str
    """The result in words: `NOT READY · 4 of 25 required open`."""
    groups: tuple[SheetGroup, ...]
    counts: Counts
    reasons: tuple[str, ...]
    """One sentence for each thing that holds the sheet back."""
    unlocks: tuple[str, ...]
    """What makes the sheet ready, one step a line."""
    pitch: str
    pitch_limit: int
    findings: tuple[PitchFinding, ...]
    text_for_employer: str
    """What would go out, and on a submitted sheet what went out; as far as consent reaches."""
    consent_words: str
    level: DisclosureLevel | None
    """How much may be told; nothing where no consent counts today."""
    must_haves: tuple[str, ...]
    """For which M1 wants a proof or a plan."""
    live: int
    cap: int
    others: tuple[PersonWhoFits, ...]
    quality: tuple[QualityLine, ...]
    attempts: tuple[AttemptLine, ...]
    """Newest first."""
    submission_id: str
    """The submission that is under way for the two, empty where there is none."""
    stop: str
    """Why they cannot be put forward whatever the sheet says; empty where nothing stands so."""
    as_of: date
    frozen_at: datetime | None = None

    @property
    def items(self) -> tuple[SheetItemRow, ...]:
        """Every question in the order in which they are asked."""
        return tuple(item for group in self.groups for item in group.items)

    def item(self, item_id: str) -> SheetItemRow:
        """Return one question; raises KeyError for an id that the sheet does not have."""
        return {item.id: item for item in self.items}[item_id]

    @property
    def missing(self) -> tuple[SheetItemRow, ...]:
        """The required questions that hold the sheet back, those never overridden first."""
        return tuple(sorted((i for i in self.items if i.is_missing), key=lambda i: not i.locked))

    @property
    def is_frozen(self) -> bool:
        """Whether it was submitted and never changes again."""
        return self.frozen_at is not None

    @property
    def may_submit(self) -> bool:
        """Whether they can be put forward now."""
        ready = self.result in (SheetState.READY, SheetState.READY_WITH_OVERRIDE)
        return ready and not self.stop and not self.is_frozen

    @property
    def counted(self) -> str:
        """How far it has come: `21 of 31 answered, 14 from records`."""
        return (
            f"{self.counts.answered} of {self.counts.needed} answered, "
            f"{self.counts.from_records} from records"
        )

    @property
    def live_words(self) -> str:
        """How many others of ours the employer has before them (T1)."""
        return f"{self.live} before them, at most {self.cap}"
