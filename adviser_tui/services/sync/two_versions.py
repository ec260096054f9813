"""Two versions of one field, side by side, in an adviser's words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from adviser_tui.services.merging.trail import survivor
from adviser_tui.services.sync.hand_over_versions import NOT_TO_TAKE, answered_apart
from adviser_tui.services.sync.wording import Wording, from_json, spec_of_column
from models.merging import Rule

if TYPE_CHECKING:
    from adviser_tui.services.office import Office

VOID = "void_reason"
WINS = ("withdrawn_wins", "do_not_contact_wins")
"""Kinds in which one choice counts whoever made it, and the other can only be asked for anew."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two values."""

    words: str
    by: str
    """A colleague's name, or `you`."""
    at: str
    """The day and time, empty where it is not known."""
    value: Any = None
    """As it is kept."""


@dataclass(frozen=True, slots=True)
class TwoVersions:
    """What two people made of one field without knowing of each other."""

    id: str
    kind: str
    entity: str
    row_id: str
    whole_id: str
    field: str
    record: str
    """`participant Amira`."""
    label: str
    sentence: str
    """What happened, and what counts now."""
    kept: Side
    lost: Side
    now: str
    """What the field holds now, which may be neither of the two any more."""
    is_settled: bool
    settled: str
    """`kept`, `taken` or `edited`; empty while it is open."""
    is_mine: bool
    """Whether one of the two values, or the person it is about, is the adviser's own."""
    may_take: bool
    why_not: str
    """Why the other version cannot simply be taken, in a sentence."""
    may_edit: bool
    choices: tuple[str, ...]
    """The words that may be typed, where it is one of a few."""


class Telling:
    """Puts kept rows into words."""

    def __init__(self, office: "Office") -> None:
        self._office = office
        self.wording = Wording(office)

    def of(self, row: Any) -> TwoVersions:
        """Return one conflict as a card shows it."""
        entity, row_id, field = str(row["entity"]), str(row["row_id"]), str(row["field"])
        kind = str(row["kind"])
        said = self.wording
        kept_value, lost_value = from_json(row["kept"]), from_json(row["lost"])
        kept = self._side(row, "kept", entity, row_id, field, kept_value)
        lost = self._side(row, "lost", entity, row_id, field, lost_value)
        target = self.target(entity, row_id, kind)
        current = self._current(entity, target, field)
        choices = self._choices(entity, field, current) if current is not None else ()
        why_not = self._why_not(kind, entity, target, field, lost_value, choices)
        may_edit = bool(target) and kind not in (*WINS, "frozen") and field not in (VOID, "item")
        is_answer = (entity, field) == ("hand_over", "state")
        record = said.record(entity, row_id)
        label = said.label(entity, field)
        return TwoVersions(
            str(row["id"]),
            kind,
            entity,
            row_id,
            str(row["whole_id"]),
            field,
            record,
            label,
            answered_apart(
                self._office, row_id, (kept.by, str(kept.value)), (lost.by, str(lost.value))
            )
            if is_answer
            else _sentence(kind, field, record, label, kept, lost),
            kept,
            lost,
            self._words(entity, target, field, current) if target else "",
            str(row["state"]) == "settled",
            str(row["settled"]),
            self._is_mine(row),
            not why_not,
            why_not,
            may_edit and not is_answer,
            () if is_answer else choices,
        )

    def target(self, entity: str, row_id: str, kind: str) -> str:
        """Return the record that a choice is written to, empty where there is none here."""
        if kind == "merged":
            return survivor(self._office.database, entity, row_id)
        row = self._office.database.row(f"SELECT id FROM {_table(entity)} WHERE id = ?", (row_id,))
        return str(row["id"]) if row else ""

    def _side(self, row: Any, which: str, entity: str, row_id: str, field: str, value: Any) -> Side:
        at = str(row[f"{which}_at"] or "")
        by = str(row[f"{which}_by"] or "")
        words = self._words(entity, row_id, field, value)
        return Side(words, self.wording.colleague(by), self.wording.moment(at) if at else "", value)

    def _words(self, entity: str, row_id: str, field: str, value: Any) -> str:
        if field == VOID:
            if value is None:
                return "it counts"
            return "taken back" if value == "undone" else f"taken off the record: {value}"
        return self.wording.said(entity, row_id, field, value)

    def _current(self, entity: str, row_id: str, field: str) -> Any:
        if not row_id or field == "item":
            return None
        row = self._office.database.row(f"SELECT * FROM {_table(entity)} WHERE id = ?", (row_id,))
        return row[field] if row is not None and field in row.keys() else None  # noqa: SIM118

    def _choices(self, entity: str, field: str, current: Any) -> tuple[str, ...]:
        """Return the words that a field can take from what it holds now."""
        from adviser_tui.services.sync.wording import column_shape
        from models.edges import EDGES

        spec = spec_of_column(entity, field)
        column = column_shape(entity, field)
        words = column.words if column else None
        if words is not None and column is not None and column.rule is Rule.STATE:
            try:
                return tuple(str(word) for word in words if word in EDGES[words][words(current)])
            except (ValueError, KeyError):
                return ()
        return spec.choices if spec is not None and spec.type == "choice" else ()

    def _why_not(
        self, kind: str, entity: str, target: str, field: str, lost: Any, choices: tuple[str, ...]
    ) -> str:
        from adviser_tui.services.sync.wording import column_shape

        if not target:
            return "The record is not here, so nothing can be changed in it."
        if kind == "withdrawn_wins":
            return "A consent that was taken back counts. Ask the person again if they want it."
        if kind == "do_not_contact_wins":
            return "They asked to be left alone, and that counts until somebody asks them anew."
        if kind == "frozen" or field == "item":
            return "The match sheet was submitted and stays as it was."
        column = column_shape(entity, field)
        if field == VOID:
            return ""
        if (entity, field) == ("hand_over", "state"):
            return NOT_TO_TAKE
        if column is None:
            return "This program is too old to know that field. Update it first."
        if column.rule is Rule.FIXED:
            return "That never changes once it was written."
        if column.rule is Rule.STATE and lost not in choices:
            now = self._words(entity, target, field, self._current(entity, target, field))
            if str(lost) == str(self._current(entity, target, field)):
                return ""
            if not choices:
                return f"Nothing can follow on “{now}”. Keep it as it is."
            can = ", ".join(word.replace("_", " ") for word in choices)
            return f"From “{now}” it can only go to: {can}."
        return ""

    def _is_mine(self, row: Any) -> bool:
        me = self._office.desk.me
        if not me or me in (row["kept_by"], row["lost_by"]):
            return True
        found = self._office.database.row(
            "SELECT 1 FROM participant WHERE id = :whole AND :me IN (coach_id, deputy_id) "
            "UNION ALL SELECT 1 FROM employer WHERE id = :whole AND :me IN (spoc_id, deputy_id)",
            {"whole": row["whole_id"], "me": me},
        )
        return found is not None


