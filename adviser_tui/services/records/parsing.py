"""From the text of one field to the values of its columns; looks nothing up."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from adviser_tui.errors import InputError
from adviser_tui.services.records.noun import Noun
from adviser_tui.services.records.nouns import BY_KIND
from adviser_tui.services.records.spec import FieldSpec
from adviser_tui.services.words.amounts import (
    understand_minutes,
    understand_pay,
    understand_weekly_hours,
)
from adviser_tui.services.words.calendar_words import plain
from adviser_tui.services.words.clock_times import split_time
from adviser_tui.services.words.dates import understand_day
from adviser_tui.services.words.moments import understand_moment
from adviser_tui.text import clean_text, fold

LOOKED_UP = frozenset({"participant", "employer", "vacancy", "partner", "adviser"})
"""Types of field whose text is the name of another record."""
_NOTHING = frozenset({"", "-", "none", "nothing"})
_YES = frozenset({"yes", "y", "true", "1", "ja"})
_NO = frozenset({"no", "n", "false", "0", "nej", "nei"})
_UNKNOWN = frozenset({"unknown", "?", "not known"})
_CROWNS = {"denmark": "DKK", "norway": "NOK"}


def _no_holidays() -> Mapping[date, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Setting:
    """What the meaning of a text depends on: the day, the bank holidays, the currency."""

    now: datetime
    holidays: Mapping[date, str] = field(default_factory=_no_holidays)
    region: str = ""

    @property
    def today(self) -> date:
        """The adviser's own calendar day."""
        return self.now.date()

    @property
    def currency(self) -> str:
        """The currency of a sum that names none."""
        return _CROWNS.get(self.region, "GBP")


def spec_of(kind: str, name: str) -> FieldSpec:
    """Return the field of a kind that a word means; raises `InputError` with what comes close."""
    noun = BY_KIND[kind]
    found = noun.field(name)
    if found is None:
        raise InputError(_no_such_field(noun, name), name)
    return found


def _no_such_field(noun: Noun, name: str) -> str:
    known = [spec.name for spec in (*noun.fields, *noun.only_new)]
    article = "An" if noun.kind[0] in "aeiou" else "A"
    return (
        f"{article} {noun.kind} has no field “{name[:40]}”{near(name, known)} "
        f"These can be set: {', '.join(known)}."
    )


def near(word: str, known: "list[str] | tuple[str, ...]") -> str:
    """Return the end of a sentence that asks whether the nearest of `known` was meant."""
    close = difflib.get_close_matches(fold(word).replace(" ", "_"), known, 1, 0.6)
    return f"; did you mean “{close[0]}”?" if close else "."


def parse_field(
    kind: str, name: str, text: str, today: date, holidays: Mapping[date, str] | None = None
) -> dict[str, object]:
    """Return the columns that the text of a field fills, seen from `today`.

    Fields that name another record are not for here: `Records` looks them up.
    """
    noon = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    return values_of(spec_of(kind, name), text, Setting(noon, holidays or _no_holidays()))


def values_of(spec: FieldSpec, text: str, setting: Setting) -> dict[str, object]:
    """Return the columns that a field's text fills; raises `InputError` naming the field."""
    cleaned = clean_text(text, multiline=spec.type == "long_text", limit=32_768)
    if spec.type not in ("text", "long_text", "list") and cleaned.casefold() in _NOTHING:
        return _empty(spec)
    try:
        return _filled(spec, cleaned, setting)
    except InputError as error:
        raise InputError(f"{spec.label}: {error}", spec.name) from error


def _empty(spec: FieldSpec) -> dict[str, object]:
    if not spec.may_be_empty:
        raise InputError(f"{spec.label} cannot be empty. Nothing was changed.", spec.name)
    if spec.type == "pay":
        return {spec.columns[0]: None}
    return {spec.columns[0]: {"yes_no": False, "time": ""}.get(spec.type)}


def _filled(spec: FieldSpec, text: str, setting: Setting) -> dict[str, object]:
    column = spec.columns[0]
    match spec.type:
        case "text" | "long_text":
            if spec.is_needed and not text:
                raise InputError("it cannot be empty. Nothing was changed.")
            return {column: text}
        case "list":
            return {column: [part for each in re.split(r"[;\n]", text) if (part := each.strip())]}
        case "choice" | "state":
            return {column: choice(spec, text)}
        case "day":
            return {column: understand_day(text, setting.today, setting.holidays)}
        case "past_day":
            return {column: _past_day(text, setting)}
        case "moment":
            return _moment(spec, text, setting)
        case "time":
            return {column: _clock(text)}
        case "yes_no" | "maybe":
            return {column: _truth(text, spec.type == "maybe")}
        case "number":
            return {column: _number(text)}
        case "hours":
            return {column: understand_weekly_hours(text)}
        case "minutes":
            return {column: understand_minutes(text)}
        case "pay":
            pay = understand_pay(text, home=setting.currency)
            return dict(zip(spec.columns, (pay.minor, pay.period, pay.currency), strict=True))
    raise ValueError(f"{spec.name} names another record")


def choice(spec: FieldSpec, text: str) -> str:
    """Return the word of a closed set that `text` means, also by an unmistakable beginning."""
    wanted = fold(text).replace(" ", "_")
    begin = [word for word in spec.choices if word.startswith(wanted)]
    if wanted in spec.choices:
        return wanted
    if wanted and len(begin) == 1:
        return begin[0]
    spoken = ", ".join(word.replace("_", " ") for word in spec.choices)
    raise InputError(
        f"“{text[:40]}” is none of {spoken}{near(text, spec.choices).replace('_', ' ')}"
    )


def _past_day(text: str, setting: Setting) -> date:
    day = understand_day(text, setting.today, setting.holidays, looking="back")
    if day > setting.today:
        raise InputError("that day has not come yet. Write today or an earlier day.")
    return day


def _moment(spec: FieldSpec, text: str, setting: Setting) -> dict[str, object]:
    at = understand_moment(text, setting.now, setting.holidays)
    offset = at.utcoffset() or timedelta()
    return dict(zip(spec.columns, (at, int(offset.total_seconds() // 60)), strict=True))


def _clock(text: str) -> str:
    rest, clock = split_time(plain(text))
    if clock is None or rest:
        raise InputError(f"“{text[:20]}” is not a time of day. Write it like 14:30 or 9am.")
    return f"{clock:%H:%M}"


def _truth(text: str, may_be_unknown: bool) -> bool | None:
    word = text.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    if may_be_unknown and word in _UNKNOWN:
        return None
    also = ", no or unknown" if may_be_unknown else " or no"
    raise InputError(f"“{text[:20]}” is neither; write yes{also}.")


def _number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text.strip()):
        raise InputError(f"“{text[:20]}” is not a whole number.")
    return int(text)
