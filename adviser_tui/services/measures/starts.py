"""Jobs as they were agreed and begun, with what came before each: read once for all measures."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from adviser_tui.services.measures.course import course_of
from adviser_tui.services.measures.figure import Ref
from adviser_tui.services.measures.scene import Scene
from adviser_tui.services.merging.trail import is_merged, survivor
from adviser_tui.storage.reading import day, moment_or_none
from adviser_tui.text import fold
from models.kinds import TWO_WAY, FoundBy, PlacementKind, PlacementState

NOT_PAY = "access to work"
"""A scheme that helps the person and pays no wages."""


@dataclass(frozen=True, slots=True)
class Start:
    """One placement with what M4 asks about it."""

    id: str
    participant: str
    coach: str
    """The participant's coach on the first day, or now where there is none."""
    employer: str
    site: str = ""
    """Where the work is, which an agency's own site need not be."""
    submission: str = ""
    kind: PlacementKind = PlacementKind.JOB
    found_by: FoundBy = FoundBy.US
    state: PlacementState = PlacementState.STARTED
    starts_on: date | None = None
    ended_on: date | None = None
    submitted_on: date | None = None
    """The calendar day on which they were put forward; nothing where they were not."""
    has_talk: bool = False
    """Whether somebody of ours had spoken with the employer before that."""
    has_pay: bool = False
    is_verified: bool = False
    """Whether a check confirmed that it was worked."""
    was_there_at_13: bool | None = None
    """What the newest check of week 13 found, or a later one that says yes; nothing of neither."""
    is_subsidised: bool = False
    subsidy_ends_on: date | None = None
    was_converted: bool = False
    """Whether it became an ordinary job after a subsidy."""
    is_void: bool = False

    @property
    def was_worked(self) -> bool:
        """Whether there was a first day."""
        return (
            self.state is not PlacementState.AGREED
            and self.starts_on is not None
            and (self.ended_on is None or self.ended_on >= self.starts_on)
        )

    @property
    def fell_through(self) -> bool:
        """Whether it ended before there was a first day."""
        return self.state is PlacementState.ENDED and not self.was_worked

    @property
    def day(self) -> date | None:
        """The first day, or the day on which it came to nothing."""
        return self.ended_on if self.fell_through else self.starts_on

    def has_begun(self, on: date) -> bool:
        """Say whether the first day had been worked by a day."""
        return self.was_worked and self.starts_on is not None and self.starts_on <= on

    def ref(self, note: str = "") -> Ref:
        """Return the row itself."""
        return Ref("placement", self.id, self.day, note)


WEEKS = 13
"""After so many weeks first-time-right is asked once more, in its strong form (M5)."""

_MARKS = ",".join(f"'{each.value}'" for each in TWO_WAY)
# A contact that a partner made is no talk of ours.
_STARTS = f"""SELECT x.id, x.participant_id, p.coach_id, x.employer_id, x.site_id, x.kind,
    x.found_by, x.state, x.starts_on, x.ended_on, x.scheme, x.subsidy_ends_on,
    coalesce(x.pay, 0) > 0 AS has_pay, x.void_reason IS NOT NULL AS is_void,
    e.void_reason AS employer_gone, s.id AS submission_id, s.submitted_at, s.submitted_offset,
    EXISTS (SELECT 1 FROM contact c
      WHERE c.employer_id IN (x.employer_id, v.employer_id) AND c.occurred_at < s.submitted_at
        AND c.kind = 'employer' AND c.state = 'done' AND c.channel IN ({_MARKS})
        AND c.organisation = '' AND c.void_reason IS NULL) AS has_talk,
    EXISTS (SELECT 1 FROM outcome_check k WHERE k.placement_id = x.id
      AND k.state = 'verified_yes' AND k.void_reason IS NULL) AS is_verified,
    coalesce((SELECT k.state = 'verified_yes' FROM outcome_check k WHERE k.placement_id = x.id
        AND k.state IN ('verified_yes', 'verified_no') AND k.void_reason IS NULL
        AND k.week >= {WEEKS} AND k.week - k.weeks < {WEEKS}
        ORDER BY k.checked_on DESC, k.created_at DESC, k.id DESC LIMIT 1),
      (SELECT 1 FROM outcome_check k WHERE k.placement_id = x.id AND k.state = 'verified_yes'
        AND k.void_reason IS NULL AND k.week > {WEEKS} LIMIT 1)) AS was_there_at_13,
    (x.scheme <> '' OR x.subsidy_ends_on IS NOT NULL) AND (x.state = 'converted_to_ordinary'
      OR EXISTS (SELECT 1 FROM change_record r WHERE r.row_id = x.id AND r.entity = 'placement'
        AND json_extract(r.fields, '$.state') = 'converted_to_ordinary')) AS was_converted
  FROM placement x JOIN participant p ON p.id = x.participant_id
  JOIN employer e ON e.id = x.employer_id
  LEFT JOIN submission s ON s.id = x.submission_id AND s.void_reason IS NULL
    AND s.submitted_at IS NOT NULL
  LEFT JOIN vacancy v ON v.id = s.vacancy_id
  ORDER BY x.starts_on, x.id"""


def starts(scene: Scene) -> tuple[Start, ...]:
    """Return every placement of the caseload, void ones among them, the first to begin first."""
    return scene.shared("starts", lambda: tuple(_start(scene, row) for row in scene.rows(_STARTS)))


def starts_of(scene: Scene) -> tuple[Start, ...]:
    """Return the placements of the participants of those whose figures these are."""
    return tuple(each for each in starts(scene) if each.coach in scene.whose.advisers)


def by_submission(scene: Scene) -> dict[str, Start]:
    """Return what came of each submission that came to a placement."""
    return {each.submission: each for each in starts(scene) if each.submission and not each.is_void}


def kept_employer(scene: Scene, employer_id: str, gone: str | None) -> str:
    """Return the employer that counts for an id, the one that it was merged into if it was."""
    if not is_merged(gone):
        return employer_id
    return scene.shared(
        ("survivor", "employer", employer_id),
        lambda: survivor(scene.database, "employer", employer_id) or employer_id,
    )


def _start(scene: Scene, row: Any) -> Start:
    submitted_at = moment_or_none(row["submitted_at"], row["submitted_offset"] or 0)
    is_paid_for = fold(str(row["scheme"])) not in ("", NOT_PAY)
    participant, starts_on = str(row["participant_id"]), day(row["starts_on"])
    coach = starts_on and course_of(scene).coach_on(participant, min(starts_on, scene.today))
    return Start(
        id=str(row["id"]),
        participant=participant,
        coach=str(coach or row["coach_id"] or ""),
        employer=kept_employer(scene, str(row["employer_id"]), row["employer_gone"]),
        site=str(row["site_id"] or ""),
        submission=str(row["submission_id"] or ""),
        kind=PlacementKind(row["kind"]),
        found_by=FoundBy(row["found_by"]),
        state=PlacementState(row["state"]),
        starts_on=starts_on,
        ended_on=day(row["ended_on"]),
        submitted_on=submitted_at.date() if submitted_at else None,
        has_talk=bool(row["has_talk"]),
        has_pay=bool(row["has_pay"]),
        is_verified=bool(row["is_verified"]),
        was_there_at_13=None if row["was_there_at_13"] is None else bool(row["was_there_at_13"]),
        is_subsidised=is_paid_for or row["subsidy_ends_on"] is not None,
        subsidy_ends_on=day(row["subsidy_ends_on"]),
        was_converted=bool(row["was_converted"]),
        is_void=bool(row["is_void"]),
    )
