"""What a profile's figures are called, and what is said of those that rest on weak sources."""

from seed.profile_rules import Certainty, OutcomeRule, Profile
from seed.profile_schema import SECTIONS, places
from seed.rates import rate_name

SAID = {
    Certainty.READ: "read at its source",
    Certainty.SECOND_HAND: "read second-hand",
    Certainty.COMMON: "generally known, not looked up",
    Certainty.LOCAL: "chosen, from no source",
}
"""What is said of how well a figure is founded."""


def certainty_words(profile: Profile, place: str) -> str:
    """Return how weak the source of a figure is, such as `week.base`; empty where it was read.

    An outcome's place is `outcomes.` and its id.
    """
    found = profile.weak.get(place)
    return "" if found is None else SAID[found]


def certainties_words(profile: Profile, *places: str) -> str:
    """Return how weak the sources of several figures are, each way of saying it once."""
    said = (certainty_words(profile, each) for each in places)
    return "; ".join(dict.fromkeys(filter(None, said)))


def weak_words(profile: Profile) -> str:
    """Return in one sentence which figures rest on weak sources; empty where none do.

    What somebody chose here is no source at all and is not among them.
    """
    said = []
    for certainty in (Certainty.SECOND_HAND, Certainty.COMMON):
        names = [label_of(profile, each) for each, its in profile.weak.items() if its is certainty]
        if names:
            said.append(f"{SAID[certainty]}: {', '.join(names)}")
    return (
        f"{profile.name} rests on weak sources. {'. '.join(map(_capital, said))}." if said else ""
    )


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def label_of(profile: Profile, place: str) -> str:
    """Return what people call the figure at a place."""
    for rule in (*profile.outcomes.rules, *profile.outcomes.ready):
        if place == f"outcomes.{rule.id}":
            return f"outcome “{rule.name}”"
    return places().get(place, place)


def figures_of(profile: Profile, *, also_ready: bool = False) -> dict[str, object]:
    """Return every figure of a profile by its place, outcomes by their ids.

    Outcomes of other funders, which do not count, are left out unless `also_ready`.
    """
    found: dict[str, object] = {
        f"{section}.{name}": getattr(getattr(profile, section), name)
        for section, fields in SECTIONS.items()
        for name in fields
    }
    found["fidelity"] = profile.fidelity
    rules = (*profile.outcomes.rules, *(profile.outcomes.ready if also_ready else ()))
    found |= {f"outcomes.{rule.id}": rule for rule in rules}
    return found


def differences(before: Profile, after: Profile) -> tuple[str, ...]:
    """Return in words what a profile says differently from another."""
    old = figures_of(before)
    return tuple(
        f"{label_of(after, place)}: {figure_said(value)}"
        for place, value in figures_of(after).items()
        if value != old.get(place)
    )


def figure_said(value: object) -> str:
    """Return a figure in words: `6`, `visit, call`, `yes`, `none`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value) or "all"
    if isinstance(value, OutcomeRule):
        return rule_said(value)
    return "none" if value in (None, "") else str(value)


def rule_said(rule: OutcomeRule) -> str:
    """Return what an outcome asks for, in words."""
    weeks = " and ".join(str(each) for each in rule.weeks)
    hours = _hours(rule.weekly_minutes)
    match rule.kind:
        case "in_work":
            said = f"in work in week {weeks}"
        case "hours":
            said = f"at least {hours} in week {weeks}"
        case "window":
            said = f"{rule.weeks_needed} weeks of at least {hours} within any {rule.window}"
        case "earnings":
            said = f"earnings of {rule.earn_hours} hours × {rule.earn_weeks} weeks"
        case _:
            said = f"{rule.weeks_needed} weeks of self-employment"
    rate = f" at the {rate_name(rule.rate)}" if rule.rate else ""
    return f"{said}{rate}, due in week {rule.due_week}" if rule.due_week else f"{said}{rate}"


def _hours(minutes: int) -> str:
    whole, rest = divmod(minutes, 60)
    return f"{whole} h {rest} min" if rest else f"{whole} hours"
