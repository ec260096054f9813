"""Programme profiles as they lie here: those that ship, and this caseload's own copies."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from adviser_tui.errors import InputError, RuleError, StorageError
from adviser_tui.paths import profiles_dir
from adviser_tui.services.desk import Desk
from adviser_tui.storage.modes import PRIVATE_FILE, private_folder

if TYPE_CHECKING:
    from seed.profile_reading import Reading
    from seed.profile_rules import Profile

_COUNTS = re.compile(r"^counts = \[.*\]$", re.MULTILINE)
_NAME = re.compile(r'^name = "(?P<name>[^"\n]*)"$', re.MULTILINE)
_HEAD = """\
# Your own copy of the profile {source}. Change any figure and save; `adviser profile check {file}`
# names every mistake, and as long as there is one the profile {based_on} counts. For rules that
# change on a day, add a [[version]] with valid_from = 2027-04-01: it begins as the one before it,
# and only what is written in it differs. What you change no longer passes for a source's figure.
"""


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """One profile in the list of them."""

    id: str
    name: str
    version: int
    valid_from: str
    is_local: bool
    is_used: bool
    mistakes: tuple[str, ...]
    """What is wrong with a copy, each in words; it cannot be used as long as there is anything."""
    path: str
    """Where a copy lies; empty for one that ships."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of a profile with how well it is founded."""

    place: str
    section: str
    """What people call the part of the profile that it belongs to."""
    label: str
    value: str
    certainty: str
    certainty_words: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One dated version of a copy, with what it says differently from the one before it."""

    version: int
    valid_from: str
    is_now: bool
    """It is the one that holds today."""
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeCard:
    """Everything that a profile says, as it stands today."""

    row: ProgrammeRow
    note: str
    weak: str
    """Which figures rest on weak sources, in one sentence; empty where none do."""
    figures: tuple[FigureRow, ...]
    ready: tuple[str, ...]
    """Outcomes that lie ready for other funders, each by its name."""
    versions: tuple[VersionRow, ...] = ()
    """Every version of a copy by its day, where there is more than one."""


class Programmes:
    """See, copy, check and choose the rules that measures go by."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def folder(self) -> Path:
        """Where this caseload's own copies lie."""
        return profiles_dir(self._desk.database.folder)

    def used(self) -> "Profile":
        """Return the profile that counts today; its `trouble` says where another was chosen."""
        from seed.profiles import profile_of

        return profile_of(self._desk.setting("programme"), self._desk.today, self.folder)

    def rows(self) -> tuple[ProgrammeRow, ...]:
        """Return every profile, those that ship first."""
        from seed.profiles import local_files, profile_of, shipped_ids

        chosen = self._chosen()
        local = {each.id: each for each in local_files(self.folder)}
        rows = [
            _row(profile_of(each, self._desk.today), is_used=each == chosen and each not in local)
            for each in shipped_ids()
        ]
        for file in local.values():
            found = file.reading.on(self._desk.today)
            is_used = file.id == chosen
            if found is not None:
                rows.append(_row(found, is_used=is_used, path=str(file.path)))
            else:
                wrong = tuple(str(each) for each in file.mistakes)
                rows.append(ProgrammeRow(file.id, "", 0, "", True, is_used, wrong, str(file.path)))
        return tuple(rows)

    def card(self, profile_id: str = "") -> ProgrammeCard:
        """Return what a profile says, the one that counts by default."""
        from seed.profile_schema import SECTION_NAMES
        from seed.profile_words import SAID, figure_said, figures_of, label_of, weak_words
        from seed.profiles import profile_of

        profile = self.used()
        if profile_id:
            self._refuse_unusable(profile_id)
            profile = profile_of(profile_id, self._desk.today, self.folder)
        figures = []
        for place, value in figures_of(profile).items():
            certainty = profile.weak.get(place)
            said = str(certainty or "read") if value not in (None, "") else ""
            figures.append(
                FigureRow(
                    place,
                    SECTION_NAMES[place.partition(".")[0]],
                    label_of(profile, place),
                    figure_said(value),
                    said,
                    next((words for each, words in SAID.items() if each == said), ""),
                )
            )
        return ProgrammeCard(
            _row(profile, is_used=profile.id == self._chosen()),
            profile.note,
            weak_words(profile),
            tuple(figures),
            tuple(each.name for each in profile.outcomes.ready),
            self._versions(profile),
        )

    def _versions(self, now: "Profile") -> tuple[VersionRow, ...]:
        from seed.profile_words import differences
        from seed.profiles import local_file

        own = local_file(self.folder, now.id) if now.is_local else None
        found = own.reading.versions if own is not None else ()
        if len(found) < 2:
            return ()
        return tuple(
            VersionRow(
                each.version,
                each.valid_from,
                each.version == now.version,
                differences(before, each) if before is not None else (),
            )
            for before, each in zip((None, *found), found, strict=False)
        )

    def check(self, what: str) -> "Reading":
        """Return what a file says as a profile: the path of one, or the name of a copy here."""
        from seed.profiles import ENDING, check_file, is_profile_id, local_file, shipped_ids

        name = what.strip().removesuffix(ENDING)
        if is_profile_id(name) and not Path(what).exists():
            if (own := local_file(self.folder, name)) is not None:
                return own.reading
            if name in shipped_ids():
                raise InputError(
                    f"The profile {name} came with the program and has no mistakes. "
                    f"`adviser profile copy {name} NEW` makes one that can be edited.",
                    "file",
                )
        path = Path(what).expanduser()
        if not path.exists():
            raise InputError(
                f"There is no file {what[:200]}, and no copy of that name in {self.folder}.", "file"
            )
        return check_file(path)

    def copy(self, source: str, new: str, funders: Sequence[str] = ()) -> Path:
        """Make a copy that can be edited and return its path.

        `funders` names whose outcomes it counts. Raises `RuleError` where the name is taken.
        """
        from seed.profiles import ENDING, is_profile_id, local_file, shipped_ids, shipped_text

        source, new = source.strip().casefold(), new.strip().casefold()
        if not is_profile_id(new):
            raise InputError(
                f"“{new[:40]}” cannot be the name of a profile. Use small letters, digits and "
                "hyphens, a letter first.",
                "new",
            )
        if new in shipped_ids() or local_file(self.folder, new) is not None:
            raise RuleError(f"A profile {new} is there already. Nothing was copied.")
        own = local_file(self.folder, source)
        text = shipped_text(source) if own is None else _text_of(own.path)
        based_on = source if own is None else own.based_on
        text = _edited(text, source, f"{new}{ENDING}", based_on, tuple(funders))
        _refuse_mistakes(text, new)
        return _write(self.folder, f"{new}{ENDING}", text)

    def use(self, profile_id: str) -> ProgrammeRow:
        """Go by the rules of a profile from now on, for every week that is looked at."""
        profile_id = profile_id.strip().casefold()
        self._refuse_unusable(profile_id)
        self._desk.remember("programme", profile_id)
        return next(each for each in self.rows() if each.id == profile_id and each.is_used)

    def _chosen(self) -> str:
        from seed.profiles import STANDARD, local_file, shipped_ids

        chosen = self._desk.setting("programme").strip().casefold()
        is_known = chosen in shipped_ids() or local_file(self.folder, chosen) is not None
        return chosen if is_known else STANDARD

    def _refuse_unusable(self, profile_id: str) -> None:
        wanted = profile_id.strip().casefold()
        for row in self.rows():
            if row.id != wanted:
                continue
            if row.mistakes:
                raise RuleError(
                    f"The profile {row.id} has mistakes and cannot be used. Nothing was changed.",
                    row.mistakes,
                )
            return
        known = ", ".join(each.id for each in self.rows())
        raise InputError(f"There is no profile “{wanted[:40]}”; there are {known}.", "profile")


