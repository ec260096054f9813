"""The questions for the team meeting and the rules that choose among them, from a data file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from adviser_tui.errors import InputError

RULES = ("empty_part", "refusals", "restated", "parked", "next_step", "follow_ups", "always")
"""The rules there are; what each looks at is in `services/reports/card.py`."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and the rule by which it is asked."""

    rule: str
    ask: str
    why: str
    """Which figures made it come up, with words in braces for them."""
    part: str = ""
    """The part of the work it is about, such as `EC`; empty for none in particular."""
    least: int = 1
    """So many rows must be there for the rule to hold."""


@cache
def questions() -> tuple[Question, ...]:
    """Return every question in the order in which their rules are tried."""
    text = (resources.files("seed") / "data" / "discussion.toml").read_text(encoding="utf-8")
    return read_questions(text)


def read_questions(text: str) -> tuple[Question, ...]:
    """Return the questions of a file; raises `InputError` that names the first mistake."""
    try:
        found = tuple(Question(**each) for each in tomllib.loads(text).get("question", ()))
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise InputError(f"The questions for the meeting cannot be read: {error}.") from error
    for number, each in enumerate(found, 1):
        texts = (each.rule, each.ask, each.why, each.part)
        if not all(isinstance(one, str) for one in texts) or type(each.least) is not int:
            raise InputError(f"Question {number} for the meeting holds something that is no text.")
        if each.rule not in RULES:
            raise InputError(f"Question {number} for the meeting has no known rule: {each.rule}.")
    if not found or found[-1].rule != "always":
        raise InputError("The last question for the meeting must be the one that is always there.")
    return found
