"""M11 job quality: seven dimensions, each met, not met or not known, and never one mark for all.

Of the vacancies that were taken down in the period it says how much of each is known and met; of
the jobs that began in the twelve months before its end, what was confirmed after the start. Jobs
are laid side by side only where at least four dimensions are known.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from adviser_tui.services.measures.figure import Counts, Figure, LeftOut, Ref, Unit
from adviser_tui.services.measures.outcomes.reading import BEGAN
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Scene
from adviser_tui.services.measures.sustained import year_before
from adviser_tui.services.vacancies.quality import (
    COMPARABLE,
    DIMENSIONS,
    NAMES,
    QualityCard,
    quality_card,
)
from adviser_tui.services.vacancies.rows import read_facts
from adviser_tui.storage.reading import moment

_TAKEN = """SELECT v.id, v.heard_on, v.created_at, v.void_reason FROM vacancy v
  WHERE v.created_by IN (SELECT value FROM json_each(:me))
    AND (v.heard_on BETWEEN :first AND :last
      OR (v.heard_on IS NULL AND v.created_at BETWEEN :from AND :to))
  ORDER BY v.created_at, v.id"""
_ASKED = """SELECT q.id, q.was_agreed, q.created_at, q.void_reason FROM quality_fact q
  WHERE q.was_asked AND q.created_by IN (SELECT value FROM json_each(:me))
    AND q.created_at BETWEEN :from AND :to ORDER BY q.created_at, q.id"""
_BEGUN = f"""SELECT x.id, x.vacancy_id, x.starts_on FROM placement x
  JOIN participant p ON p.id = x.participant_id
  WHERE x.void_reason IS NULL AND x.vacancy_id IS NOT NULL AND {BEGAN}
    AND p.coach_id IN (SELECT value FROM json_each(:me))
    AND x.starts_on > :since AND x.starts_on <= :until ORDER BY x.starts_on, x.id"""


@dataclass(frozen=True, slots=True)
class Taken:
    """A vacancy that was taken down, with what is known of its quality."""

    id: str
    on: date
    card: QualityCard

    def ref(self, note: str = "") -> Ref:
        """Return it as a row behind a figure."""
        return Ref("vacancy", self.id, self.on, note)


def measure(scene: Scene) -> Counts:
    """Reckon what is known and met of the jobs, and what was asked and agreed."""
    taken, void = _taken(scene)
    enough = [each for each in taken if each.card.is_comparable]
    return Counts(
        (
            _total("known", "Dimensions known", taken, lambda card: card.known, void),
            _total("met", "Dimensions met", taken, lambda card: card.met, void),
            Figure(
                "M11.comparable",
                f"Jobs with {COMPARABLE} dimensions known or more",
                Unit.SHARE,
                len(enough),
                len(taken),
                rows=tuple(each.ref(each.card.words) for each in enough),
                others=tuple(
                    each.ref(each.card.words) for each in taken if not each.card.is_comparable
                ),
                left_out=void,
            ),
            *(_dimension(key, taken) for key in DIMENSIONS),
        ),
        (_asks(scene), _confirmed(scene)),
        ("The seven dimensions are never made into one mark.",),
    )


def _taken(scene: Scene) -> tuple[list[Taken], tuple[LeftOut, ...]]:
    period = scene.period
    values = {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        **period.bounds(),
    }
    found: list[tuple[str, date]] = []
    void: list[Ref] = []
    for row in scene.rows(_TAKEN, values):
        on = (
            date.fromisoformat(row["heard_on"])
            if row["heard_on"]
            else _local(scene, str(row["created_at"]))
        )
        if on not in period:
            continue
        if row["void_reason"] is None:
            found.append((str(row["id"]), on))
        else:
            void.append(Ref("vacancy", str(row["id"]), on))
    facts = read_facts(scene.database, [vacancy_id for vacancy_id, _ in found])
    taken = [Taken(each, on, quality_card(facts[each])) for each, on in found]
    return taken, _off(void)


def _local(scene: Scene, text: str) -> date:
    """Return the day of a moment that has no wall clock of its own, on the adviser's."""
    return moment(text).astimezone(scene.now.tzinfo).date()


