"""What is typed about an employer before it is kept."""

from dataclasses import dataclass
from datetime import date

from models.kinds import Certainty, Channel


@dataclass(frozen=True, slots=True)
class SiteDraft:
    """A place where an employer works, before it is kept."""

    name: str = ""
    address: str = ""
    town: str = ""
    postcode: str = ""
    phone: str = ""
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """Somebody at an employer, before they are kept."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    channel: Channel | None = None
    has_hiring_say: bool = False
    expects_us: bool = False
    is_workplace_rep: bool = False
    site_id: str | None = None


@dataclass(frozen=True, slots=True)
class NeedDraft:
    """What an employer needs or expects to need, before it is kept."""

    task: str
    number: int | None = None
    month: str = ""
    """`2026-12` for a forecast, empty for now."""
    certainty: Certainty = Certainty.LIKELY
    site_id: str | None = None
    contact_id: str | None = None


@dataclass(frozen=True, slots=True)
class EmployerDraft:
    """An employer before it is kept, with its main site and the first person there."""

    name: str
    trading_name: str = ""
    previous_names: tuple[str, ...] = ()
    reference: str = ""
    company_number: str = ""
    parent_id: str | None = None
    sector_codes: tuple[str, ...] = ()
    size_band: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    preferred_channel: Channel | None = None
    spoc_id: str | None = None
    deputy_id: str | None = None
    cadence_days: int | None = None
    disability_confident: int | None = None
    disability_confident_on: date | None = None
    pitch: str = ""
    notes: str = ""
    address: str = ""
    town: str = ""
    postcode: str = ""
    site_name: str = ""
    person: PersonDraft | None = None
