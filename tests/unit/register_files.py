"""Files of registers for tests, and what is read from them."""

from pathlib import Path

from adviser_tui.exchange.register import tables
from adviser_tui.exchange.register.objects import read_objects
from adviser_tui.exchange.register.rows import Block
from adviser_tui.exchange.register.source import Source, open_source
from adviser_tui.storage.register.entry import RegisterEntry

UK = (
    "CompanyName, CompanyNumber,RegAddress.CareOf,RegAddress.POBox,RegAddress.AddressLine1,"
    " RegAddress.AddressLine2,RegAddress.PostTown,RegAddress.County,RegAddress.Country,"
    "RegAddress.PostCode,CompanyCategory,CompanyStatus,CountryOfOrigin,DissolutionDate,"
    "IncorporationDate,SICCode.SicText_1,SICCode.SicText_2,SICCode.SicText_3,SICCode.SicText_4,"
    "URI,PreviousName_1.CONDATE, PreviousName_1.CompanyName, PreviousName_2.CONDATE,"
    " PreviousName_2.CompanyName\n"
)


def uk_row(name: str = "BRELLO BAKERY LTD", number: str = "01234567", **cells: str) -> str:
    """Write one row of the British register."""
    plain = {
        "care": "",
        "box": "",
        "line1": "1 MILL LANE",
        "line2": "",
        "town": "LEEDS",
        "postcode": "LS1 4ZZ",
        "status": "Active",
        "gone": "",
        "sic1": "10710 - Manufacture of bread",
        "sic2": "",
        "before1": "",
        "before2": "",
    } | cells
    parts = (
        *(name, number, plain["care"], plain["box"], plain["line1"], plain["line2"]),
        *(plain["town"], "WEST YORKSHIRE", "ENGLAND", plain["postcode"]),
        *("Private Limited Company", plain["status"], "United Kingdom", plain["gone"]),
        *("01/02/2003", plain["sic1"], plain["sic2"], "", "", "http://example.org", ""),
        *(plain["before1"], "", plain["before2"]),
    )
    return ",".join('"' + part.replace('"', '""') + '"' for part in parts) + "\n"


def blocks(source: Source) -> list[Block]:
    """Read everything that a source holds."""
    found = []
    for part, layout in source.parts:
        stream = part.open()
        stream.go_to(layout.begins)
        read = tables.read_table if layout.columns else read_objects
        found += list(read(stream, layout, layout.line))
        stream.close()
    return found


def entries(path: Path) -> list[RegisterEntry]:
    """Return what is in a file."""
    return [entry for block in blocks(open_source(path)) for entry in block.entries]


def bad(path: Path) -> list[tuple[int, str]]:
    """Return the lines of a file that could not be read, and why."""
    return [(row.line, row.why) for block in blocks(open_source(path)) for row in block.bad]
