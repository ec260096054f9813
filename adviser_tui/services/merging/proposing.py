"""Which of two values is proposed, and why; pure functions over what the two records say."""

from collections import deque
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from adviser_tui.services.merging.comparison import FieldPair, Stamp, Take
from adviser_tui.services.merging.fields import MergeField
from adviser_tui.services.merging.reading import Side, rests
from adviser_tui.services.words.say import say_date
from adviser_tui.storage.reading import texts
from adviser_tui.text import fold
from models.edges import EDGES
from models.kinds import PartnerState, PersonState, Pipeline, Stage, VacancyState

MACHINES: dict[str, type[StrEnum]] = {
    "employer": Pipeline,
    "participant": Stage,
    "vacancy": VacancyState,
    "person": PersonState,
    "partner": PartnerState,
}
"""The states that a kind walks."""
_FURTHER: dict[type[StrEnum], tuple[StrEnum, ...]] = {
    Pipeline: (
        Pipeline.PROSPECTING,
        Pipeline.PLANNING,
        Pipeline.NEEDS,
        Pipeline.PRESENTATION,
        Pipeline.SOLUTIONS,
        Pipeline.ONGOING,
    ),
    Stage: (
        Stage.REFERRED,
        Stage.ENGAGED,
        Stage.PROFILING,
        Stage.JOB_SEARCH,
        Stage.IN_WORK_SUPPORT,
    ),
}
"""How far somebody has come; what is not listed has come to rest."""
_NOTHING = frozenset({"", "unknown"})
_BOTH: tuple[Take, ...] = ("keep", "other", "both")
_EITHER: tuple[Take, ...] = ("keep", "other")
_Proposal = tuple[Take, str, tuple[Take, ...]]


def pair_of(field: MergeField, keep: Side, other: Side, today: date) -> FieldPair:
    """Return a field of both, with what is proposed."""
    here, there = keep.texts[field.name], other.texts[field.name]
    both = joined(field, keep, other, today)
    if field.rule == "names":
        there = "; ".join(all_names(other, other, str(keep.row["name"]), ""))
    take, why, takes = _propose(field, keep, other, both, today)
    return FieldPair(
        name=field.name,
        label=field.label,
        keep=here,
        other=there,
        keep_stamp=keep.stamp(field),
        other_stamp=other.stamp(field),
        proposed=take,
        why=why if here != there else "",
        takes=takes if here != there else ("keep",),
        both=both,
        may_be_typed=field.may_be_typed,
    )


def joined(field: MergeField, keep: Side, other: Side, today: date) -> str:
    """Return what both together say; empty where they cannot be joined."""
    here, there = keep.texts[field.name], other.texts[field.name]
    match field.rule:
        case "list":
            column = field.columns[0]
            return "; ".join(united(texts(keep.row[column]), texts(other.row[column])))
        case "names":
            return "; ".join(all_names(keep, other, "\0", "\0"))
        case "text":
            return _side_by_side(here, there, "\n\n")
        case "aside":
            return _side_by_side(here, there, "; ")
        case "rest" if rests(keep.row, today) and rests(other.row, today):
            until, why = longest_rest(keep, other)
            length = f"until {say_date(until, today)}" if until else "for good"
            return f"{length}: {why}" if why else length
    return ""


def united(*lists: Iterable[str]) -> list[str]:
    """Return the words of several lists, each once however it is written."""
    found: dict[str, str] = {}
    for word in (word for one in lists for word in one):
        if word.strip():
            found.setdefault(fold(word), word)
    return list(found.values())


def all_names(keep: Side, other: Side, name: str = "", second: str | None = None) -> list[str]:
    """Return every name that either was found by, without those the survivor bears anyhow.

    `name` and `second`, its trading or short name, are what it bears where that is not as before.
    """
    column, also = "previous_names", "trading_name"
    if keep.kind == "partner":
        column, also = "other_names", "short_name"
    worn = (name or str(keep.row["name"]), keep.row[also] if second is None else second)
    names = united(
        *(
            (*texts(side.row[column]), str(side.row["name"]), str(side.row[also]))
            for side in (keep, other)
        )
    )
    return [each for each in names if each not in worn]


def longest_rest(keep: Side, other: Side) -> tuple[date | None, str]:
    """Return until when two employers that both asked for it are left alone, and why."""
    days = [side.row["do_not_contact_until"] for side in (keep, other)]
    until = None if None in days else date.fromisoformat(max(days))
    whys = [str(side.row["do_not_contact_why"]) for side in (keep, other)]
    return until, _side_by_side(whys[0], whys[1], "; ")


