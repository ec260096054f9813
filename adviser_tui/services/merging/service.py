"""Merging as screens and commands ask for it: look at two, make them one, or note they are two."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from adviser_tui.errors import InputError, RuleError
from adviser_tui.services.merging.cautions import cautions_for, refuse_impossible
from adviser_tui.services.merging.children import doubles_below
from adviser_tui.services.merging.comparison import (
    Choice,
    Comparison,
    Kind,
    Merged,
    Typed,
)
from adviser_tui.services.merging.fields import TABLES, fields_of
from adviser_tui.services.merging.known_two import known_two, note_two
from adviser_tui.services.merging.likely import Likely, likely_doubles
from adviser_tui.services.merging.moves import count_moves
from adviser_tui.services.merging.proposing import pair_of
from adviser_tui.services.merging.reading import party_of, read_side
from adviser_tui.services.records.nouns import BY_TABLE
from adviser_tui.services.records.parsing import near

if TYPE_CHECKING:
    from adviser_tui.services.office import Office


class Merging:
    """Compare two records of one kind and make them one, or keep them apart for good."""

    def __init__(self, office: "Office") -> None:
        self._office = office

    def compare(self, kind: Kind, keep_id: str, other_id: str) -> Comparison:
        """Return both records field by field, and what merging them would do.

        Raises `RuleError` where they can never be one, saying why.
        """
        desk = self._office.desk
        database, today = desk.database, desk.today
        refuse_impossible(database, kind, keep_id, other_id)
        keep = read_side(database, kind, keep_id, today)
        other = read_side(database, kind, other_id, today)
        pairs = [pair_of(field, keep, other, today) for field in fields_of(kind)]
        said = [pair for pair in pairs if pair.keep or pair.other]
        return Comparison(
            kind=kind,
            keep=party_of(database, keep),
            other=party_of(database, other),
            fields=tuple(sorted(said, key=lambda pair: not pair.differs)),
            moves=count_moves(database, TABLES[kind], other_id),
            together=doubles_below(database, kind, keep_id, other_id),
            cautions=cautions_for(database, kind, keep, other),
        )

    def merge(
        self,
        kind: Kind,
        keep_id: str,
        other_id: str,
        choices: Mapping[str, Choice] | None = None,
        *,
        even_so: bool = False,
        apart: Collection[str] = (),
    ) -> Merged:
        """Make one of two in one action that can be undone, and return what was made.

        `choices` names the fields for which something else than what is proposed is taken.
        `even_so` is the explicit yes that some cautions need. `apart` names sites and people of
        the emptied record that stay on their own.
        """
        from adviser_tui.services.merging.writing import carry_out, plan

        desk = self._office.desk
        chosen = dict(choices or {})
        with desk.database.write() as work:
            # Read within the action: nothing else is written meanwhile.
            seen = self.compare(kind, keep_id, other_id)
            if seen.must_confirm and not even_so:
                raise RuleError(
                    f"{' '.join(seen.must_confirm)} Nothing was changed. If they are one "
                    "all the same, say so with --even-so."
                )
            typed = {
                name: self._typed(kind, name, choice.text)
                for name, choice in chosen.items()
                if isinstance(choice, Typed)
            }
            for name, choice in chosen.items():
                self._check(kind, seen, name, choice)
            together = [one for one in seen.together if one.other_id not in apart]
            carry_out(
                work, plan(desk, kind, keep_id, other_id, chosen, typed, together), desk.today
            )
        kept = party_of(desk.database, read_side(desk.database, kind, keep_id, desk.today))
        return Merged(kind, keep_id, kept.name, other_id, seen.moving)

    def likely(self, kind: Kind, row_id: str) -> tuple[Likely, ...]:
        """Return what may be the same as a record, likeliest first."""
        return likely_doubles(self._office, kind, row_id)

    def not_same(self, kind: Kind, one_id: str, two_id: str) -> None:
        """Note that two records are two, so that nobody is asked about them again."""
        with self._office.database.write() as work:
            note_two(work, TABLES[kind], one_id, two_id)

    def known_two(self, kind: Kind) -> frozenset[tuple[str, str]]:
        """Return the pairs that were found to be two, each with the lower id first."""
        return known_two(self._office.database, TABLES[kind])

    def check_typed(self, kind: Kind, name: str, text: str) -> None:
        """Raise `InputError` where a text cannot be the value of a field."""
        self._typed(kind, name, text)

    def _check(self, kind: Kind, seen: Comparison, name: str, choice: Choice) -> None:
        pair = seen.field(name)
        names = [field.name for field in fields_of(kind)]
        if name not in names:
            raise InputError(
                f"There is no field “{name[:40]}” to choose{near(name, names)} "
                f"These are: {', '.join(names)}.",
                name,
            )
        if pair is None or isinstance(choice, Typed) or choice in pair.takes or not pair.differs:
            return
        if pair.is_fixed:
            raise RuleError(f"{pair.label}: {pair.why}, so it is not chosen. Nothing was changed.")
        raise InputError(
            f"{pair.label} can be: {', '.join(pair.takes)}. Nothing was changed.", name
        )

    def _typed(self, kind: Kind, name: str, text: str) -> dict[str, object]:
        field = next((one for one in fields_of(kind) if one.name == name), None)
        if field is None or not field.may_be_typed:
            raise InputError(f"“{name[:40]}” is taken from one of the two, not typed.", name)
        return self._office.records.read(BY_TABLE[TABLES[kind]].kind, name, text)
