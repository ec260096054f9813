"""What is said when something is about to be added that may be there already."""

from collections.abc import Sequence

from adviser_tui.errors import AlikeError
from adviser_tui.services.duplicates.within import Alike, person_twins, site_twins
from adviser_tui.services.employers.drafts import PersonDraft, SiteDraft
from adviser_tui.storage.database import Database

NAMED = 3


def refuse(alike: Sequence[tuple[str, str]], where: str) -> None:
    """Raise `AlikeError` naming what is alike and why; nothing happens where nothing is."""
    if not alike:
        return
    named = "; ".join(f"{label} ({reason})" for label, reason in alike[:NAMED])
    raise AlikeError(
        f"This may be {where} already: {named}. Nothing was saved; "
        "use that one, or say that this is another."
    )


def refuse_site_twins(database: Database, employer_id: str, draft: SiteDraft) -> None:
    """Raise `AlikeError` where the employer has a site much like this one."""
    if not any((draft.name, draft.address, draft.town, draft.postcode)):
        return
    found = site_twins(
        database,
        employer_id,
        name=draft.name,
        address=draft.address,
        town=draft.town,
        postcode=draft.postcode,
    )
    refuse(_said(found), "among the employer's sites")


def refuse_person_twins(database: Database, employer_id: str, draft: PersonDraft) -> None:
    """Raise `AlikeError` where somebody at the employer is much like this one."""
    found = person_twins(
        database, employer_id, name=draft.name, phone=draft.phone, email=draft.email
    )
    refuse(_said(found), "among the employer's people")


def _said(found: Sequence[Alike]) -> list[tuple[str, str]]:
    return [(each.name, each.reason) for each in found]
