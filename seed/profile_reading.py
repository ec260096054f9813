"""A profile read from its file: hostile files refused kindly, versions by date, every mistake."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from seed.profile_checking import (
    Mistake,
    Mistakes,
    check_certainty,
    check_funders,
    check_limits,
    check_section,
    shown,
)
from seed.profile_rules import (
    Certainty,
    ContactRules,
    FairnessRules,
    LoadRules,
    OutcomeRule,
    OutcomeRules,
    Profile,
    Standards,
    SubmissionRules,
    TimeRules,
    WeekRules,
)
from seed.profile_schema import (
    FIDELITY,
    FILE_FIELDS,
    LONGEST_NAME,
    LONGEST_NOTE,
    MOST_NUMBER,
    MOST_VERSIONS,
    SECTIONS,
    VERSION_FIELDS,
    places,
)

LARGEST = 64 * 1024
"""Bytes of a profile's file; those that ship have a tenth of it."""
_KINDS: Mapping[str, Any] = {
    "contacts": ContactRules,
    "week": WeekRules,
    "time": TimeRules,
    "submissions": SubmissionRules,
    "load": LoadRules,
    "fairness": FairnessRules,
    "standards": Standards,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a profile's file says: its versions, or what is wrong with it."""

    versions: tuple[Profile, ...]
    """The earliest first; none where the file has a mistake."""
    mistakes: tuple[Mistake, ...] = ()

    def on(self, day: date | None) -> Profile | None:
        """Return the version of a day, the newest for none, the first before all of them."""
        if day is None or not self.versions:
            return self.versions[-1] if self.versions else None
        begun = [each for each in self.versions if each.valid_from <= day.isoformat()]
        return begun[-1] if begun else self.versions[0]


def read_bytes(profile_id: str, data: bytes, *, is_local: bool = False) -> Reading:
    """Read the bytes of a file; never raises for what stands in it."""
    if len(data) > LARGEST:
        return _refused(f"the file is larger than {LARGEST // 1024} KB, which no profile is")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refused("the file is not UTF-8 text; save it as UTF-8")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _refused(f"the file is not valid TOML: {shown_error(error)}")
    except (RecursionError, ValueError, OverflowError, MemoryError):
        return _refused("the file goes too deep or holds a number that is too long")
    return read_table(profile_id, table, is_local=is_local)


def read_table(profile_id: str, table: Mapping[str, Any], *, is_local: bool = False) -> Reading:
    """Check what a file says and make its versions; each starts from the one before it."""
    mistakes = Mistakes()
    mistakes.unknown("", table, (*FILE_FIELDS, "version"))
    name = _text(mistakes, table, "name", LONGEST_NAME, needed=True)
    note = _text(mistakes, table, "note", LONGEST_NOTE)
    based_on = _text(mistakes, table, "based_on", LONGEST_NAME)
    tables = table.get("version")
    if not isinstance(tables, list) or not tables:
        mistakes.add("", "there is no version; a line [[version]] begins one")
        tables = []
    elif len(tables) > MOST_VERSIONS:
        mistakes.add("", f"there are {len(tables)} versions; at most {MOST_VERSIONS} can be read")
        tables = []
    found = []
    begun: list[tuple[str, int]] = []
    merged: dict[str, Any] = {}
    for place, raw in enumerate(tables, 1):
        if not isinstance(raw, Mapping):
            mistakes.add(f"version {place}", "it must be a table: a line [[version]]")
            continue
        merged = _over(merged, raw)
        number, begins, said = _version(mistakes, place, raw, merged)
        begun.append((begins, number))
        if not mistakes.found:
            found.append(_profile(profile_id, name, number, begins, merged, said))
    _check_dates(mistakes, begun)
    if mistakes.found:
        return Reading((), mistakes.found)
    ordered = sorted(found, key=lambda each: each.valid_from)
    return Reading(
        tuple(replace(each, note=note, based_on=based_on, is_local=is_local) for each in ordered)
    )


def shown_error(error: Exception) -> str:
    """Return an error's words on one line and not too long."""
    words = " ".join(str(error).split())
    return words if len(words) <= 120 else f"{words[:119]}…"


def _refused(what: str) -> Reading:
    return Reading((), (Mistake("", what),))


def _text(
    mistakes: Mistakes, table: Mapping[str, Any], name: str, longest: int, *, needed: bool = False
) -> str:
    value = table.get(name, "")
    if not isinstance(value, str):
        mistakes.add(name, "it must be a text in quotation marks")
    elif len(value) > longest:
        mistakes.add(name, f"it is longer than {longest} letters")
    elif needed and not value.strip():
        mistakes.add(name, "a profile needs a name")
    elif not value.isprintable():
        mistakes.add(name, "it holds control characters")
    else:
        return value.strip()
    return ""


def _over(before: Mapping[str, Any], raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return a version's tables over those of the version before it."""
    merged = {key: value for key, value in before.items() if key not in ("version", "valid_from")}
    for key, value in raw.items():
        old = merged.get(key)
        is_table = isinstance(old, Mapping) and isinstance(value, Mapping) and key in SECTIONS
        merged[key] = {**old, **value} if is_table and isinstance(old, Mapping) else value
    return merged


def _version(
    mistakes: Mistakes, place: int, raw: Mapping[str, Any], merged: Mapping[str, Any]
) -> tuple[int, str, Mapping[str, Certainty]]:
    """Check one version and return its number, its first day, and how founded its figures are."""
    where = f"version {place}"
    mistakes.unknown(where, raw, VERSION_FIELDS)
    number = raw.get("version", place)
    if type(number) is not int or not 1 <= number <= MOST_NUMBER:
        mistakes.add(f"{where}, version", f"it must be a whole number from 1 to {MOST_NUMBER}")
        number = MOST_NUMBER + place
    for section in SECTIONS:
        if section in raw:
            check_section(mistakes, where, section, raw[section])
    if "fairness" in raw:
        check_limits(mistakes, where, merged)
    if "outcomes" in raw:
        check_funders(mistakes, where, merged.get("outcomes"))
    if raw.get("fidelity", "") not in ("", *FIDELITY):
        said = shown(raw["fidelity"])
        mistakes.add(f"{where}, fidelity", f"there is no scale “{said}”; there is ips25")
    begins = _day(mistakes, f"{where}, valid_from", raw.get("valid_from", ""))
    # What the version before it said was checked there.
    into = mistakes if "certainty" in raw else Mistakes()
    return number, begins, check_certainty(into, where, merged.get("certainty", {}), places())


def _day(mistakes: Mistakes, place: str, value: object) -> str:
    if value == "":
        return ""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            pass
    elif isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    mistakes.add(place, f"“{shown(value)}” is not a day; write it as 2026-04-01")
    return ""


def _check_dates(mistakes: Mistakes, begun: list[tuple[str, int]]) -> None:
    """Name versions that begin on one day or bear one number, since only one of them can hold."""
    days: dict[str, int] = {}
    numbers: set[int] = set()
    for place, (begins, number) in enumerate(begun, 1):
        if begins in days:
            day = f"on {begins}" if begins else "without a day"
            what = f"its dates overlap: version {days[begins]} begins {day} too"
            mistakes.add(f"version {place}", what)
        if number in numbers:
            mistakes.add(f"version {place}", f"the number {number} is there twice")
        days.setdefault(begins, place)
        numbers.add(number)


def _profile(
    profile_id: str,
    name: str,
    number: int,
    begins: str,
    merged: Mapping[str, Any],
    said: Mapping[str, Certainty],
) -> Profile:
    sections = {each: _section(each, merged.get(each, {})) for each in _KINDS}
    outcomes = _outcomes(merged.get("outcomes", {}))
    certainty = {
        each: said.get(each, Certainty.LOCAL) for each in places() if _is_set(each, merged)
    }
    certainty |= {f"outcomes.{rule.id}": rule.certainty for rule in outcomes.rules}
    return Profile(
        id=profile_id,
        name=name,
        version=number,
        valid_from=begins,
        outcomes=outcomes,
        fidelity=merged.get("fidelity", ""),
        weak={place: each for place, each in certainty.items() if each is not Certainty.READ},
        **sections,
    )


def _section(name: str, table: Mapping[str, Any]) -> Any:
    given = {
        key: tuple(value) if isinstance(value, list) else value for key, value in table.items()
    }
    return _KINDS[name](**given)


def _outcomes(table: Mapping[str, Any]) -> OutcomeRules:
    """Return what counts, and what lies ready for other funders."""
    given = dict(table)
    rules = tuple(_rule(each) for each in given.pop("rules", []))
    counts = tuple(given.pop("counts", ()))
    counted = tuple(each for each in rules if not counts or each.funder in counts)
    ready = tuple(each for each in rules if each not in counted)
    return OutcomeRules(counted, counts=counts, ready=ready, **given)


def _rule(table: Mapping[str, Any]) -> OutcomeRule:
    values = dict(table)
    values["weeks"] = tuple(values.get("weeks", ()))
    values["certainty"] = Certainty(values.get("certainty", Certainty.LOCAL))
    return OutcomeRule(**values)


def _is_set(place: str, merged: Mapping[str, Any]) -> bool:
    """Say whether a figure counts at all: one that the programme leaves out is not weak."""
    section, _, name = place.partition(".")
    if not name:
        return bool(merged.get(section))
    default = getattr(_KINDS.get(section, OutcomeRules)(), name)
    return name in merged.get(section, {}) or default is not None
