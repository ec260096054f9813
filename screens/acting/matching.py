"""Opening the match sheet of a participant and a vacancy."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from adviser_tui.widgets.keys import bindings
from screens.acting.base import Acting

if TYPE_CHECKING:
    from adviser_tui.widgets.fields import Choice


class Matching(Acting):
    """The command that opens a match sheet."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("match.open")

    def action_match_open(self) -> None:
        """Open the sheet; whichever of participant and vacancy is not known is asked for."""
        from adviser_tui.widgets.picker import Picker

        subject = self.subject()
        if subject.participant_id and subject.vacancy_id:
            self._open_sheet(subject.participant_id, subject.vacancy_id)
        elif subject.participant_id:
            self._ask_for_vacancy(subject.participant_id)
        elif subject.vacancy_id:
            self._ask_for_participant(subject.vacancy_id)
        else:
            self.app.push_screen(
                Picker("Match whom?", self._people(), hint="a few letters, or choose below"),
                lambda choice: self._ask_for_vacancy(choice.id) if choice else None,
            )

    def _ask_for_vacancy(self, participant_id: str) -> None:
        from adviser_tui.widgets.picker import Picker
        from screens.forms.searching import vacancies_to_match

        search = partial(vacancies_to_match, self.office, participant_id)
        self.app.push_screen(
            Picker("With which vacancy?", search, hint="a few letters, or choose below"),
            lambda choice: self._open_sheet(participant_id, choice.id) if choice else None,
        )

    def _ask_for_participant(self, vacancy_id: str) -> None:
        from adviser_tui.widgets.picker import Picker

        self.app.push_screen(
            Picker("Match whom?", self._people(), hint="a few letters, or choose below"),
            lambda choice: self._open_sheet(choice.id, vacancy_id) if choice else None,
        )

    def _people(self) -> "partial[list[Choice]]":
        from screens.forms.searching import people_to_match

        return partial(people_to_match, self.office)

    def _open_sheet(self, participant_id: str, vacancy_id: str) -> None:
        from screens.match import MatchScreen

        self.app.push_screen(MatchScreen(self.office, participant_id, vacancy_id))
