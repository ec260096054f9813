"""A team's week for its lead: each adviser beside their own target, in the order of their names.

Nobody is ranked, here or anywhere: there is no order by a figure and none can be asked for. What
has not arrived is not judged either: whose data is old says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from adviser_tui.services.measures.contact_reading import hand_to_each
from adviser_tui.services.measures.documents import as_document, period_document
from adviser_tui.services.measures.figure import Figure, Measured
from adviser_tui.services.measures.parts import Part, empty_said, parts_of
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.saying import period_said, sentence
from adviser_tui.services.measures.scene import Scene, Whose
from adviser_tui.services.measures.target_reckoning import WeekTarget
from adviser_tui.services.measures.weekly_target import WEEKS, target_of
from adviser_tui.services.measures.working_days import working_days
from adviser_tui.storage.reading import moment

if TYPE_CHECKING:
    from adviser_tui.services.office import Office

SHOWN = ("M1", "M2", "M8")
"""What is shown of each adviser: contacts, target and what was kept."""
STALE_DAYS = 2
"""So many working days without a word of somebody, and their figures are marked as old."""
_NEWEST = """SELECT who, MAX(at) AS at FROM (
  SELECT created_by AS who, MAX(created_at) AS at FROM contact
    WHERE occurred_at >= :since GROUP BY created_by
  UNION ALL SELECT updated_by, MAX(updated_at) FROM follow_up GROUP BY updated_by
  UNION ALL SELECT updated_by, MAX(updated_at) FROM promise GROUP BY updated_by
  UNION ALL SELECT updated_by, MAX(updated_at) FROM participant GROUP BY updated_by
  UNION ALL SELECT updated_by, MAX(updated_at) FROM time_entry GROUP BY updated_by
  UNION ALL SELECT created_by, MAX(created_at) FROM week_closing GROUP BY created_by
) WHERE who IN (SELECT value FROM json_each(:me)) GROUP BY who"""
_LOOKED_BACK = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class AdviserLine:
    """One adviser's week."""

    adviser_id: str
    name: str
    measured: tuple[Measured, ...]
    target: WeekTarget
    last_heard: datetime | None
    """When the newest record of theirs that is on this device was written; nothing for none."""
    is_stale: bool
    """Working days of theirs went by since, so that more may have been done than is here."""
    is_me: bool

    def figure(self, key: str) -> Figure:
        """Return one of their figures, such as `M1.counted`."""
        wanted = key.partition(".")[0]
        return next(each for each in self.measured if each.id == wanted).figure(key)

    @property
    def heard_words(self) -> str:
        """Return how fresh it is: `newest record of Friday 20 November, 16:40`."""
        if self.last_heard is None:
            return "no record of theirs is here"
        at = self.last_heard
        words = f"newest record of {at:%A} {at.day} {at:%B}, {at:%H:%M}"
        return f"{words}; more may have been done since" if self.is_stale else words


@dataclass(frozen=True, slots=True)
class TeamWeek:
    """The team's week: everybody by name, and all of them together."""

    period: Period
    whose: Whose
    as_of: datetime
    profile: str
    advisers: tuple[AdviserLine, ...]
    """In the order of their names."""
    totals: tuple[Measured, ...]
    """All together; a visit of two colleagues counts once."""
    parts: tuple[Part, ...]
    synced_at: datetime | None
    """When everything that the hub had was last here; nothing without a hub."""
    is_alone: bool
    """The caseload works without a hub, so that it holds what was written down here."""

    @property
    def stale(self) -> tuple[AdviserLine, ...]:
        """Whose data may be old."""
        return tuple(each for each in self.advisers if each.is_stale)

    def figure(self, key: str) -> Figure:
        """Return one figure of all together."""
        wanted = key.partition(".")[0]
        return next(each for each in self.totals if each.id == wanted).figure(key)


def team_week(office: "Office", period: Period | None = None) -> TeamWeek:
    """Return the team's week; raises `RuleError` for whoever does not lead the team."""
    from adviser_tui.services.measures.sight import require_sight_of

    measures, desk = office.measures, office.desk
    team = measures.team()
    require_sight_of(office, team.advisers)
    scene = measures.scene(period, team)
    heard = _heard(scene)
    each_of = {each: Whose((each,), measures.name_of(each)) for each in team.advisers}
    # By the name as it is read, so that no figure ever says who comes first.
    names = sorted((whose.name.casefold(), each) for each, whose in each_of.items())
    this_week = Period.week_of(max(scene.until, scene.period.first))
    weeks = tuple(this_week.before(back) for back in reversed(range(WEEKS)))
    hand_to_each(scene, each_of.values(), weeks)
    synced = _synced(office)
    return TeamWeek(
        period=scene.period,
        whose=team,
        as_of=scene.now,
        profile=scene.profile.label,
        advisers=tuple(
            _line(office, scene.of(each_of[adviser]), heard.get(adviser)) for _, adviser in names
        ),
        totals=measures.of_scene(scene, SHOWN),
        parts=parts_of(scene),
        synced_at=synced.astimezone(scene.now.tzinfo) if synced else None,
        is_alone=not desk.is_in_team,
    )


