"""An action in a few words, read off the change record and nothing else."""

import json
from datetime import date

from adviser_tui.services.history_change import Change, Telling, kind_words, listed
from adviser_tui.services.history_phrases import of_one
from adviser_tui.services.merging.trail import is_merged
from adviser_tui.storage.database import Database

_ORDER = (
    "hand_over",
    "sync_conflict",
    "contact",
    "submission",
    "outcome_check",
    "placement",
    "match_answer",
    "match_override",
    "match_sheet",
    "participant",
    "vacancy",
    "partner",
    "employer",
    "consent",
    "vocational_profile",
    "barrier_action",
    "follow_up",
    "promise",
    "need",
    "employer_person",
    "employer_site",
    "quality_fact",
    "adviser",
)
"""What an action was about when it touched several kinds: the first of these."""
_COME_WITH = frozenset(
    {"employer_site", "employer_person", "employer", "match_sheet", "course_event"}
)
"""What is made or changed beside something else and need not be mentioned."""
_READ_AT_MOST = 200
_FILE = "import.file."


def file_key(group: int) -> str:
    """Return the name of the setting that keeps from which file an action brought its rows in."""
    return f"{_FILE}{group}"


def describe(database: Database, group: int, today: date) -> str:
    """Return what the changes of one group did, such as `logged a visit with Acme`."""
    head = database.row("SELECT kind, target FROM change_group WHERE g = ?", (group,))
    if head is not None and head["kind"] in ("undo", "redo") and head["target"] is not None:
        verb = "took back" if head["kind"] == "undo" else "did again"
        return f"{verb}: {describe(database, int(head['target']), today)}"
    changes = _changes(database, group)
    if not changes:
        return "nothing"
    if is_merged(changes[0].new.get("void_reason")):
        # Everything that a merge does comes of the first thing that it does.
        return of_one(Telling(database, today), changes[0])
    counts = {(change.entity, change.op): 0 for change in changes}
    if len(changes) < _READ_AT_MOST:
        for change in changes:
            counts[change.entity, change.op] += 1
    else:
        counts = _counts(database, group)
    telling = Telling(database, today)
    main = min(counts, key=_place)
    several = [each for each in changes if (each.entity, each.op) == main]
    several = several or _changes(database, group, main)
    words = _told(telling, several, counts[main])
    beside = [each for each in changes if each not in several]
    if file := database.settings.get(file_key(group)):
        words += f" from {file}"
    return words + _beside(telling, beside, counts, main)


def _changes(database: Database, group: int, kind: tuple[str, str] | None = None) -> list[Change]:
    """Return the first changes of a group, of one kind where that is given."""
    rows = database.rows(
        "SELECT entity, row_id, op, fields, old FROM change_record WHERE g = ? AND scrub = 0 "
        "AND (? IS NULL OR (entity, op) = (?, ?)) ORDER BY lseq LIMIT ?",
        (group, kind and 1, *(kind or ("", "")), _READ_AT_MOST),
    )
    return [
        Change(
            str(row["entity"]),
            str(row["row_id"]),
            str(row["op"]),
            json.loads(row["fields"] or "{}"),
            json.loads(row["old"] or "{}"),
        )
        for row in rows
    ]


def _counts(database: Database, group: int) -> dict[tuple[str, str], int]:
    rows = database.rows(
        "SELECT entity, op, count(*) AS n FROM change_record WHERE g = ? AND scrub = 0 "
        "GROUP BY entity, op",
        (group,),
    )
    return {(str(row["entity"]), str(row["op"])): int(row["n"]) for row in rows}


def _place(kind: tuple[str, str]) -> tuple[int, bool, str]:
    entity, op = kind
    rank = _ORDER.index(entity) if entity in _ORDER else len(_ORDER)
    # A submission changed with its sheet, a follow-up done before its next step: changes come
    # first for what is ticked off, new rows for everything else.
    is_second = op == "ins" if entity in ("follow_up", "promise", "consent") else op != "ins"
    return rank, is_second, entity


def _told(telling: Telling, changes: list[Change], many: int) -> str:
    """Tell the main thing, one by name and several by their number."""
    first = changes[0]
    if first.entity in ("match_answer", "match_override"):
        return _answered(telling, changes)
    if many == 1 or (first.entity == "sync_conflict" and not first.is_new):
        return of_one(telling, first)
    kinds = kind_words(first.entity, 2)
    if first.is_new:
        verb = {"contact": "logged", "follow_up": "made"}.get(first.entity, "added")
        if first.entity in ("employer", "participant", "vacancy", "partner"):
            verb = "imported"
        return f"{verb} {many:,} {kinds}"
    return f"{_same_verb(changes)} {many:,} {kinds}{_same_ending(telling, changes)}"


def _same_verb(changes: list[Change]) -> str:
    """Return the verb that fits all of them."""
    if all(each.new.get("void_reason") for each in changes):
        return "voided"
    states = {each.new.get("state") for each in changes}
    if states == {"done"}:
        return "marked"
    if states == {"cancelled"}:
        return "cancelled"
    if changes[0].entity == "promise" and states <= {"kept", "beaten", "late"}:
        return "kept"
    return "moved" if all("due_on" in each.new for each in changes) else "changed"


def _same_ending(telling: Telling, changes: list[Change]) -> str:
    if {each.new.get("state") for each in changes} == {"done"}:
        return " done"
    days = {each.new.get("due_on") for each in changes}
    return f" to {telling.day(days.pop())}" if len(days) == 1 and None not in days else ""


def _answered(telling: Telling, changes: list[Change]) -> str:
    """Tell which items of a match sheet were answered or passed over."""
    first = changes[0]
    items = [str(each.new.get("item") or telling.column(each, "item") or "") for each in changes]
    named = listed([item for item in dict.fromkeys(items) if item] or ["an item"])
    verb = "answered" if first.entity == "match_answer" else "passed over"
    whose = telling.own_name(first)
    return f"{verb} {named}" + (f" for {whose}" if whose else "")


def _beside(
    telling: Telling,
    changes: list[Change],
    counts: dict[tuple[str, str], int],
    main: tuple[str, str],
) -> str:
    """Tell what else came of it: the next step, a promise, a need."""
    told: list[str] = []
    if main[0] == "sync_conflict":
        return ""  # what a settled field became is no second thing
    for entity, op in sorted(counts, key=_place):
        if (entity, op) == main or entity in _COME_WITH or entity == main[0] == "match_answer":
            continue
        here = [each for each in changes if (each.entity, each.op) == (entity, op)]
        many = counts[entity, op]
        if many > 1 or not here:
            told.append(f"{many:,} {kind_words(entity, many)}")
        elif here[0].is_new and entity == "follow_up":
            told.append(f"follow-up {telling.day(here[0].new.get('due_on'))}")
        elif here[0].is_new and entity == "promise":
            told.append(f"promise by {telling.day(here[0].new.get('due_on'))}")
        elif here[0].is_new:
            told.append(kind_words(entity))
    return "".join(f", {words}" for words in told)
