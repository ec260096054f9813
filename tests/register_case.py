"""Small registers for tests, made of companies that do not exist."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from adviser_tui.storage.register.entry import RegisterEntry, RegisterKind
from adviser_tui.storage.register.mark import SourceMark
from adviser_tui.storage.register.store import RegisterStore

FILE = SourceMark("uk", "companies.csv", 46_000, "a")


def company(number: int, name: str, **more: object) -> RegisterEntry:
    """Return a company with a number of eight places."""
    return RegisterEntry(f"{number:08}", name, **more)  # type: ignore[arg-type]


def companies(names: Iterable[str]) -> Iterator[RegisterEntry]:
    """Return a company for each name, numbered from 1."""
    return (company(number, name) for number, name in enumerate(names, 1))


def made(
    folder: Path, entries: Iterable[RegisterEntry], kind: RegisterKind = "uk"
) -> RegisterStore:
    """Make a whole register in a folder and return the store."""
    store = RegisterStore(folder)
    with store.begin(SourceMark(kind, "companies.csv", 46_000, "a")) as building:
        building.add(entries)
        building.save(1)
        building.finish()
    return store
