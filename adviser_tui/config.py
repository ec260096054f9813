"""The settings of this machine: one small TOML file beside the data, its mistakes named."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from adviser_tui.errors import InputError, StorageError

FILE_NAME = "settings.toml"
THEMES = (
    "auto",
    "adviser-dark",
    "adviser-light",
    "adviser-contrast-dark",
    "adviser-contrast-light",
)
REGIONS = ("england-wales", "scotland", "northern-ireland", "denmark", "norway")
_HEADING = """\
# Settings of this machine. Every line may be left out; then the default holds.
# theme = "adviser-dark"    one of: {themes}
# animations = false
# region = "england-wales"     bank holidays of: {regions}
# [keys]                    the id of a command, and its keys with commas between them
# "row.done" = "d,f5"
"""
_NO_KEYS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has chosen on this machine."""

    theme: str = "auto"
    """One of THEMES; `auto` picks dark, or what the terminal asks for."""
    animations: bool = False
    """Whether anything may move; off by default."""
    region: str = "england-wales"
    """One of REGIONS: whose bank holidays dates in words jump over."""
    keys: Mapping[str, str] = field(default_factory=lambda: _NO_KEYS)
    """Command id to keys with commas between them; checked by `commands.keymap_problems`."""


_NAMES = ("theme", "animations", "region", "keys")


def read_settings(folder: Path) -> Settings:
    """Read `settings.toml`; no file means defaults, a mistake in it is an InputError."""
    path = folder / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8-sig")  # Notepad may put a mark in front
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError as error:
        raise InputError(
            f"The settings file {path} is not UTF-8 text; save it as UTF-8 or move it away. "
            "Your caseload is not touched."
        ) from error
    except OSError as error:
        raise StorageError(
            f"The settings file {path} could not be read ({error.strerror}); "
            "your caseload is not touched. Check the rights of the file."
        ) from error
    import tomllib

    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(
            f"The settings file {path} is not valid TOML: {error}. "
            "Mend that line or move the file away; your caseload is not touched."
        ) from error
    return _settings(table, path)


def _settings(table: Mapping[str, object], path: Path) -> Settings:
    for name in table:
        if name not in _NAMES:
            raise _mistake(path, name, f"it is not a setting{_nearest(name, _NAMES)}")
    theme = table.get("theme", "auto")
    if not isinstance(theme, str) or theme not in THEMES:
        raise _mistake(
            path,
            "theme",
            f"it must be one of {_either(THEMES)}{_nearest(theme, THEMES, listed=True)}",
        )
    animations = table.get("animations", False)
    if not isinstance(animations, bool):
        raise _mistake(path, "animations", "it must be true or false, without quotation marks")
    region = table.get("region", "england-wales")
    if not isinstance(region, str) or region not in REGIONS:
        raise _mistake(
            path,
            "region",
            f"it must be one of {_either(REGIONS)}{_nearest(region, REGIONS, listed=True)}",
        )
    return Settings(theme, animations, region, _keys(table.get("keys", {}), path))


def _keys(table: object, path: Path) -> Mapping[str, str]:
    if not isinstance(table, dict):
        raise _mistake(path, "keys", "it must be a table: a line [keys], then one line a command")
    keys: dict[str, str] = {}
    for command_id, value in _flat(table):
        written = ",".join(map(str, value)) if isinstance(value, list) else value
        if not isinstance(written, str) or not written.strip():
            raise _mistake(
                path, f"keys.{command_id}", 'it must be keys in quotation marks, as "d,f5"'
            )
        keys[command_id] = written
    return MappingProxyType(keys)


def _flat(table: Mapping[str, object], before: str = "") -> list[tuple[str, object]]:
    """Read `row.done` with and without quotation marks alike; a bare dot makes a table in TOML."""
    found: list[tuple[str, object]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            found.extend(_flat(value, f"{before}{name}."))
        else:
            found.append((f"{before}{name}", value))
    return found


def save_setting(folder: Path, name: str, value: str | bool) -> None:
    """Change one setting (`theme`, `region`, `animations`, `keys.COMMAND`), keep all other lines.

    A value that would not be read back is an InputError and nothing is written.
    """
    path = folder / FILE_NAME
    text = path.read_text(encoding="utf-8-sig") if path.exists() else _new_file()
    literal = _literal(value)
    section, _, key = name.partition(".") if name.startswith("keys.") else ("", "", name)
    lines = _with_line(text.splitlines(), section, key, literal)
    changed = "\n".join(lines).rstrip("\n") + "\n"
    import tomllib

    _settings(tomllib.loads(changed), path)
    _write(path, changed)


def _new_file() -> str:
    return _HEADING.format(themes=", ".join(THEMES), regions=", ".join(REGIONS))


def _with_line(lines: list[str], section: str, key: str, literal: str) -> list[str]:
    """Replace the line of a key inside its section, or add it at the section's end."""
    line = f"{_quoted_key(key)} = {literal}"
    here = ""
    end = len(lines) if not section else None
    for number, old in enumerate(lines):
        if heading := re.match(r"\s*\[([^\[\]]+)\]", old):
            if here == section:
                end = number
                break
            here = heading.group(1).strip()
            end = None
            continue
        if here != section:
            continue
        found = re.match(r"\s*(\"[^\"]*\"|'[^']*'|[\w.-]+)\s*=", old)
        if found and found.group(1).strip("\"'") == key:
            return [*lines[:number], line, *lines[number + 1 :]]
        end = number + 1
    if end is None:
        if section and here != section:
            return [*lines, "", f"[{section}]", line]
        end = len(lines)
    while end > 0 and section == "" and not lines[end - 1].strip():
        end -= 1
    return [*lines[:end], line, *lines[end:]]


def _quoted_key(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key) else _literal(key)


def _literal(value: str | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    safe = value.replace("\\", "\\\\").replace('"', '\\"')
    if not safe.isprintable():
        raise InputError("A setting cannot hold control characters; nothing was changed.")
    return f'"{safe}"'


def _write(path: Path, text: str) -> None:
    """Write beside and move over, so that a crash leaves the old file or the new one."""
    beside = path.with_suffix(".new")
    try:
        beside.unlink(missing_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        beside.replace(path)
    except OSError as error:
        raise StorageError(
            f"The setting could not be written to {path} ({error.strerror}); it holds until you "
            "quit. Check that the disk is not full and the folder is yours."
        ) from error


def _mistake(path: Path, name: str, what: str) -> InputError:
    return InputError(
        f"In the settings file {path}, '{name}' cannot be used: {what}. "
        "Your caseload is not touched.",
        field=name,
    )


def _either(names: tuple[str, ...]) -> str:
    return ", ".join(names[:-1]) + " or " + names[-1]


def _nearest(written: object, names: tuple[str, ...], listed: bool = False) -> str:
    """Return which name was likely meant, or all of them where they are not listed already."""
    import difflib

    close = difflib.get_close_matches(str(written), names, n=1, cutoff=0.4)
    if close:
        return f"; the nearest is '{close[0]}'"
    return "" if listed else f"; there are {_either(names)}"