def team_lines(week: TeamWeek) -> Iterator[str]:
    """Give the team's week line by line, for a screen reader too."""
    yield f"{week.whose.name}: {period_said(week.period)}"
    yield f"As of {week.as_of:%H:%M on %d %B %Y}, counted by the rules {week.profile}."
    yield _freshness(week)
    yield ""
    for each in week.advisers:
        me = " (you)" if each.is_me else ""
        yield f"{each.name}{me}: {_contacts(each)}"
        for key in ("M1.needs_and_next_step", "M8.employer_on_time", "M8.participant_on_time"):
            figure = each.figure(key)
            yield f"  {figure.label}: {sentence(figure.in_full)}"
        if each.target.target is not None:
            yield f"  Target: {sentence(each.target.why)}"
        yield f"  {sentence(each.heard_words[:1].upper() + each.heard_words[1:])}"
    yield ""
    together = _attained(week.figure("M2.attainment"), week.figure("M1.counted"))
    yield f"All together, a visit of two colleagues once: {together}."
    for part in week.parts:
        yield f"  {part.sentence}"
    if empty := empty_said(week.parts):
        yield f"  {empty}"
    yield "Everybody in the order of their names; nobody is ranked."


def team_document(week: TeamWeek) -> dict[str, Any]:
    """Return the team's week as plain values."""
    return {
        "report": "team",
        "team": week.whose.name,
        "period": period_document(week.period),
        "as_of": week.as_of.isoformat(),
        "profile": week.profile,
        "synced_at": week.synced_at.isoformat() if week.synced_at else None,
        "alone": week.is_alone,
        "order": "name",
        "advisers": [
            {
                "id": each.adviser_id,
                "name": each.name,
                "target": each.target.target,
                "target_why": each.target.why,
                "last_heard": each.last_heard.isoformat() if each.last_heard else None,
                "stale": each.is_stale,
                "measures": [as_document(one) for one in each.measured],
            }
            for each in week.advisers
        ],
        "together": [as_document(each) for each in week.totals],
        "parts": [
            {"component": str(each.component), "done": each.done, "words": each.words}
            for each in week.parts
        ],
    }


def _line(office: "Office", own: Scene, heard: datetime | None) -> AdviserLine:
    adviser = own.whose.adviser
    is_me = adviser == office.desk.me
    return AdviserLine(
        adviser_id=adviser,
        name=own.whose.name,
        measured=office.measures.of_scene(own, SHOWN),
        target=target_of(own, adviser),
        last_heard=heard,
        is_stale=not is_me and _is_stale(own, adviser, heard),
        is_me=is_me,
    )


def _heard(scene: Scene) -> Mapping[str, datetime]:
    """Return when the newest record of each adviser that is here was written.

    The device is told what others wrote and not when they last asked the hub, so that this is the
    latest moment of which it can be sure.
    """
    since = scene.now - _LOOKED_BACK
    rows = scene.rows(_NEWEST, {"since": since.date().isoformat()})
    zone = scene.now.tzinfo
    return {str(row["who"]): moment(str(row["at"])).astimezone(zone) for row in rows}


def _is_stale(scene: Scene, adviser: str, heard: datetime | None) -> bool:
    """Say whether working days that are over went by without a word; days away are none."""
    if heard is None:
        return True
    last = min(scene.today, scene.period.last + timedelta(days=STALE_DAYS))
    after = heard.date() + timedelta(days=1)
    if after > last:
        return False
    days = working_days(scene.at(Period(after, last)), adviser)
    return days.elapsed >= Fraction(STALE_DAYS)


def _synced(office: "Office") -> datetime | None:
    return office.sync.status().last if office.desk.is_in_team else None


def _freshness(week: TeamWeek) -> str:
    if week.is_alone:
        return "This caseload works alone: what was written down elsewhere is not in it."
    at = f"{week.synced_at:%H:%M on %d %B}" if week.synced_at else "never"
    stale = ", ".join(each.name for each in week.stale)
    old = f" Old, since nothing newer has arrived: {stale}." if stale else ""
    return f"Everything that the hub had was last here {at}.{old}"


def _contacts(line: AdviserLine) -> str:
    return f"{_attained(line.figure('M2.attainment'), line.figure('M1.counted'))}."


def _attained(attainment: Figure, counted: Figure) -> str:
    """Return a count against its target, or alone with why there is none."""
    if attainment.value is None:
        said = "contact that counts" if counted.value == 1 else "contacts that count"
        return f"{counted.in_full} {said}, no target ({attainment.missing or 'n/a'})"
    return f"{counted.in_full} of {attainment.denominator} contacts that count"