def _table(entity: str) -> str:
    """Return the table of an entity; its name goes into a statement, so it must be one of ours."""
    from adviser_tui.services.record_names import KIND_WORDS

    return entity if entity in KIND_WORDS or entity == "hand_over" else "sync_conflict"


def _sentence(kind: str, field: str, record: str, label: str, kept: Side, lost: Side) -> str:
    """Return what happened in one or two sentences."""
    winner, loser = _named(kept), _named(lost)
    if kind == "removed_and_changed":
        if kept.value is None:
            return (
                f"{loser} took {record} off the record, and it was changed on another device "
                "meanwhile. It counts again, so that the change is not lost."
            )
        return (
            f"{winner} took {record} off the record while {_inside(lost)} brought it back. It is "
            "off the record now."
        )
    if kind == "merged":
        return (
            f"{loser} changed {label.lower()} of {record} while {_inside(kept)} made it one with "
            "another. The change is kept here and can be taken over into the record that is left."
        )
    if kind == "withdrawn_wins":
        return (
            f"A consent of {record} was taken back while somebody noted something else. What was "
            "taken back counts."
        )
    if kind == "do_not_contact_wins":
        return (
            f"{_first_up(record)} asked to be left alone while somebody noted something else. "
            "That they are left alone counts, and the later day where there are two."
        )
    if kind == "frozen" or field == "item":
        return (
            f"{loser} answered on a match sheet ({record}) that {_inside(kept)} had submitted "
            "already. The sheet stays as it was submitted; the late answer is only kept here."
        )
    if kind == "not_allowed":
        return (
            f"{winner} set {label.lower()} of {record} to “{kept.words}”, and {_inside(lost)} to "
            f"“{lost.words}”, without knowing of each other. It is “{kept.words}” now, and the "
            "other cannot follow on that."
        )
    return (
        f"{winner} and {_inside(lost)} both changed {label.lower()} of {record} without knowing "
        "of each other. What counts now goes on counting until somebody decides."
    )


def _named(side: Side) -> str:
    return "You" if side.by == "you" else _first_up(side.by)


def _inside(side: Side) -> str:
    return side.by


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]
