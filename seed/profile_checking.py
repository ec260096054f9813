"""The checks of a profile's file: every mistake named in plain words, with its place."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from seed.profile_rules import Certainty
from seed.profile_schema import (
    LAST_WEEK,
    MOST_RULES,
    RULE_FIELDS,
    RULE_KINDS,
    SECTIONS,
    Field,
    Flag,
    Hour,
    OneWord,
    Whole,
    Words,
)
from seed.rates import rate_tables

_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_RULE_KEYS = ("id", "name", "kind", "weeks", "rate", "certainty", "funder", *RULE_FIELDS)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a profile's file."""

    place: str
    """Where it stands, as a person finds it: `version 2, week.base`."""
    what: str
    """What is wrong and what would be right, without a full stop."""

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" if self.place else self.what


class Mistakes:
    """Collects what is wrong at places inside each other."""

    def __init__(self) -> None:
        self._found: list[Mistake] = []

    @property
    def found(self) -> tuple[Mistake, ...]:
        """What was found so far, in the order of the file."""
        return tuple(self._found)

    def add(self, place: str, what: str) -> None:
        """Keep a mistake."""
        self._found.append(Mistake(place, what))

    def unknown(self, place: str, table: Mapping[str, object], known: Iterable[str]) -> None:
        """Keep a mistake for every name of a table that means nothing there."""
        names = tuple(known)
        for name in table:
            if name not in names:
                self.add(place, f"“{shown(name)}” means nothing here{nearest(name, names)}")


def shown(value: object) -> str:
    """Return a value short enough to be said in a sentence, on one line and printable."""
    text = "".join(c if c.isprintable() else "?" for c in str(value)[:60])
    return text if len(text) <= 30 else f"{text[:29]}…"


def nearest(written: object, known: tuple[str, ...]) -> str:
    """Return which word was likely meant, or all where they are few."""
    from difflib import get_close_matches

    close = get_close_matches(str(written)[:60], known, n=1, cutoff=0.5)
    if close:
        return f"; “{close[0]}” is near it"
    return f"; there are {', '.join(known)}" if len(known) <= 12 else ""


def check_section(mistakes: Mistakes, place: str, section: str, table: object) -> None:
    """Check one section of a version."""
    where = f"{place}, {section}"
    if not isinstance(table, Mapping):
        mistakes.add(where, f"it must be a table: a line [version.{section}], its figures below")
        return
    known = SECTIONS[section]
    also = ("rules", "counts") if section == "outcomes" else ()
    mistakes.unknown(where, table, (*known, *also))
    for name, field in known.items():
        if name in table:
            check_value(mistakes, f"{place}, {section}.{name}", field, table[name])
    if section == "outcomes" and "rules" in table:
        _check_rules(mistakes, place, table["rules"])


def check_value(mistakes: Mistakes, place: str, field: Field, value: object) -> None:
    """Check one figure."""
    what = _wrong(field, value)
    if what:
        mistakes.add(place, what)


def _wrong(field: Field, value: object) -> str:
    match field:
        case Whole():
            return _wrong_number(field, value)
        case Flag():
            return "" if isinstance(value, bool) else "it must be true or false"
        case Words():
            return _wrong_words(field, value)
        case OneWord():
            if value in field.words:
                return ""
            return f"“{shown(value)}” is not one of {', '.join(field.words)}"
        case Hour():
            if isinstance(value, str) and _HOUR.fullmatch(value):
                return ""
            return 'it must be a time of day in quotation marks, such as "12:00"'


def _wrong_number(field: Whole, value: object) -> str:
    if type(value) is int and field.low <= value <= field.high:
        return ""
    kind = "" if type(value) is int else "a whole number "
    said = shown(value) if isinstance(value, (int, float, str)) else "this"
    return f"{field.label}: it must be {kind}from {field.low} to {field.high}, and not {said}"


def _wrong_words(field: Words, value: object) -> str:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        return 'it must be a list of words, such as ["visit", "call"]'
    strange = [each for each in value if each not in field.words]
    if strange:
        said = ", ".join(f"“{shown(each)}”" for each in strange[:3])
        return f"{said} is not known; there are {', '.join(field.words)}"
    if len(set(value)) != len(value):
        return "a word stands there twice"
    return "" if value or field.may_be_empty else "it must name at least one"


def check_limits(mistakes: Mistakes, place: str, version: Mapping[str, Any]) -> None:
    """Check what a version must hold of both sides: a lowest below a highest."""
    fairness = version.get("fairness")
    if isinstance(fairness, Mapping):
        low, high = fairness.get("low", 80), fairness.get("high", 125)
        if type(low) is int and type(high) is int and low >= high:
            mistakes.add(f"{place}, fairness", f"low is {low} and must be less than high, {high}")


