"""The rules of each programme: dated files of figures, none of them in the code.

Those that ship lie in `seed/data/profiles`. A caseload may hold files of its own; whoever asks
hands over their folder, and a file that has a mistake never counts: what it was copied from does.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from adviser_tui.errors import InputError
from seed.profile_checking import Mistake
from seed.profile_reading import LARGEST, Reading, read_bytes
from seed.profile_rules import Certainty, Profile

FOLDER = Path(__file__).parent / "data" / "profiles"
STANDARD = "standard"
"""The profile of a programme that is not known by name."""
ENDING = ".toml"
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_BASED_ON = re.compile(rb'^\s*based_on\s*=\s*"([a-z][a-z0-9-]{0,39})"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A profile's file of this caseload, whether or not it can be used."""

    id: str
    path: Path
    reading: Reading
    based_on: str
    """The profile that it was copied from, read even where the rest cannot be."""

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """What is wrong with it."""
        return self.reading.mistakes


def is_profile_id(text: str) -> bool:
    """Say whether a text may name a profile's file."""
    return _ID.fullmatch(text) is not None


def profiles(on: date | None = None, local: Path | None = None) -> tuple[Profile, ...]:
    """Return every profile that can be used on a day, by id; the newest of each for no day."""
    ids = {*shipped_ids(), *(each.id for each in local_files(local) if not each.mistakes)}
    found = (profile_of(each, on, local) for each in sorted(ids))
    return tuple(each for each in found if each.id in ids)


def profile_of(programme: str, on: date | None = None, local: Path | None = None) -> Profile:
    """Return the profile of a programme on a day, the standard one where it has none of its own.

    `local` is the folder of this caseload's own files; one of those goes before one that ships.
    Where it has a mistake, `trouble` of what is returned says so.
    """
    wanted = programme.strip().casefold()
    own = local_file(local, wanted)
    if own is None:
        return _shipped_on(wanted, on)
    if own.mistakes:
        meanwhile = _shipped_on(own.based_on or wanted, on)
        return replace(meanwhile, trouble=_trouble(own, meanwhile))
    found = own.reading.on(on)
    return _shipped_on(wanted, on) if found is None else _weighed(found, on)


@cache
def shipped_ids() -> tuple[str, ...]:
    """Return the ids of the profiles that ship with the program."""
    names = (file.name for file in FOLDER.iterdir() if file.name.endswith(ENDING))
    return tuple(sorted(name.removesuffix(ENDING) for name in names))


def shipped_text(profile_id: str) -> str:
    """Return the file of a profile that ships; raises `InputError` where there is none."""
    if profile_id not in shipped_ids():
        known = ", ".join(shipped_ids())
        raise InputError(f"There is no profile “{profile_id[:40]}”; there are {known}.", "profile")
    return (FOLDER / f"{profile_id}{ENDING}").read_text(encoding="utf-8")


def local_files(local: Path | None) -> tuple[LocalFile, ...]:
    """Return this caseload's own files, by id."""
    if local is None:
        return ()
    found = (local_file(local, name) for name in _names_in(local))
    return tuple(each for each in found if each is not None)


def local_file(local: Path | None, profile_id: str) -> LocalFile | None:
    """Return this caseload's own file of a name, nothing where there is none."""
    if local is None or not is_profile_id(profile_id):
        return None
    path = local / f"{profile_id}{ENDING}"
    try:
        about = path.stat()
    except OSError:
        return None
    return _local(path, profile_id, about.st_mtime_ns, about.st_size)


def check_file(path: Path) -> Reading:
    """Return what any file says as a profile; a file that cannot be read is a mistake too."""
    name = path.name.removesuffix(ENDING)
    return _read_path(path, name if is_profile_id(name) else "file")


@lru_cache(maxsize=32)
def _local(path: Path, profile_id: str, _changed: int, _size: int) -> LocalFile:
    """Read a file; its time and size are part of the key, so that an edit is seen at once."""
    reading = _read_path(path, profile_id)
    if not reading.mistakes:
        return LocalFile(profile_id, path, reading, reading.versions[-1].based_on)
    found = _BASED_ON.search(_beginning(path))
    return LocalFile(profile_id, path, reading, found[1].decode() if found else "")


def _read_path(path: Path, profile_id: str) -> Reading:
    try:
        if not path.is_file():
            return Reading((), (Mistake("", "this is not a file"),))
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        why = error.strerror or "no reason given"
        return Reading((), (Mistake("", f"the file could not be read ({why})"),))
    return read_bytes(profile_id, data, is_local=True)


def _beginning(path: Path) -> bytes:
    if not path.is_file():  # a pipe of that name would be waited for
        return b""
    try:
        with path.open("rb") as file:
            return file.read(4_096)
    except OSError:
        return b""


def _names_in(local: Path) -> Iterator[str]:
    try:
        names = sorted(os.listdir(local))
    except OSError:
        return
    for name in names:
        if name.endswith(ENDING) and is_profile_id(name.removesuffix(ENDING)):
            yield name.removesuffix(ENDING)


def _shipped_on(profile_id: str, on: date | None) -> Profile:
    known = profile_id if profile_id in shipped_ids() else STANDARD
    found = _shipped(known).on(on)
    if found is None:
        raise InputError(
            f"The programme profile {known} that came with the program is damaged: "
            f"{'; '.join(map(str, _shipped(known).mistakes))}. Install the program again; your "
            "caseload is safe."
        )
    return found


@cache
def _shipped(profile_id: str) -> Reading:
    return read_bytes(profile_id, shipped_text(profile_id).encode())


def _trouble(own: LocalFile, meanwhile: Profile) -> str:
    many = len(own.mistakes)
    rest = "" if many == 1 else f" and {many - 1} more"
    return (
        f"The profile {own.id} cannot be used: {own.mistakes[0]}{rest}. {meanwhile.name} counts "
        f"meanwhile; `adviser profile check {own.id}` names every mistake."
    )


def _weighed(profile: Profile, on: date | None) -> Profile:
    """Return a copied profile in which what was changed here no longer passes for a source's."""
    from seed.profile_words import figures_of

    if profile.based_on not in shipped_ids():
        return profile
    before = figures_of(_shipped_on(profile.based_on, on), also_ready=True)
    now = figures_of(profile)
    changed = {place for place, value in now.items() if before.get(place) != value}
    return replace(profile, weak={**profile.weak, **dict.fromkeys(changed, Certainty.LOCAL)})
