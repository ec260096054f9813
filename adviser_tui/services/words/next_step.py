"""A next step in one line: a day in words and what is to be done, in either order."""

from dataclasses import dataclass
from datetime import date

from adviser_tui.errors import InputError
from adviser_tui.services.words.dates import NotUnderstoodError, understand_day_and_time
from adviser_tui.services.words.say import say_date
from adviser_tui.services.words.working_days import Holidays, day_note

_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class NextStepWords:
    """What is to be done, and when."""

    what: str
    day: date
    clock: str
    """`14:30` where an hour was said, else empty."""

    def say(self, today: date, holidays: Holidays) -> str:
        """Say it back in full, with a note where the day is no working day."""
        note = day_note(self.day, holidays)
        at = f" at {self.clock}" if self.clock else ""
        off = f" ({note})" if note else ""
        return f"{say_date(self.day, today)}{at}{off}: {self.what or 'follow up'}"


def understand_next_step(
    text: str, today: date, holidays: Holidays, otherwise: str = ""
) -> NextStepWords:
    """Read `fri ring about shifts`, `ring about shifts fri` or `fri`, which means `otherwise`.

    Raises InputError where no day to come can be found at either end.
    """
    words = text.split()
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        for day_words, rest in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            try:
                day, clock = understand_day_and_time(" ".join(day_words), today, holidays)
            except NotUnderstoodError:
                continue
            if day < today:
                raise InputError(
                    f"{say_date(day, today)} has passed; a next step is for a day to come."
                )
            what = " ".join(rest) or otherwise
            return NextStepWords(what, day, f"{clock:%H:%M}" if clock else "")
    raise InputError(
        "Begin or end with a day, such as “fri ring about shifts”, “+2w” or “24/12 send the form”."
    )