def _row(profile: "Profile", *, is_used: bool, path: str = "") -> ProgrammeRow:
    return ProgrammeRow(
        profile.id,
        profile.name,
        profile.version,
        profile.valid_from,
        profile.is_local,
        is_used,
        (),
        path,
    )


def _edited(text: str, source: str, file: str, based_on: str, funders: tuple[str, ...]) -> str:
    """Return a profile's text with its own heading, name, descent and funders."""
    lines = text.splitlines()
    while lines and (lines[0].startswith("#") or not lines[0].strip()):
        lines.pop(0)
    body = "\n".join(lines) + "\n"
    if "based_on" not in text:
        body = _NAME.sub(
            lambda found: f'name = "{found["name"]}, as here"\nbased_on = "{based_on}"',
            body,
            count=1,
        )
    if funders:
        named = ", ".join(f'"{each}"' for each in funders if each.isidentifier())
        body = _COUNTS.sub(f"counts = [{named}]", body)
    return _HEAD.format(source=source, file=file, based_on=based_on or "standard") + body


def _refuse_mistakes(text: str, name: str) -> None:
    from seed.profile_reading import read_bytes

    mistakes = read_bytes(name, text.encode(), is_local=True).mistakes
    if mistakes:
        raise RuleError(
            "The copy would have mistakes. Nothing was copied.", tuple(map(str, mistakes))
        )


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The file {path} could not be read. Nothing was copied.") from error


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    try:
        private_folder(folder)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise StorageError(
            f"The profile could not be written to {path} ({error.strerror}); your caseload is not "
            "touched. Check that the disk is not full and the folder is yours."
        ) from error
    return path
