"""The basic company data of Companies House: a table of 55 columns, one company a row."""

import re
from collections.abc import Iterable, Sequence

from adviser_tui.exchange.register.headers import Places, needed_cells, picking
from adviser_tui.exchange.register.rows import EntryOf, UnusableRowError
from adviser_tui.exchange.register.texts import all_clean, joined
from adviser_tui.storage.register.entry import RegisterEntry
from adviser_tui.text import clean_text

NAME = "Companies House basic company data"
_NUMBER = re.compile(r"[A-Z0-9]{8}")
_SECTOR = re.compile(r"\d{4,5}(?!\d)", re.ASCII)
_DISSOLVED = ("dissolved", "converted", "closed", "removed")
_KEPT = 4_000
"""Industry codes that are remembered; there are some 700 of them."""


def table(places: Places) -> tuple[EntryOf, int]:
    """Return what makes an entry of a row, and how many cells a row must have."""
    name = places.need("CompanyName", "companyname")
    number = places.need("CompanyNumber", "companynumber")
    town = places.need("RegAddress.PostTown", "regaddressposttown")
    postcode = places.need("RegAddress.PostCode", "regaddresspostcode")
    pick = picking(
        (
            name,
            number,
            town,
            postcode,
            places.of("regaddressaddressline1"),
            places.of("regaddressaddressline2"),
            places.of("regaddresscareof"),
            places.of("regaddresspobox"),
            places.of("regaddresscountry"),
            places.of("companystatus"),
            places.of("companycategory"),
            places.of("dissolutiondate"),
            places.of("previousname1companyname"),
        )
    )
    sectors = places.all_of(*(f"siccodesictext{place}" for place in range(1, 5)))
    earlier = places.all_of(*(f"previousname{place}companyname" for place in range(1, 11)))
    codes: dict[tuple[str, ...], tuple[str, ...]] = {}
    pick_sectors = picking(sectors)

    def entry_of(row: Sequence[str]) -> RegisterEntry | None:
        cells: Sequence[str] = pick(row)
        if not all_clean(cells):
            cells = [clean_text(cell) for cell in cells]
        (title, key, place, code, first, second, care, box, country, status, kind, gone, before) = (
            cells
        )
        if gone or (status[:1] in "DdCcRr" and status.lower().startswith(_DISSOLVED)):
            return None
        written, key = key, key.upper().zfill(8)
        if not title or not written or not _NUMBER.fullmatch(key):
            raise UnusableRowError(_why(title, written))
        address = f"{first}, {second}" if second and first else first or second
        if care or box:
            address = joined((care and f"c/o {care}", _post_box(box), address))
        activities = pick_sectors(row)
        known = codes.get(activities)
        if known is None:
            known = tuple(found[0] for each in activities if (found := _SECTOR.match(each.strip())))
            if len(codes) < _KEPT:
                codes[activities] = known
        names = _names(row[at] for at in earlier if row[at]) if before else ()
        return RegisterEntry(key, title, names, status, address, place, code, country, known, kind)

    return entry_of, needed_cells((name, number, town, postcode))


def _names(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for cell in cells if (name := clean_text(cell)))


def _post_box(box: str) -> str:
    return f"PO Box {box}" if box.isdigit() else box


def _why(title: str, key: str) -> str:
    if not title:
        return "it has no name"
    if not key:
        return "it has no company number"
    return f"“{key[:20]}” is no company number"
