"""Weeks, sums and what a standing is called, in words."""

from collections.abc import Sequence
from fractions import Fraction

from models.kinds import EvidenceKind

EVIDENCE_WORDS = {
    EvidenceKind.PAYSLIP: "payslip",
    EvidenceKind.EMPLOYER: "the employer",
    EvidenceKind.PARTICIPANT: "the participant",
    EvidenceKind.SYSTEM: "a system",
}
_SIGNS = {"GBP": "£", "EUR": "€"}


def evidence_said(evidence: EvidenceKind | None) -> str:
    """Return who or what the knowledge comes from: `payslip`, `the employer`."""
    if evidence is None:
        return "nobody in particular"
    return EVIDENCE_WORDS.get(evidence, str(evidence).replace("_", " "))


def listed(words: Sequence[str]) -> str:
    """Return words as they are read aloud: `a`, `a and b`, `a, b and c`."""
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def sum_said(minor: Fraction | int, currency: str = "GBP") -> str:
    """Return a sum of money, a half of the smallest coin rounded up: `£4,123.50`."""
    whole = int(Fraction(minor) + Fraction(1, 2))
    shown = f"{whole // 100:,}.{whole % 100:02d}"
    return f"{_SIGNS[currency]}{shown}" if currency in _SIGNS else f"{shown} {currency}"


def weeks_said(weeks: Sequence[int]) -> str:
    """Return numbers of weeks, neighbours joined: `week 13`, `weeks 1 to 4, 6 and 8 to 13`."""
    runs: list[list[int]] = []
    for number in sorted(set(weeks)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    if not runs:
        return "no week"
    shown = [f"{a} to {b}" if b > a else f"{a}" for a, b in runs]
    is_one = len(runs) == 1 and runs[0][0] == runs[0][1]
    return f"week{'' if is_one else 's'} {listed(shown)}"
