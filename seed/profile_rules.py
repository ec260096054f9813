"""What a programme profile says: every figure that is a choice and not a law of nature.

Plain values; `seed.profiles` reads them from files and names every mistake. Percentages and
shares are whole hundredths, sums of money whole pence or øre, times whole minutes and days.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Certainty(StrEnum):
    """How well a figure is founded."""

    READ = "read"
    """Read at its source."""
    SECOND_HAND = "second_hand"
    """Read where somebody else tells of it."""
    COMMON = "common"
    """Generally known; nobody looked it up."""
    LOCAL = "local"
    """Chosen here."""


@dataclass(frozen=True, slots=True)
class ContactRules:
    """Which contacts with employers count (M1)."""

    channels: tuple[str, ...] = ("visit", "call", "email", "text")
    """Ways of contact that count; a talk by video only where the programme says so."""
    needs_hiring_say: bool = False
    purposes: tuple[str, ...] = ()
    """Purposes that count; all where none is named. Support without a finding never counts."""
    fair_note_above: int = 6
    """More than this many at one job fair in a day asks for a note."""


@dataclass(frozen=True, slots=True)
class WeekRules:
    """The week's target and when the week closes (M2)."""

    base: int | None = None
    """For full time; nothing where the programme sets none."""
    few_looking: int = 3
    """With fewer people looking for work than this the target follows their number."""
    per_looking: int = 2
    next_step_share: int = 80
    """Of a hundred contacts, how many should have a need and a next step."""
    closes_on: str = "wed"
    """The day of the following week on which a week closes."""
    closes_at: str = "12:00"


@dataclass(frozen=True, slots=True)
class TimeRules:
    """Time out of the office (M3)."""

    reference: int | None = None
    """The share that the programme has in mind, in hundredths."""
    least_coverage: int = 80
    """Below this share of working days with any entry no percentage is shown."""


@dataclass(frozen=True, slots=True)
class SubmissionRules:
    """First time right (M5)."""

    batch: int = 3
    no_answer_days: int = 28
    again_days: int = 60


@dataclass(frozen=True, slots=True)
class LoadRules:
    """How much contact is too much for one employer (M7)."""

    days: int = 28
    organisations: int = 2
    coaches: int = 3
    working_days_apart: int = 5


@dataclass(frozen=True, slots=True)
class FairnessRules:
    """When fair access asks for a look (M9)."""

    parked_days: int = 28
    low: int = 80
    high: int = 125
    least: int = 10
    """The smallest group that is compared."""
    months_of_chance: int = 6
    suppress_below: int = 5
    """Cells smaller than this are left out of files."""


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """One outcome that a funder counts (M10).

    `in_work`: in work in each of `weeks`. `hours`: at least `weekly_minutes` in each of `weeks`.
    `window`: `weeks_needed` weeks of at least `weekly_minutes` at the legal rate within any
    `window` weeks. `earnings`: gross earnings of `earn_hours` × `earn_weeks` × the rate.
    `self_employed`: `weeks_needed` weeks of self-employment.
    """

    id: str
    name: str
    kind: str
    weeks: tuple[int, ...] = ()
    weekly_minutes: int = 0
    window: int = 0
    weeks_needed: int = 0
    earn_hours: int = 0
    earn_weeks: int = 0
    rate: str = ""
    """The table of rates it is measured by, such as `nlw`; empty for none."""
    due_week: int = 0
    """The week of employment in which it falls due."""
    certainty: Certainty = Certainty.LOCAL
    funder: str = ""
    """For whom it counts, such as `whp`; a profile counts those of the funders that it names."""


@dataclass(frozen=True, slots=True)
class OutcomeRules:
    """How sustained work is counted (M10)."""

    rules: tuple[OutcomeRule, ...] = ()
    """Those that count, of the funders that the profile works for."""
    grace_days: int = 28
    gap_days: int = 14
    counts: tuple[str, ...] = ()
    """The funders whose outcomes count; all where none is named."""
    ready: tuple[OutcomeRule, ...] = ()
    """Outcomes of other funders, which lie ready and do not count."""


@dataclass(frozen=True, slots=True)
class Standards:
    """Other references of the programme (M12, M13, M14, M15)."""

    rapid_start_days: int = 30
    caseload_most: int | None = None
    same_employer_most: int | None = None
    """The largest share of starts with one employer, in hundredths."""
    hand_over_days: int = 2
    """Working days within which a hand-over is answered."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a programme asks for, from a day on."""

    id: str
    name: str
    version: int = 1
    valid_from: str = ""
    """The day as `2026-04-01`; empty for since ever."""
    contacts: ContactRules = ContactRules()
    week: WeekRules = WeekRules()
    time: TimeRules = TimeRules()
    submissions: SubmissionRules = SubmissionRules()
    load: LoadRules = LoadRules()
    fairness: FairnessRules = FairnessRules()
    outcomes: OutcomeRules = OutcomeRules()
    standards: Standards = Standards()
    fidelity: str = ""
    """The scale that the programme checks itself against, such as `ips25`; empty for none."""
    weak: dict[str, Certainty] = field(default_factory=dict)
    """Figures that rest on weak sources, by their place such as `week.base`."""
    is_local: bool = False
    """It was copied and edited here."""
    based_on: str = ""
    """The profile that it was copied from."""
    note: str = ""
    """What whoever keeps the file says of it."""
    trouble: str = ""
    """Why another profile counts in place of the one chosen; empty where nothing is wrong."""

    @property
    def weekly_target(self) -> int | None:
        """Contacts with employers a week for full time (M2)."""
        return self.week.base

    @property
    def label(self) -> str:
        """The profile with its version: `ips 2`."""
        return f"{self.id} {self.version}"