def check_funders(mistakes: Mistakes, place: str, outcomes: object) -> None:
    """Check that every funder whose outcomes are to count has some."""
    if not isinstance(outcomes, Mapping) or "counts" not in outcomes:
        return
    where = f"{place}, outcomes.counts"
    counts, rules = outcomes["counts"], _as_list(outcomes.get("rules"))
    if not isinstance(counts, list) or not all(isinstance(each, str) for each in counts):
        mistakes.add(where, "it must be a list of funders, such as ['plain']")
        return
    known = {str(rule.get("funder", "")) for rule in rules if isinstance(rule, Mapping)} - {""}
    for each in counts:
        if each not in known:
            said = ", ".join(sorted(known)) or "none"
            mistakes.add(where, f"no outcome is of the funder “{shown(each)}”; there are {said}")


def check_certainty(
    mistakes: Mistakes, place: str, table: object, known: Iterable[str]
) -> dict[str, Certainty]:
    """Check the lists of which figure is how well founded, and return what they say."""
    where = f"{place}, certainty"
    said: dict[str, Certainty] = {}
    if not isinstance(table, Mapping):
        mistakes.add(where, "it must be a table of lists, such as second_hand = ['week.base']")
        return said
    kinds = tuple(str(each) for each in Certainty)
    mistakes.unknown(where, table, kinds)
    names = tuple(known)
    for kind in kinds:
        named = table.get(kind, [])
        if not isinstance(named, list) or not all(isinstance(each, str) for each in named):
            mistakes.add(f"{where}.{kind}", "it must be a list of places, such as ['week.base']")
            continue
        for each in named:
            if each not in names:
                close = nearest(each, names)
                mistakes.add(f"{where}.{kind}", f"there is no figure “{shown(each)}”{close}")
            elif each in said:
                mistakes.add(f"{where}.{kind}", f"“{each}” was named before as {said[each]}")
            else:
                said[each] = Certainty(kind)
    return said


def _check_rules(mistakes: Mistakes, place: str, rules: object) -> None:
    where = f"{place}, outcomes.rules"
    if not isinstance(rules, list):
        mistakes.add(where, "each outcome is a table of its own: [[version.outcomes.rules]]")
        return
    if len(rules) > MOST_RULES:
        mistakes.add(where, f"there are {len(rules)} outcomes; at most {MOST_RULES} can be counted")
        return
    seen: set[str] = set()
    for number, rule in enumerate(rules, 1):
        if not isinstance(rule, Mapping):
            mistakes.add(f"{place}, outcome {number}", "it must be a table of its own")
            continue
        _check_rule(mistakes, place, number, rule, seen)


def _check_rule(
    mistakes: Mistakes, place: str, number: int, rule: Mapping[str, object], seen: set[str]
) -> None:
    rule_id = rule.get("id")
    named = isinstance(rule_id, str) and _ID.fullmatch(rule_id)
    where = f"{place}, outcome {rule_id if named else number}"
    if not named:
        mistakes.add(where, "it needs an id of small letters, digits and _, such as plain_13")
    elif str(rule_id) in seen:
        mistakes.add(where, "this id is there twice")
    seen.add(str(rule_id))
    mistakes.unknown(where, rule, _RULE_KEYS)
    name = rule.get("name")
    if not isinstance(name, str) or not name.strip():
        mistakes.add(where, "it needs a name in quotation marks")
    funder = rule.get("funder", "")
    if funder and not (isinstance(funder, str) and _ID.fullmatch(funder)):
        mistakes.add(where, "funder must be a short name of small letters, such as plain")
    if rule.get("certainty", "local") not in tuple(Certainty):
        mistakes.add(where, f"certainty must be one of {', '.join(Certainty)}")
    for each, field in RULE_FIELDS.items():
        if each in rule:
            check_value(mistakes, f"{where}, {each}", field, rule[each])
    _check_weeks(mistakes, where, rule)
    if rule.get("rate", "") not in ("", *rate_tables()):
        known = ", ".join(rate_tables())
        mistakes.add(
            where, f"there is no table of rates “{shown(rule['rate'])}”; there are {known}"
        )
    _check_kind(mistakes, where, rule)


def _check_weeks(mistakes: Mistakes, where: str, rule: Mapping[str, object]) -> None:
    if "weeks" not in rule:
        return
    weeks = rule["weeks"]
    fits = isinstance(weeks, list) and weeks
    if not fits or not all(
        type(each) is int and 1 <= each <= LAST_WEEK for each in _as_list(weeks)
    ):
        mistakes.add(f"{where}, weeks", f"it must be a list of weeks from 1 to {LAST_WEEK}")


def _check_kind(mistakes: Mistakes, where: str, rule: Mapping[str, object]) -> None:
    kind = rule.get("kind")
    if not isinstance(kind, str) or kind not in RULE_KINDS:
        said = f"“{shown(kind)}” is no kind of outcome" if "kind" in rule else "it needs a kind"
        mistakes.add(where, f"{said}; there are {', '.join(RULE_KINDS)}")
        return
    for name in RULE_KINDS[kind]:
        if not rule.get(name):
            mistakes.add(where, f"an outcome of the kind {kind} needs {name}")
    window, needed = rule.get("window"), rule.get("weeks_needed")
    if kind == "window" and type(window) is int and type(needed) is int and needed > window:
        mistakes.add(where, f"{needed} weeks cannot lie within {window}")


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
