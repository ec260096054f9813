"""Lists of employers and files of queries, as `bench search` reads them.

A list is CSV with the columns of the employer import (`Reference` and `Employer name` at least);
a file of queries has one object a line: `{"id", "cls", "q", "answers": [reference, ...]}`.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from adviser_tui.errors import ImportFileError

HEADERS = ("Reference", "Employer name", "Trading name", "Previous names", "Town", "Postcode")
BETWEEN_NAMES = "|"


@dataclass(frozen=True, slots=True)
class Listed:
    """One employer of a list."""

    reference: str
    name: str
    trading: str = ""
    previous: tuple[str, ...] = ()
    town: str = ""
    postcode: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it has or had."""
        return tuple(
            dict.fromkeys(each for each in (self.name, self.trading, *self.previous) if each)
        )


@dataclass(frozen=True, slots=True)
class Query:
    """Something typed, of one kind, and the references of the employers that were meant."""

    id: str
    cls: str
    text: str
    answers: tuple[str, ...]


def read_lists(paths: Iterable[Path]) -> list[Listed]:
    """Return every employer of the lists; raises `ImportFileError` where a column is missing."""
    found: list[Listed] = []
    for path in paths:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = set(HEADERS[:2]) - set(reader.fieldnames or ())
            if missing:
                raise ImportFileError(f"{path} has no column {' and '.join(sorted(missing))}.")
            found += [_listed(row) for row in reader]
    return found


def _listed(row: dict[str, str]) -> Listed:
    previous = (row.get("Previous names") or "").split(BETWEEN_NAMES)
    return Listed(
        row["Reference"],
        row["Employer name"],
        row.get("Trading name") or "",
        tuple(each.strip() for each in previous if each.strip()),
        row.get("Town") or "",
        row.get("Postcode") or "",
    )


def write_list(path: Path, listed: Iterable[Listed]) -> None:
    """Write a list in the format that is read here and by the employer import."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        for each in listed:
            previous = BETWEEN_NAMES.join(each.previous)
            writer.writerow(
                (each.reference, each.name, each.trading, previous, each.town, each.postcode)
            )


def read_queries(path: Path) -> list[Query]:
    """Return the queries of a file; raises `ImportFileError` with the line that is wrong."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
        if not line.strip():
            continue
        try:
            read = json.loads(line)
            answers = tuple(str(each) for each in read["answers"])
            found.append(Query(str(read["id"]), str(read["cls"]), str(read["q"]), answers))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ImportFileError(
                f'Line {number} of {path} is not a query such as {{"id": "1", "cls": "typo1", '
                '"q": "tecso", "answers": ["G1"]}.',
                row=number,
            ) from error
    return found


def write_queries(path: Path, queries: Sequence[Query]) -> None:
    """Write queries in the format that is read here."""
    lines = (
        json.dumps(
            {"id": each.id, "cls": each.cls, "q": each.text, "answers": list(each.answers)},
            ensure_ascii=False,
        )
        for each in queries
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
