"""Writes `seed/data/bank_holidays.csv` when run: `python -m seed.make_holidays`.

Needs the `holidays` package, which only whoever prepares a release has; the program itself
reads the table alone.
"""

import csv
import io
from datetime import date
from pathlib import Path

FIRST_YEAR = 2025
LAST_YEAR = 2031

# Country, part of it, and the language of the names, for each region.
SOURCES = {
    "england-wales": ("GB", "ENG", "en_GB"),
    "scotland": ("GB", "SCT", "en_GB"),
    "northern-ireland": ("GB", "NIR", "en_GB"),
    "denmark": ("DK", None, "da"),
    "norway": ("NO", None, "no"),
}


def rows() -> list[tuple[str, str, str]]:
    """Return region, ISO day and name of every bank holiday of the covered years."""
    import holidays

    years = range(FIRST_YEAR, LAST_YEAR + 1)
    table: list[tuple[str, str, str]] = []
    for region, (country, part, language) in SOURCES.items():
        days: dict[date, str] = holidays.country_holidays(
            country, subdiv=part, years=years, language=language
        )
        table += [
            (region, day.isoformat(), name.replace("(observed)", "(substitute day)"))
            for day, name in sorted(days.items())
            if day.year in years
        ]
    return table


def text() -> str:
    """Return the table as it stands in the file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("region", "day", "name"))
    writer.writerows(rows())
    return out.getvalue()


if __name__ == "__main__":
    target = Path(__file__).parent / "data" / "bank_holidays.csv"
    target.write_text(text(), encoding="utf-8", newline="\n")
