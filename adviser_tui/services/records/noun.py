"""What a noun is to the commands that edit it, and how its fields are described."""

from dataclasses import dataclass, replace
from enum import StrEnum

from adviser_tui.services.records.spec import FieldSpec, FieldType


@dataclass(frozen=True, slots=True)
class Noun:
    """A kind of record that can be added or changed field by field."""

    kind: str
    """The word on the command line: `follow-up`."""
    table: str
    fields: tuple[FieldSpec, ...]
    only_new: tuple[FieldSpec, ...] = ()
    """Fields that are only given when it is added."""

    def field(self, name: str) -> FieldSpec | None:
        """Return the field that a word means."""
        wanted = name.strip().casefold().replace("-", "_").replace(" ", "_")
        for spec in (*self.fields, *self.only_new):
            if wanted in (spec.name, *spec.also, *spec.columns):
                return spec
        return None


def text(name: str, label: str, *columns: str, also: str = "", hint: str = "") -> FieldSpec:
    """Describe a text of one line."""
    return FieldSpec(name, label, "text", columns or (name,), hint, also=tuple(also.split()))


def typed(
    type_: FieldType, name: str, label: str, *columns: str, also: str = "", hint: str = ""
) -> FieldSpec:
    """Describe a field of any type."""
    return FieldSpec(name, label, type_, columns or (name,), hint, also=tuple(also.split()))


def one_of(
    words: type[StrEnum], name: str, label: str, *columns: str, also: str = "", empty: bool = False
) -> FieldSpec:
    """Describe a word out of a closed set."""
    choices = tuple(word.value for word in words)
    spec = FieldSpec(name, label, "choice", columns or (name,), "", choices, tuple(also.split()))
    return replace(spec, may_be_empty=empty)


def state_of(words: type[StrEnum], name: str, label: str, column: str = "") -> FieldSpec:
    """Describe a state, which only moves along its edges."""
    choices = tuple(word.value for word in words)
    also = ("state",) if name != "state" else ()
    spec = FieldSpec(name, label, "state", (column or name,), "", choices, also)
    return replace(spec, may_be_empty=False)


def needed(spec: FieldSpec) -> FieldSpec:
    """Return the field as one that a new record cannot be without."""
    return replace(spec, is_needed=True, may_be_empty=False)


def pay_of(name: str, label: str, column: str) -> FieldSpec:
    """Describe pay, with its period and currency."""
    columns = (column, "pay_period", "pay_currency")
    return FieldSpec(name, label, "pay", columns, "£12.21 an hour")


REACH = (text("phone", "Phone"), text("email", "E-mail"))
PLACE = (
    text("address", "Address"),
    text("town", "Town"),
    text("postcode", "Postcode"),
)
THEIR_EMPLOYER = typed("employer", "employer", "Employer", "employer_id")
THEIR_PARTICIPANT = typed("participant", "participant", "Participant", "participant_id")
THEIR_VACANCY = typed("vacancy", "vacancy", "Vacancy", "vacancy_id")
THEIR_PARTNER = typed("partner", "partner", "Partner", "partner_id")
OWNER = typed("adviser", "owner", "Whose it is", "owner_id")
REFERENCE = text("reference", "Reference", hint="its key in the file it came from")