def _off(refs: Iterable[Ref]) -> tuple[LeftOut, ...]:
    rows = tuple(refs)
    return (LeftOut("taken off the record", rows),) if rows else ()


def _total(
    key: str,
    label: str,
    taken: list[Taken],
    count: Callable[[QualityCard], int],
    void: tuple[LeftOut, ...],
) -> Figure:
    return Figure(
        f"M11.{key}",
        label,
        Unit.COUNT,
        sum(count(each.card) for each in taken),
        rows=tuple(each.ref(each.card.words) for each in taken if count(each.card)),
        left_out=void,
        missing="" if taken else "no job was taken down in the period",
        note=f"of {len(DIMENSIONS) * len(taken)}, seven for each job taken down in the period"
        if taken
        else "",
    )


def _dimension(key: str, taken: list[Taken]) -> Figure:
    """Return in how many jobs one dimension is met, among those known well enough to compare."""
    met: list[Ref] = []
    not_met: list[Ref] = []
    unknown: list[Ref] = []
    too_few: list[Ref] = []
    for each in taken:
        said = next(one.said for one in each.card.dimensions if one.key == key)
        if not each.card.is_comparable:
            too_few.append(each.ref(each.card.words))
        elif said == "not known":
            unknown.append(each.ref())
        else:
            (met if said == "met" else not_met).append(each.ref(said))
    left_out = (
        LeftOut("not known of this job", tuple(unknown)),
        LeftOut(f"fewer than {COMPARABLE} dimensions known, so not compared", tuple(too_few)),
    )
    return Figure(
        f"M11.{key}",
        f"{NAMES[key].capitalize()} met",
        Unit.SHARE,
        len(met),
        len(met) + len(not_met),
        rows=tuple(met),
        others=tuple(not_met),
        left_out=tuple(each for each in left_out if each.rows),
    )


def _asks(scene: Scene) -> Figure:
    agreed: list[Ref] = []
    not_agreed: list[Ref] = []
    void: list[Ref] = []
    for row in scene.rows(_ASKED, scene.period.bounds()):
        on = _local(scene, str(row["created_at"]))
        if on not in scene.period:
            continue
        ref = Ref("quality_fact", str(row["id"]), on)
        if row["void_reason"] is not None:
            void.append(ref)
        else:
            (agreed if row["was_agreed"] else not_agreed).append(ref)
    return Figure(
        "M11.asks_agreed",
        "Asked of the employer and agreed",
        Unit.SHARE,
        len(agreed),
        len(agreed) + len(not_agreed),
        rows=tuple(agreed),
        others=tuple(not_agreed),
        left_out=_off(void),
    )


def _confirmed(scene: Scene) -> Figure:
    """Return how much of what was told before a job began was seen to be so afterwards."""
    year = Period(year_before(scene.until), scene.until)
    values = {"since": year.first.isoformat(), "until": year.last.isoformat()}
    begun = {str(row["vacancy_id"]): row for row in scene.rows(_BEGUN, values)}
    facts = read_facts(scene.database, list(begun))
    confirmed: list[Ref] = []
    told: list[Ref] = []
    for vacancy_id in begun:
        for fact in facts[vacancy_id]:
            ref = Ref("quality_fact", fact.id, date.fromisoformat(begun[vacancy_id]["starts_on"]))
            (confirmed if fact.is_confirmed else told).append(ref)
    return Figure(
        "M11.confirmed",
        "Facts confirmed after the start",
        Unit.SHARE,
        len(confirmed),
        len(confirmed) + len(told),
        rows=tuple(confirmed),
        others=tuple(told),
        note="of jobs that began in the last twelve months; the others are as told beforehand",
    )
