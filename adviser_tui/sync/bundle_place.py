"""Where bundles go through: what lies in a folder, sorted, and names that tell nothing."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from adviser_tui.errors import InputError, StorageError
from adviser_tui.sync.bundle_file import SUFFIX, BundleError, Note, look
from adviser_tui.sync.sealing import Keys

_MOST_FILES = 5_000


@dataclass(frozen=True, slots=True)
class Own:
    """A bundle of our own writing, with the note that we left in it."""

    path: Path
    note: Note


@dataclass(frozen=True, slots=True)
class Bad:
    """A file that was refused, and why in a sentence."""

    path: Path
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in a place, for one who holds certain keys."""

    place: Path
    for_us: tuple[Path, ...] = ()
    own: tuple[Own, ...] = ()
    others: tuple[Path, ...] = ()
    """Bundles between others; nothing more can be known of them."""
    bad: tuple[Bad, ...] = ()


def sort_out(place: Path, keys: Keys) -> Found:
    """Look at a folder's bundles, or at one file of any name; opens nothing.

    Raises `InputError` where there is no such place, `BundleError` for one file that is no bundle.
    """
    if not place.is_dir():
        if not place.exists():
            raise InputError(f"There is no {place}. Nothing was read.", field="place")
        seen = look(place, keys)
        own = (Own(place, seen.own),) if seen.own else ()
        only = (place,) if seen.is_for_us else ()
        return Found(place, only, own, () if own or only else (place,))
    for_us: list[Path] = []
    others: list[Path] = []
    bad: list[Bad] = []
    mine: list[Own] = []
    for path in _bundles_in(place):
        try:
            seen = look(path, keys)
        except BundleError as error:
            bad.append(Bad(path, str(error)))
            continue
        if seen.is_for_us:
            for_us.append(path)
        if seen.own:
            mine.append(Own(path, seen.own))
        if not seen.is_for_us and not seen.own:
            others.append(path)
    return Found(place, tuple(for_us), tuple(mine), tuple(others), tuple(bad))


def destination(place: Path) -> Path:
    """Return the file to write: a name that tells nothing in a folder, or the file itself.

    Only what is named as a bundle is a file; raises `InputError` for a folder that is not there.
    """
    if place.is_dir():
        return place / f"{secrets.token_hex(10)}{SUFFIX}"
    named_as_file = place.suffix == SUFFIX
    folder = place.parent if named_as_file else place
    if not folder.is_dir() and not place.is_file():
        raise InputError(
            f"There is no such folder: {folder}. Nothing was written. Look whether the stick or "
            f"the shared folder is there, or name a file that ends with {SUFFIX}.",
            field="place",
        )
    return place


def tidied(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Delete files and return those that are gone; raises `StorageError` where one may not be."""
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(
                f"{path.name} could not be deleted ({error.strerror}). It holds nothing that is "
                "not safe elsewhere; delete it when the folder can be written to."
            ) from error
    return paths


def _bundles_in(folder: Path) -> list[Path]:
    try:
        found = [
            path
            for path in folder.iterdir()
            if path.suffix == SUFFIX and not path.name.startswith(".") and path.is_file()
        ]
    except OSError as error:
        raise InputError(
            f"{folder} could not be looked into ({error.strerror}). Nothing was read.",
            field="place",
        ) from error
    if len(found) > _MOST_FILES:
        raise InputError(
            f"There are {len(found):,} bundles in {folder}, more than are looked at in one go. "
            "Nothing was read. Move old ones away first.",
            field="place",
        )
    return sorted(found)
