"""When a ratio asks for a look, and how that is said: a prompt and never a verdict (M9)."""

from decimal import Decimal
from fractions import Fraction

from adviser_tui.services.measures.fairness.chance import LEVEL, Interval
from seed.profile_rules import FairnessRules

PROMPT = "worth a look together; this is a screening rule and no verdict"


def is_outside(ratio: Fraction, rules: FairnessRules) -> bool:
    """Say whether a ratio lies outside the band that the programme takes for alike."""
    return ratio < Fraction(rules.low, 100) or ratio > Fraction(rules.high, 100)


def said(
    ratio: Fraction,
    people: int,
    interval: Interval | None,
    exact: Fraction | None,
    rules: FairnessRules,
    *,
    is_masked: bool = False,
) -> str:
    """Say how far a ratio can be trusted and whether it asks for a look.

    Of a masked one only the latter: from what chance may do its counts could be worked out.
    """
    if people < rules.least:
        return ""
    parts = []
    if interval is not None and not is_masked:
        parts.append(f"chance alone could put it {interval.words}")
    if exact is not None and not is_masked:
        chance = Decimal(exact.numerator) / Decimal(exact.denominator)
        shown = chance.quantize(Decimal("0.001"))
        parts.append(f"exact probability {shown if shown else 'below 0.001'}")
    is_sure = exact < LEVEL if exact is not None else interval is not None and interval.excludes_one
    if is_outside(ratio, rules) and is_sure:
        side = "below" if ratio < 1 else "above"
        band = Decimal(rules.low if ratio < 1 else rules.high) / 100
        parts.append(f"{side} {band}: {PROMPT}")
    return "; ".join(parts)


def asks_for_a_look(note: str) -> bool:
    """Say whether what was said of a ratio asks for a look."""
    return PROMPT in note


def few_others(least: int) -> str:
    """Return what is said of a ratio from which a group too small could be worked out."""
    return f"fewer than {least} others"
