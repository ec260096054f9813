"""The rules of each programme: a small file of figures, none of them in the code."""

import tomllib
from functools import cache
from importlib import resources

from adviser_tui.errors import InputError
from seed.profile_rules import Profile, WeekRules

STANDARD = "standard"
"""The profile of a programme that is not known by name."""


@cache
def profiles() -> tuple[Profile, ...]:
    """Return every profile that ships with the program, by id."""
    folder = resources.files("seed") / "data" / "profiles"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    return tuple(
        _read(file.name.removesuffix(".toml"), file.read_text(encoding="utf-8")) for file in files
    )


def profile_of(programme: str) -> Profile:
    """Return the profile of a programme, the standard one where it has none of its own."""
    known = {profile.id: profile for profile in profiles()}
    return known.get(programme.strip().casefold(), known[STANDARD])


def _read(profile_id: str, text: str) -> Profile:
    table = tomllib.loads(text)
    strange = sorted(set(table) - {"name", "weekly_target"})
    target = table.get("weekly_target")
    is_whole = target is None or (type(target) is int and target > 0)
    if strange or not is_whole or not isinstance(table.get("name"), str):
        raise InputError(
            f"The programme profile {profile_id} has a mistake: it needs a name and may have a "
            f"weekly_target above 0{', and not ' + ', '.join(strange) if strange else ''}."
        )
    return Profile(profile_id, table["name"], week=WeekRules(base=target))
