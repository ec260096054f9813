"""From an entry of the register to an employer of the team."""

from typing import TYPE_CHECKING

from adviser_tui.errors import RuleError
from adviser_tui.services.employers.drafts import EmployerDraft
from adviser_tui.storage.register.entry import RegisterEntry

if TYPE_CHECKING:
    from adviser_tui.services.employers.service import Employers
    from adviser_tui.storage.database import Database


def adopt_entry(
    database: "Database",
    employers: "Employers",
    entry: RegisterEntry,
    *,
    even_if_similar: bool = False,
) -> str:
    """Keep an entry as an employer, in one action that can be undone, and return its id.

    Raises `RuleError` naming the employer that has this number already, and, unless
    `even_if_similar`, one that looks like it.
    """
    refuse_known(database, entry.number)
    return employers.add(draft_of(entry), even_if_similar=even_if_similar)


def draft_of(entry: RegisterEntry) -> EmployerDraft:
    """Return an entry as an employer that is not kept yet."""
    return EmployerDraft(
        name=entry.name,
        previous_names=entry.previous_names,
        company_number=entry.number,
        sector_codes=entry.sector_codes,
        address=entry.address,
        town=entry.town,
        postcode=entry.postcode,
    )


def employer_with_number(database: "Database", number: str) -> tuple[str, str] | None:
    """Return id and name of the employer that has a company number, however it was typed."""
    from adviser_tui.services.duplicates.name_words import bare_number

    bare = bare_number(number)
    row = database.row(
        "SELECT id, name FROM employer WHERE void_reason IS NULL AND company_number <> '' "
        "AND (company_number IN (?, ?, ?) OR upper(replace(company_number, ' ', '')) = ?)",
        (number, bare, bare.lstrip("0"), bare),
    )
    return (str(row["id"]), str(row["name"])) if row is not None else None


def refuse_known(database: "Database", number: str) -> None:
    """Raise `RuleError` where an employer of the team has this company number."""
    known = employer_with_number(database, number)
    if known is not None:
        raise RuleError(
            f"{known[1]} is on the team's list with the company number {number} already. "
            "Nothing was saved; open that employer instead."
        )
