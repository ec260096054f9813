"""The open data of Enhetsregisteret: a table or a JSON array, units and their workplaces alike."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from adviser_tui.exchange.register.headers import NOWHERE, Places, needed_cells, picking
from adviser_tui.exchange.register.rows import EntryOf, UnusableRowError
from adviser_tui.exchange.register.texts import all_clean, inside, joined, listed, tidy
from adviser_tui.storage.register.entry import RegisterEntry
from adviser_tui.text import clean_text

NAME = "open data of Enhetsregisteret"
KEY = "organisasjonsnummer"
_NUMBER = re.compile(r"\d{9}", re.ASCII)
_YES = frozenset({"true", "j", "ja", "1"})
_FATES = (
    ("konkurs", "Konkurs"),
    ("underTvangsavviklingEllerTvangsopplosning", "Under tvangsavvikling eller tvangsoppløsning"),
    ("underAvvikling", "Under avvikling"),
)
_PLACES = ("forretningsadresse", "beliggenhetsadresse", "postadresse")
"""Where to find it, the visiting address first; a workplace has the second kind."""


def table(places: Places) -> tuple[EntryOf, int]:
    """Return what makes an entry of a row, and how many cells a row must have."""
    number = places.need("organisasjonsnummer", KEY)
    name = places.need("navn", "navn")
    if places.of(*(f"{each}postnummer" for each in _PLACES)) == NOWHERE:
        places.need("forretningsadresse.postnummer", "forretningsadressepostnummer")
    pick = picking(
        (
            *(number, name),
            places.of("organisasjonsformkode", "orgformkode"),
            places.of("slettedato", "slettetdato"),
            *(places.of(field.lower()) for field, _ in _FATES),
            *(places.of(f"naeringskode{each}kode", f"naeringskode{each}") for each in (1, 2, 3)),
            *(
                places.of(f"{each}{part}")
                for each in _PLACES
                for part in ("adresse", "poststed", "postnummer", "landkode")
            ),
        )
    )

    def entry_of(row: Sequence[str]) -> RegisterEntry | None:
        cells: Sequence[str] = pick(row)
        if not all_clean(cells):
            cells = [clean_text(cell) for cell in cells]
        if cells[3]:
            return None
        status = ""
        for flag, (_, word) in zip(cells[4:7], _FATES, strict=True):
            if flag and flag.lower() in _YES:
                status = word
                break
        address = next(
            (cells[at : at + 4] for at in (10, 14, 18) if cells[at + 1] or cells[at + 2]),
            ("", "", "", ""),
        )
        return _entry(cells[0], cells[1], status, address, cells[7:10], cells[2])

    return entry_of, needed_cells((number, name))


def from_object(unit: Mapping[str, Any]) -> RegisterEntry | None:
    """Return the entry of one JSON object."""
    if unit.get("slettedato") or unit.get("slettetDato"):
        return None
    status = next((word for field, word in _FATES if unit.get(field) is True), "")
    address = ("", "", "", "")
    for kind in _PLACES:
        found = inside(unit, kind)
        if found:
            street = joined(tidy(line) for line in listed(found.get("adresse")))
            parts = (tidy(found.get(name)) for name in ("poststed", "postnummer", "landkode"))
            address = (street, *parts)  # type: ignore[assignment]
            break
    sectors = [tidy(inside(unit, f"naeringskode{each}").get("kode")) for each in (1, 2, 3)]
    form = tidy(inside(unit, "organisasjonsform").get("kode"))
    return _entry(tidy(unit.get(KEY)), tidy(unit.get("navn")), status, address, sectors, form)


def _entry(
    number: str,
    name: str,
    status: str,
    address: Sequence[str],
    sectors: Sequence[str],
    form: str,
) -> RegisterEntry:
    number = number.replace(" ", "")
    if not name:
        raise UnusableRowError("it has no name")
    if not _NUMBER.fullmatch(number):
        raise UnusableRowError(f"“{number[:20]}” is no organisation number")
    street, town, postcode, country = address
    if postcode.isdigit() and country in ("", "NO"):
        postcode = postcode.zfill(4)
    codes = tuple(dict.fromkeys(filter(None, sectors)))
    return RegisterEntry(number, name, (), status, street, town, postcode, country, codes, form)
