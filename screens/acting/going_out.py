"""Going out of the office and coming back: one key for both, with whom by one letter (M3)."""

from functools import partial
from typing import TYPE_CHECKING

from adviser_tui.services.words.moments import EXAMPLES, understand_moment
from adviser_tui.services.words.say import say_moment
from adviser_tui.widgets.chooser import Chooser
from adviser_tui.widgets.fields import Choice
from models.kinds import TimeWith
from screens.acting.base import Acting

if TYPE_CHECKING:
    from adviser_tui.services.office import Office
    from adviser_tui.services.time_entries import Out

_WITH = (
    Choice("employer", "Employer", "a visit, a walk through the shop"),
    Choice("participant", "Participant", "at home, in a café, at their job"),
    Choice("partner", "Partner", "in their rooms"),
    Choice("travel", "Travel", "on the way"),
)
_FORGOTTEN = (
    Choice("say", "Say when", "a day and a time"),
    Choice("drop", "Do not know", "take that stretch off the record"),
)
_NOBODY_KNOWS = "nobody knows when it ended"


def out_or_back(screen: Acting) -> None:
    """Ask with whom and be out from now; or be back, where one is out."""
    office = screen.office
    out = office.time_entries.current()
    if out is None:
        screen.app.push_screen(
            Chooser("Out of the office, with whom?", _WITH),
            lambda whom: _go(screen, TimeWith(whom)) if whom else None,
        )
    elif out.is_forgotten:
        screen.app.push_screen(
            Chooser(f"{_since(office, out)}. When were you back?", _FORGOTTEN),
            partial(_ask_or_drop, screen, out),
        )
    else:
        screen.save(office.time_entries.back, lambda back: f"Back: {back.words}.")


def forgotten(office: "Office") -> str:
    """Return a kind word where the end of an earlier day's stretch was forgotten, else nothing."""
    out = office.time_entries.current()
    if out is None or not out.is_forgotten:
        return ""
    return f"{_since(office, out)}, and nothing says when you were back. O asks for it."


def _go(screen: Acting, whom: TimeWith) -> None:
    go = partial(screen.office.time_entries.go, whom)
    screen.save(go, lambda out: f"{out.words.capitalize()}. O again says that you are back.")


def _since(office: "Office", out: "Out") -> str:
    whom = out.words.partition(", ")[2].partition(":")[0]
    return f"You went out {say_moment(out.since, office.desk.local_now)}, {whom}"


def _ask_or_drop(screen: Acting, out: "Out", answer: str | None) -> None:
    from adviser_tui.widgets.prompt_line import PromptLine

    office = screen.office
    if answer == "drop":
        drop = partial(office.time_entries.drop, _NOBODY_KNOWS)
        screen.save(drop, "That stretch is off the record.")
    elif answer == "say":
        screen.app.push_screen(
            PromptLine("Back when?", reading=partial(_reading, office), hint=EXAMPLES),
            lambda text: _back_at(screen, text) if text else None,
        )


def _reading(office: "Office", text: str) -> str:
    desk = office.desk
    return say_moment(understand_moment(text, desk.local_now, desk.holidays), desk.local_now)


def _back_at(screen: Acting, text: str) -> None:
    desk = screen.office.desk
    at = understand_moment(text, desk.local_now, desk.holidays)
    screen.save(
        partial(screen.office.time_entries.back, at), lambda back: f"Written down: {back.words}."
    )