def way_between(machine: type[StrEnum], start: str, end: str) -> list[StrEnum] | None:
    """Return the states from `start` to `end` along the edges, nothing where there is no way."""
    words = set(machine)
    if start not in words or end not in words:
        return None
    first, last = machine(start), machine(end)
    ways: dict[StrEnum, list[StrEnum]] = {first: []}
    todo = deque([first])
    while todo:
        state = todo.popleft()
        if state == last:
            return ways[state]
        for following in sorted(EDGES[machine][state]):
            if following not in ways:
                ways[following] = [*ways[state], following]
                todo.append(following)
    return None


def _side_by_side(here: str, there: str, between: str) -> str:
    if fold(there) in fold(here):
        return here
    return there if fold(here) in fold(there) else f"{here}{between}{there}"


def _propose(field: MergeField, keep: Side, other: Side, both: str, today: date) -> _Proposal:
    here, there = keep.texts[field.name], other.texts[field.name]
    match field.rule:
        case "names":
            return "both", "every name stays findable", ("both",)
        case "rest":
            return _propose_rest(keep, other, today)
        case "state":
            return _propose_state(field, keep, other, today)
        case "stricter":
            careful: Take = "keep" if here == "restricted" else "other"
            return careful, "the more careful one stays", (careful,)
        case "yes":
            return ("keep" if here == "yes" else "other"), "yes on one of them", _EITHER
    if here in _NOTHING or there in _NOTHING:
        return (
            ("other", "only there", _EITHER) if here in _NOTHING else ("keep", "only here", _EITHER)
        )
    match field.rule:
        case "latest" | "earliest":
            first: Take = "keep" if (here > there) == (field.rule == "latest") else "other"
            return first, "the later day" if field.rule == "latest" else "the first day", _EITHER
        case "list":
            return "both", "both kept", _BOTH
        case "text" | "aside":
            if both == here:
                return "keep", "says all of it", _EITHER
            return (
                ("other", "says all of it", _EITHER)
                if both == there
                else ("both", "both kept", _BOTH)
            )
    return _fuller_or_newer(here, there, keep.stamp(field), other.stamp(field), today)


def _fuller_or_newer(here: str, there: str, mine: Stamp, theirs: Stamp, today: date) -> _Proposal:
    plain_here, plain_there = fold(here), fold(there)
    if plain_here != plain_there:
        if plain_there in plain_here:
            return "keep", "says more", _EITHER
        if plain_here in plain_there:
            return "other", "says more", _EITHER
    if theirs.on is not None and theirs.order > mine.order and theirs.on != mine.on:
        return "other", f"changed later, {say_date(theirs.on, today)}", _EITHER
    if mine.on is not None and mine.order > theirs.order and theirs.on != mine.on:
        return "keep", f"changed later, {say_date(mine.on, today)}", _EITHER
    return "keep", "neither is newer", _EITHER


def _propose_rest(keep: Side, other: Side, today: date) -> _Proposal:
    mine, theirs = rests(keep.row, today), rests(other.row, today)
    if mine and theirs:
        return "both", "the longer of the two stays in force", ("both",)
    if mine or theirs:
        take: Take = "keep" if mine else "other"
        return take, "stays in force", (take,)
    later = str(other.row["do_not_contact_until"] or "") > str(
        keep.row["do_not_contact_until"] or ""
    )
    return ("other" if later else "keep"), "over by now", _EITHER


def _propose_state(field: MergeField, keep: Side, other: Side, today: date) -> _Proposal:
    column = field.columns[0]
    machine = MACHINES[keep.kind]
    here, there = str(keep.row[column]), str(other.row[column])
    if machine is Pipeline:
        for side, take in ((keep, "keep"), (other, "other")):
            if side.row[column] == Pipeline.DO_NOT_CONTACT and rests(side.row, today):
                kept: Take = "keep" if take == "keep" else "other"
                return kept, "not to be contacted stays in force", (kept,)
    if way_between(machine, here, there) is None:
        return "keep", "the other cannot follow this one", ("keep",)
    order = _FURTHER.get(machine, ())
    ranks = [order.index(machine(word)) + 1 if word in order else 0 for word in (here, there)]
    if machine is not Stage or min(ranks) > 0:
        if ranks[0] > ranks[1]:
            return "keep", "further along", _EITHER
        if ranks[1] > ranks[0]:
            return "other", "further along", _EITHER
    if other.stamp(field).order > keep.stamp(field).order:
        return "other", "changed later", _EITHER
    return "keep", "changed later", _EITHER
