"""The app: the one place where services meet screens; everything else is in one or the other."""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from adviser_tui.commands import keymap_problems, textual_keymap
from adviser_tui.leaving import leave_when_told, stay_when_told
from adviser_tui.services.office import Office
from adviser_tui.themes import next_theme, register_themes, theme_for
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.pasting import read_pastes_whole
from adviser_tui.widgets.service_screen import log_privately
from adviser_tui.widgets.text import TerminalSafe, say
from adviser_tui.widgets.typed_ahead import TypedAhead
from adviser_tui.widgets.writer import before_the_first, finish_writes, write
from screens.by_name import ByName

if TYPE_CHECKING:
    from screens.syncing import Syncing

PLACES = ("today", "people", "employers", "vacancies", "diary", "targets", "sync")
"""The screens that a number key goes to; each keeps its own place while another is shown."""

_AFTER_FIRST_FRAME = 0.3
"""Seconds; importing in a thread while the framework still imports by itself can fail."""


class AdviserApp(ByName):
    """Shows an open caseload; the caller opens and closes it."""

    TITLE = "Adviser"
    DEFAULT_MODE = "today"
    CSS_PATH = Path(__file__).parent / "styles" / "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    """Marking with the mouse would put names on the clipboard; `c` copies on purpose."""
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (100, "-wide"),
        (160, "-vast"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("help", "jump", "palette", "history.undo", "history.redo", "history.open"),
        *bindings("out_of_office"),
        *bindings(*(f"screen.{place}" for place in PLACES)),
        *bindings("find.anything", "sync.now", "quit", priority=True),
    ]

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._safe = TerminalSafe()
        self._typed_ahead = TypedAhead(self)
        settings = office.desk.settings
        self.animation_level = "full" if settings.animations else "none"
        register_themes(self)
        self._begin_with_theme(theme_for(settings.theme, os.environ))
        self._problems = keymap_problems(settings.keys)
        if settings.keys and not self._problems:
            self.set_keymap(textual_keymap(settings.keys))
        for place in PLACES[1:]:
            self.add_mode(place, partial(_screen, place, office))

    def _begin_with_theme(self, name: str) -> None:
        """Choose the theme before any style is read; changed later, all would be read twice."""
        self.set_reactive(App.theme, name)
        self.stylesheet.set_variables(self.get_css_variables())
        dark = self.current_theme.dark
        self.set_class(dark, "-dark-mode", update=False)
        self.set_class(not dark, "-light-mode", update=False)
        self.add_class(f"-theme-{name}", update=False)

    @cached_property
    def syncing(self) -> "Syncing":
        """Syncing from the screen, and what is shown of syncing beside the work."""
        from screens.syncing import Syncing

        return Syncing(self, self.office)

    def get_default_screen(self) -> Screen[object]:
        """Return Today; as the default screen its styles are read once, as a mode's twice."""
        return _screen(PLACES[0], self.office)

    def get_driver_class(self) -> type[Driver]:
        """Return the framework's driver for this terminal, reading pastes as we want them."""
        driver = super().get_driver_class()
        read_pastes_whole(driver)
        return driver

    async def on_event(self, event: events.Event) -> None:
        """Hand a key on once the key before it has led to where it leads."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif not self._typed_ahead.holds(event):
            await super().on_event(event)
            self._typed_ahead.follow()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Put the last gate to the terminal after the framework's own filters."""
        return [*super().get_line_filters(), self._safe]

    def get_system_commands(self, screen: Screen[object]) -> list[SystemCommand]:
        """Offer none of the framework's commands: its screenshot would write names to a file."""
        return []

    async def on_mount(self) -> None:
        """Go to Today, or to the welcome on the first run; leave cleanly when told to end."""
        leave_when_told(self)
        self.add_mode(PLACES[0], partial(_screen, PLACES[0], self.office))
        if self.office.identity.is_first_run():
            from screens.welcome import WelcomeScreen

            self.push_screen(WelcomeScreen(self.office))
        for problem in self._problems:
            say(self, f"{problem} The keys are as they were.", "warning", seconds=12)
        # SQLModel costs more than everything on the screen and is of no use for looking, so it
        # comes when the first form opens, or with the first write.
        before_the_first(_bring_in_the_tables)
        self.set_timer(_AFTER_FIRST_FRAME, self._get_ready)

    def on_unmount(self) -> None:
        """Leave the signals as they were found."""
        self._typed_ahead.give_up()
        if "syncing" in self.__dict__:
            self.syncing.end()
        stay_when_told()

    def _get_ready(self) -> None:
        """Prepare in the background what the first search needs."""
        # All that was imported stays to the end; searching it for garbage would only stop the keys.
        gc.freeze()
        gc.enable()  # put off while starting, see cli/start.py
        self.office.search.prepare()
        self.ask_when_back()
        self.office.register.when_damaged = self._paint_anew
        if self.office.desk.is_in_team:
            self.syncing.begin()

    def _paint_anew(self) -> None:
        """Paint over what something else wrote to the terminal; any thread may ask for it."""
        self.call_later(self.refresh, layout=True)

    def action_screen_today(self) -> None:
        """Go to Today."""
        self.switch_mode("today")

    def action_screen_people(self) -> None:
        """Go to the participants."""
        self.switch_mode("people")

    def action_screen_employers(self) -> None:
        """Go to the employers."""
        self.switch_mode("employers")

    def action_screen_vacancies(self) -> None:
        """Go to the vacancies."""
        self.switch_mode("vacancies")

    def action_screen_diary(self) -> None:
        """Go to the diary."""
        self.switch_mode("diary")

    def action_screen_targets(self) -> None:
        """Go to the targets and measures."""
        self.switch_mode("targets")

    async def action_screen_sync(self) -> None:
        """Go to what waits, needs a look or is confirmed; to what needs a look before all else."""
        from screens.sync import go_to_what_matters

        was_there = self.current_mode == "sync"
        await self.switch_mode("sync")
        await go_to_what_matters(self, self.office, was_there=was_there)

    def action_sync_now(self) -> None:
        """Bring this caseload and the team's hub together now."""
        self.syncing.now()

    def action_help(self) -> None:
        """Explain what has the focus."""
        from adviser_tui.widgets.help_screen import HelpScreen

        self.push_screen(HelpScreen(self.screen))

    def action_jump(self) -> None:
        """Put a letter on every part of the screen."""
        from adviser_tui.widgets.jump import JumpScreen

        self.push_screen(JumpScreen(self.screen))

    def action_find_anything(self) -> None:
        """Find whatever there is by a few letters, and go to it."""
        from screens.finding import find_anything

        find_anything(self.screen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys of the search box and of going out to a form or question that is open."""
        if action in ("find_anything", "out_of_office"):
            # Asked for at the first frame: what the box itself needs is not brought in for it.
            from screens.acting.base import Acting

            return isinstance(self.screen, Acting)
        if action == "register_stop":
            return bool(self.office.register_progress)
        return super().check_action(action, parameters)

    def action_palette(self) -> None:
        """Find a command by its name."""
        from adviser_tui.widgets.palette import open_palette

        open_palette(self)

    def action_history_undo(self) -> None:
        """Take the last action back."""
        self._step_in_history(self.office.history.undo, "Taken back: {}. U brings it back.")

    def action_history_redo(self) -> None:
        """Do again what was taken back last."""
        self._step_in_history(self.office.history.redo, "Done again: {}. u takes it back.")

    def action_theme_next(self) -> None:
        """Change the colours."""
        from adviser_tui.config import save_setting

        self.theme = next_theme(self.theme)
        folder, theme = self.office.database.folder, self.theme
        write(lambda: save_setting(folder, "theme", theme))

    async def action_quit(self) -> None:
        """Leave when everything asked for is written; offer a sync where something waits."""
        finish_writes()
        if not self.office.desk.is_in_team or not self.syncing.offers_before_leaving():
            self.exit()

    def _step_in_history(self, step: Callable[[], str], words: str) -> None:
        from screens.acting.base import Acting

        if isinstance(self.screen, Acting):
            self.screen.step_in_history(step, words)

    def _fatal_error(self) -> None:
        """End after a mistake of ours without printing anybody's data.

        The framework would print the values of local variables, names and notes among them.
        """
        import traceback

        error = sys.exc_info()[1]
        self.bell()
        if error is not None:
            log_privately(error)
            frames = traceback.extract_tb(error.__traceback__)
            place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
            message = (
                f"Adviser had to stop ({type(error).__name__} at {place}). Everything that was "
                "said to be saved is saved. Start it again; if it stops at the same place, tell "
                "us the words in brackets. They hold nothing about anybody.\n"
            )
            self._exit_renderables.append(message)
        self._return_code = 1
        self._close_messages_no_wait()


def _screen(place: str, office: Office) -> Screen[object]:
    """Return the screen of a place; its module is imported when it is first gone to."""
    from importlib import import_module

    return import_module(f"screens.{place}").place(office)  # type: ignore[no-any-return]


def _bring_in_the_tables() -> None:
    import adviser_tui.storage.unit  # noqa: F401 - for what importing it brings in

    gc.freeze()  # as after starting
