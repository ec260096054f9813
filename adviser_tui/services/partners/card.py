"""Everything about one partner, as its card shows it."""

from dataclasses import dataclass
from datetime import date

from adviser_tui.errors import NotFoundError
from adviser_tui.services.contacts.reading import ContactRow, read_recent
from adviser_tui.services.desk import Desk
from adviser_tui.services.follow_ups import FollowUpRow, FollowUps
from adviser_tui.services.partners.rows import PARTNERS, PartnerRow, row_of
from adviser_tui.services.promises import PromiseRow, Promises
from adviser_tui.storage.reading import day

SHOWN = 50
CLOSED = 3
"""How many follow-ups and promises that are over the card still shows."""


@dataclass(frozen=True, slots=True)
class PartnerCard:
    """One partner with all that is known, agreed and owed; `row` holds what the list shows."""

    row: PartnerRow
    reference: str
    website: str
    person_role: str
    person_phone: str
    person_email: str
    shares: str
    agreed_on: date | None
    credit_rule: str
    ended_on: date | None
    ended_why: str
    notes: str
    follow_ups: tuple[FollowUpRow, ...]
    promises: tuple[PromiseRow, ...]
    contacts: tuple[ContactRow, ...]
    """The newest with them; what they did with employers is on the employers' cards."""
    employers_contacted: int
    """How many employers they were in touch with on record."""

    @property
    def id(self) -> str:
        """The id of the partner."""
        return self.row.id

    @property
    def name(self) -> str:
        """The full name of the partner."""
        return self.row.name


def read_card(desk: Desk, partner_id: str) -> PartnerCard:
    """Return a partner's card; raises `NotFoundError` where there is none."""
    database = desk.database
    row = database.row(f"{PARTNERS} AND p.id = ?", (partner_id,))
    if row is None:
        raise NotFoundError("That partner is not in the caseload any more.")
    reached = database.row(
        "SELECT count(DISTINCT employer_id) FROM contact"
        " WHERE partner_id = ? AND organisation <> '' AND void_reason IS NULL",
        (partner_id,),
    )
    return PartnerCard(
        row=row_of(row, desk.today),
        reference=str(row["reference"]),
        website=str(row["website"]),
        person_role=str(row["person_role"]),
        person_phone=str(row["person_phone"]),
        person_email=str(row["person_email"]),
        shares=str(row["shares"]),
        agreed_on=day(row["agreed_on"]),
        credit_rule=str(row["credit_rule"]),
        ended_on=day(row["ended_on"]),
        ended_why=str(row["ended_why"]),
        notes=str(row["notes"]),
        follow_ups=FollowUps(desk).about(partner_id=partner_id, closed=CLOSED),
        promises=Promises(desk).about(partner_id=partner_id, closed=CLOSED),
        contacts=read_recent(database, SHOWN, partner_id=partner_id),
        employers_contacted=int(reached[0]),
    )
