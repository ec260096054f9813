"""What a field of a file is, and the fields that several kinds of list share."""

from dataclasses import dataclass
from enum import StrEnum


class ListKind(StrEnum):
    """What a file is a list of."""

    EMPLOYERS = "employers"
    PARTICIPANTS = "participants"
    VACANCIES = "vacancies"
    PARTNERS = "partners"


class Holds(StrEnum):
    """What a cell of a field holds, and so how it is read and written."""

    LINE = "line"
    NOTE = "note"
    NAMES = "names"
    PHRASES = "phrases"
    DAY = "day"
    WHOLE = "whole"
    PHONE = "phone"
    EMAIL = "email"
    WEBSITE = "website"
    POSTCODE = "postcode"
    COMPANY = "company"
    SECTORS = "sectors"
    SIZE = "size"
    PAY = "pay"
    HOURS = "hours"
    VACANCY_KIND = "vacancy_kind"
    PARTNER_KIND = "partner_kind"


@dataclass(frozen=True, slots=True)
class Field:
    """One field; `name` is the model's own where the model has one.

    `label` is the header of our own exports, `words` are other people's headers.

    Earlier words fit better than later ones when two columns claim the same field.
    """

    name: str
    label: str
    words: tuple[str, ...] = ()
    holds: Holds = Holds.LINE


def words(text: str) -> tuple[str, ...]:
    """Take a list of headers apart that is written with commas."""
    return tuple(word.strip() for word in text.split(","))


REFERENCE = Field(
    "reference",
    "Reference",
    words("ref, ref no, our reference, key, id, source id, referanse, reference nr, nummer"),
)
TOWN = Field("town", "Town", words("city, post town, town or city, by, sted, poststed, bynavn"))
POSTCODE = Field(
    "postcode",
    "Postcode",
    words("post code, postal code, zip, zip code, postnummer, postnr"),
    Holds.POSTCODE,
)
PHONE = Field(
    "phone",
    "Phone",
    words(
        "telephone, phone number, telephone number, tel, mobile, mobile number, mobil, telefon,"
        "telefonnummer, tlf, tlf nr, mobiltelefon, mobilnummer"
    ),
    Holds.PHONE,
)
EMAIL = Field(
    "email",
    "E-mail",
    words("email, email address, mail, e-post, epost, e-mailadresse, e-postadresse"),
    Holds.EMAIL,
)
