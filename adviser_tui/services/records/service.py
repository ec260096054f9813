"""Any record by its id: find it, change its fields as they are typed, take it out of account."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.records.finding import RecordRef, find_record
from adviser_tui.services.records.nouns import ADDABLE, BY_KIND, BY_TABLE
from adviser_tui.services.records.parsing import LOOKED_UP, Setting, near, spec_of, values_of
from adviser_tui.services.records.saying import read_values
from adviser_tui.services.records.spec import FieldSpec, FieldValue
from adviser_tui.text import fold

if TYPE_CHECKING:
    from adviser_tui.services.office import Office

_NEVER_VOIDED = {
    "adviser": "A colleague stays on record as long as anything bears their name.",
    "match_sheet": "A match sheet stays with what was answered on it.",
    "match_answer": "An answer is changed on its match sheet.",
    "match_override": "An override is taken back on its match sheet.",
    "week_closing": "What a week said when it closed stays, so that what came later is seen.",
    "course_event": "A turn stays; change the stage, the pause or the coach itself.",
    "equity_record": "An answer is taken back where it is asked: `adviser equity ask`.",
    "outcome_check": "A check is taken back by `adviser verify --take-back`; the job follows it.",
}
_OF_ADVISERS = ("working_pattern", "absence", "time_entry", "target")
"""What tells when an adviser works and what is asked of them."""


class Records:
    """Every kind of record, field by field."""

    def __init__(self, office: "Office") -> None:
        self._office = office

    def find(self, text: str) -> RecordRef:
        """Return the record that an id, its beginning or a name means."""
        return find_record(self._office, text)

    def editable_fields(self, kind: str) -> tuple[FieldSpec, ...]:
        """Return the fields of a kind (`participant`, `follow-up`) that may be edited."""
        return BY_KIND[kind].fields

    def fields_of(self, record_id: str) -> tuple[FieldValue, ...]:
        """Return the fields of a record with their values, in words that can be typed again."""
        ref = self.find(record_id)
        return read_values(self._office.database, ref.table, ref.id) if _known(ref) else ()

    def read(self, kind: str, name: str, text: str) -> dict[str, object]:
        """Return the columns that the text of a field fills; changes nothing.

        Raises `InputError` naming the field, or `NotFoundError` with what comes close.
        """
        spec = spec_of(kind, name)
        if spec.type in LOOKED_UP:
            return {spec.columns[0]: self._looked_up(spec, text)}
        return values_of(spec, text, self._setting)

    def add(
        self, kind: str, given: Mapping[str, str], *, even_if_similar: bool = False
    ) -> RecordRef:
        """Add a record from the texts of its fields and return it.

        Raises `RuleError` where one much like it is there, unless `even_if_similar`.
        """
        from adviser_tui.services.records.adding import add_record

        if kind not in ADDABLE:
            raise InputError(f"“{kind[:40]}” cannot be added{near(kind, ADDABLE)}", "kind")
        noun = BY_KIND[kind]
        values = self._read_all(kind, given)
        for spec in (*noun.fields, *noun.only_new):
            if spec.is_needed and spec.columns[0] not in values:
                raise InputError(
                    f"{spec.label} is needed: --set {spec.name}=… Nothing was added.", spec.name
                )
        made = add_record(self._office, noun.table, values, even_if_similar=even_if_similar)
        return find_record(self._office, made, (noun.table,))

    def apply(self, record_id: str, given: Mapping[str, str]) -> RecordRef:
        """Change fields of a record from their texts, in one action, and return it."""
        from adviser_tui.services.records.changing import change_record

        ref = self.find(record_id)
        if not _known(ref):
            raise RuleError(
                f"A {ref.kind} is not changed field by field; its own commands change it. "
                "Nothing was changed."
            )
        kind = BY_TABLE[ref.table].kind
        for name in given:
            if spec_of(kind, name) in BY_TABLE[ref.table].only_new:
                raise RuleError(f"{name} is set once and for all. Nothing was changed.")
        change_record(self._office, ref.table, ref.id, self._read_all(kind, given))
        return find_record(self._office, ref.id, (ref.table,))

    def void(self, record_id: str, why: str) -> RecordRef:
        """Take a record out of account with the reason; undo brings it back."""
        from models.tables import BY_NAME

        ref = self.find(record_id)
        if ref.table in _NEVER_VOIDED:
            raise RuleError(f"{_NEVER_VOIDED[ref.table]} Nothing was changed.")
        if ref.table in _OF_ADVISERS:
            self._require_own(ref)
        with self._office.database.write() as work:
            work.void(work.get(BY_NAME[ref.table], ref.id), why)
        return ref

    def _require_own(self, ref: RecordRef) -> None:
        """Raise `RuleError` where working time is a colleague's, which only a lead takes back."""
        from adviser_tui.services.measures.sight import may_see_others

        row = self._office.database.row(
            f"SELECT adviser_id FROM {ref.table} WHERE id = ?", (ref.id,)
        )
        if row["adviser_id"] != self._office.desk.me and not may_see_others(self._office):
            raise RuleError(
                "Only a lead of the team changes when colleagues work. Nothing was changed."
            )

    @property
    def _setting(self) -> Setting:
        desk = self._office.desk
        return Setting(desk.local_now, desk.holidays, desk.settings.region)

    def _read_all(self, kind: str, given: Mapping[str, str]) -> dict[str, object]:
        values: dict[str, object] = {}
        for name, text in given.items():
            values.update(self.read(kind, name, text))
        return values

    def _looked_up(self, spec: FieldSpec, text: str) -> str | None:
        typed = text.strip()
        if typed.casefold() in ("", "-", "none"):
            if not spec.may_be_empty:
                raise InputError(f"{spec.label} cannot be empty.", spec.name)
            return None
        if spec.type == "adviser":
            return self._colleague(typed)
        return find_record(self._office, typed, (spec.type,)).id

    def _colleague(self, typed: str) -> str:
        if fold(typed) == "me":
            return self._office.desk.me
        colleagues = self._office.identity.colleagues()
        fitting = [
            colleague for colleague in colleagues if typed in (colleague[0], colleague[1])
        ] or [colleague for colleague in colleagues if fold(colleague[1]).startswith(fold(typed))]
        if len(fitting) == 1:
            return fitting[0][0]
        raise NotFoundError(
            f"{'More than one' if fitting else 'No'} colleague is called “{typed[:40]}”.",
            tuple(name for _, name in fitting or colleagues),
        )


def _known(ref: RecordRef) -> bool:
    return ref.table in BY_TABLE
