"""Bank holidays of the regions the program is used in, from a table that ships with it."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from adviser_tui.errors import InputError

REGIONS = {
    "england-wales": "England and Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
    "denmark": "Denmark",
    "norway": "Norway",
}
"""The regions of the table and what a person calls them."""

WARN_BEFORE = timedelta(days=180)
"""How long before the table ends the warning begins."""


@cache
def _table() -> Mapping[str, dict[date, str]]:
    import csv
    from importlib import resources

    table: dict[str, dict[date, str]] = {region: {} for region in REGIONS}
    file = resources.files("seed") / "data" / "bank_holidays.csv"
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        table[row["region"]][date.fromisoformat(row["day"])] = row["name"]
    return table


def bank_holidays(region: str) -> Mapping[date, str]:
    """Return the bank holidays of a region by day, with the names they have there."""
    if region not in REGIONS:
        raise InputError(
            f"There are no bank holidays for “{region[:30]}”. "
            f"Choose one of {', '.join(REGIONS)} in the settings.",
            field="region",
        )
    return MappingProxyType(_table()[region])


def covers_until(region: str) -> date:
    """Return the last day that the table of a region says anything about."""
    return date(max(bank_holidays(region)).year, 12, 31)


def running_out(region: str, today: date) -> str:
    """Return a sentence when the table of a region ends soon or has ended, else nothing."""
    end = covers_until(region)
    if today <= end - WARN_BEFORE:
        return ""
    verb = "are known" if today <= end else "were known only"
    return (
        f"Bank holidays for {REGIONS[region]} {verb} until the end of {end.year}; "
        "after that only weekends are left out. A newer version brings the next years."
    )
