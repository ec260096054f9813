"""Partner organisations as screens and commands ask for them."""

from typing import TYPE_CHECKING

from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.desk import Desk
from adviser_tui.services.partners.card import PartnerCard, read_card
from adviser_tui.services.partners.naming import NAMES, all_names, partner_named, partners_like
from adviser_tui.services.partners.rows import PartnerRow, Show, read_rows
from models.kinds import PartnerState

if TYPE_CHECKING:
    from adviser_tui.services.partners.writing import PartnerDraft

_MOST_NAMED = 5


class Partners:
    """The organisations that the team works beside."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rows(self, show: Show = "active", *, text: str = "") -> tuple[PartnerRow, ...]:
        """Return a part of the list; typed letters look through all partners, best fit first."""
        return read_rows(self._desk.database, self._desk.today, show, text)

    def card(self, partner_id: str) -> PartnerCard:
        """Return everything about a partner; raises `NotFoundError` where there is none."""
        return read_card(self._desk, partner_id)

    def called(self, name: str) -> str:
        """Return the id of the partner that bears a name, empty where none or several do."""
        return partner_named(self._desk.database.rows(NAMES), name)

    def one(self, text: str) -> str:
        """Return the id of the one partner that a name, or the beginning of one, means.

        Raises `NotFoundError` naming what comes close.
        """
        found = partners_like(self._desk.database.rows(NAMES), text)
        if len(found) == 1:
            return str(found[0]["id"])
        fitting = "More than one partner fits" if found else "No partner fits"
        raise NotFoundError(
            f"{fitting} “{text[:60]}”.",
            tuple(f"{row['id']}  {row['name']}" for row in found[:_MOST_NAMED]),
        )

    def add(self, draft: "PartnerDraft", *, even_if_similar: bool = False) -> str:
        """Keep a partner and return its id.

        Raises `RuleError` where one with the same name is there, unless `even_if_similar`.
        """
        from adviser_tui.services.partners.writing import add_partner

        if not even_if_similar:
            self._refuse_twin((draft.name, draft.short_name, *draft.other_names))
        with self._desk.database.write() as work:
            return add_partner(work, draft).id

    def change(self, partner_id: str, **values: object) -> None:
        """Change fields of a partner; raises `InputError` for one that is not there."""
        from adviser_tui.services.partners.writing import PARTNER_FIELDS, change_partner
        from models.tables import Partner

        for name in values:
            if name not in PARTNER_FIELDS:
                raise InputError(
                    f"“{name[:40]}” cannot be changed here; these can: "
                    f"{', '.join(sorted(PARTNER_FIELDS))}.",
                    name,
                )
        with self._desk.database.write() as work:
            change_partner(work, work.get(Partner, partner_id), dict(values))

    def end(self, partner_id: str, why: str = "") -> None:
        """Say that the work with a partner has ended, today and why; what was done stays."""
        self._set_state(partner_id, state=PartnerState.ENDED, ended_why=why)

    def resume(self, partner_id: str) -> None:
        """Say that a partner is worked with again."""
        self._set_state(partner_id, state=PartnerState.ACTIVE)

    def _set_state(self, partner_id: str, **values: object) -> None:
        from adviser_tui.services.partners.writing import change_partner
        from models.tables import Partner

        with self._desk.database.write() as work:
            change_partner(work, work.get(Partner, partner_id), values)

    def _refuse_twin(self, names: tuple[str, ...]) -> None:
        rows = self._desk.database.rows(NAMES)
        for row in rows:
            if any(partner_named([row], name) for name in names):
                raise RuleError(
                    f"A partner is called that already: {', '.join(all_names(row))}. Nothing was "
                    "saved; use that one, or say that this is another."
                )
