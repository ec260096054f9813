"""One company of a national register."""

from dataclasses import dataclass
from typing import Literal, get_args

RegisterKind = Literal["uk", "dk", "no"]
"""Which country's register: Companies House, CVR, Enhetsregisteret."""
KINDS: tuple[RegisterKind, ...] = get_args(RegisterKind)


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A company as its register writes it; every text was cleaned when it was read."""

    number: str
    """The company number as the register writes it: `01234567`, `SC123456`."""
    name: str
    previous_names: tuple[str, ...] = ()
    status: str = ""
    """The register's own word, such as `Active` or `Dissolved`; empty counts as active."""
    address: str = ""
    """Street and so on, without town and postcode."""
    town: str = ""
    postcode: str = ""
    country: str = ""
    sector_codes: tuple[str, ...] = ()
    kind: str = ""
    """The legal form in the register's words."""
