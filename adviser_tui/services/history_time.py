"""How changes of working time and of targets are told in a few words."""

from typing import Any

from adviser_tui.services.history_change import Change, Telling


def pattern(telling: Telling, change: Change) -> str:
    """Tell that somebody works otherwise from a day on."""
    from adviser_tui.services.working_time.patterns import DAY_WORDS
    from adviser_tui.services.working_time.saying import say_days

    since = _since(telling, change)
    # Looked through as text: what another program wrote there need not be a list.
    days = str(_held(telling, change, "days") or "[]")
    if days == "[]":
        return f"noted that {_whose(telling, change) or 'somebody'} has left{since}"
    said = [say_days(day for day, word in enumerate(DAY_WORDS) if f'"{word}"' in days)]
    if (share := _held(telling, change, "share")) is not None:
        said.append(f"{share} %")
    return f"set the working pattern{_of(telling, change)}{since}: {', '.join(said)}"


def absence(telling: Telling, change: Change) -> str:
    """Tell that somebody is away or in training."""
    first = telling.day(_held(telling, change, "first_on"))
    last = telling.day(_held(telling, change, "last_on"))
    days = first if first == last else f"{first} to {last}"
    part = _held(telling, change, "part")
    half = f", {part}" if part not in (None, "whole") else ""
    what = "in training" if _held(telling, change, "kind") == "training" else "away"
    who = _whose(telling, change)
    return f"marked {f'{who} ' if who else ''}{what} {days}{half}"


def target(telling: Telling, change: Change) -> str:
    """Tell what somebody set as the target of a week."""
    since, whose = _since(telling, change), _of(telling, change)
    base = _held(telling, change, "base")
    if _held(telling, change, "is_off"):
        return f"switched the weekly target{whose} off{since}"
    if base is None:
        return f"let the weekly target{whose} follow the programme{since}"
    return f"set the weekly target{whose} to {base}{since}"


def _since(telling: Telling, change: Change) -> str:
    day = telling.day(_held(telling, change, "valid_from"))
    return f" from {day}" if day else ""


def _held(telling: Telling, change: Change, name: str) -> Any:
    """Return what the change gave a field, or what the row holds where it did not touch it."""
    return change.new[name] if name in change.new else telling.column(change, name)


def _whose(telling: Telling, change: Change) -> str:
    """Return the colleague's name; nothing for whoever works here."""
    adviser = str(_held(telling, change, "adviser_id") or "")
    row = telling.database.row("SELECT value FROM setting WHERE key = 'me'")
    return "" if row is not None and row[0] == adviser else telling.name("adviser", adviser)


def _of(telling: Telling, change: Change) -> str:
    who = _whose(telling, change)
    return f" of {who}" if who else ""
