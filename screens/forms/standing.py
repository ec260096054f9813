"""Where somebody or something stands: only what may follow is offered."""

from collections.abc import Callable
from functools import partial

from adviser_tui.services.office import Office
from adviser_tui.widgets.chooser import Chooser
from adviser_tui.widgets.fields import Choice, ChoiceField, DateField, PickField, TextField
from adviser_tui.widgets.form import FormScreen, Values
from models.kinds import Pipeline, Stage, VacancyState
from screens.acting.base import Acting
from screens.cards.shared import spoken
from screens.forms.days import day_in_words, day_of

_PAUSE, _AWAY, _RESUME = "pause", "unavailable", "resume"


def choose_stage(screen: Acting, participant_id: str) -> None:
    """Offer the stages that may follow, a pause, and the end of one."""
    office = screen.office
    card = office.participants.card(participant_id)
    choices = [Choice(stage, spoken(stage).capitalize()) for stage in card.next_stages]
    choices.append(Choice(_PAUSE, "Pause", "until a day that was agreed"))
    choices.append(Choice(_AWAY, "Unavailable", "not to be put forward until a day"))
    if card.paused_until or card.unavailable_until:
        choices.append(Choice(_RESUME, "Back again", "ends the pause"))

    def chosen(word: str | None) -> None:
        if word == _PAUSE:
            screen.open_form(_pause_form(office, participant_id, card.name), "Paused.")
        elif word == _AWAY:
            screen.open_form(_away_form(office, participant_id, card.name), "Noted.")
        elif word == _RESUME:
            screen.save(partial(office.participants.resume, participant_id), "Back again.")
        elif word:
            call = partial(office.participants.set_stage, participant_id, Stage(word))
            screen.save(call, f"{card.name}: {spoken(word)}.")

    title = f"{card.name} is at {card.stage_words}. What follows?"
    screen.app.push_screen(Chooser(title, choices), chosen)


def choose_pipeline(screen: Acting, employer_id: str) -> None:
    """Offer the stages that may follow with an employer."""
    office = screen.office
    card = office.employers.card(employer_id)

    def chosen(word: str | None) -> None:
        if word == Pipeline.DO_NOT_CONTACT:
            screen.open_form(_leave_alone_form(office, employer_id, card.name), "Noted.")
        elif word:
            call = partial(office.employers.set_stage, employer_id, Pipeline(word))
            screen.save(call, f"{card.name}: {spoken(word)}.")

    _offer(
        screen, f"{card.name} is at {spoken(card.stage)}. What follows?", card.next_stages, chosen
    )


def choose_vacancy_state(screen: Acting, vacancy_id: str) -> None:
    """Offer the states that may follow for a vacancy."""
    office = screen.office
    card = office.vacancies.card(vacancy_id)

    def chosen(word: str | None) -> None:
        if word:
            call = partial(office.vacancies.set_state, vacancy_id, VacancyState(word))
            screen.save(call, f"{card.row.title}: {spoken(word)}.")

    title = f"{card.row.title} is {spoken(card.row.state)}. What follows?"
    _offer(screen, title, card.next_states, chosen)


def choose_profile_state(screen: Acting, participant_id: str) -> None:
    """Offer to agree a profile, or to look at it again together."""
    office = screen.office
    choices = (
        Choice("agree", "Agreed with them today"),
        Choice("review", "To be looked at again together"),
    )

    def chosen(word: str | None) -> None:
        if word == "agree":
            screen.save(partial(office.profiles.agree, participant_id), "Profile agreed.")
        elif word:
            screen.save(partial(office.profiles.ask_review, participant_id), "To be reviewed.")

    screen.app.push_screen(Chooser("The vocational profile", choices), chosen)


def _offer(
    screen: Acting,
    title: str,
    following: tuple[Pipeline, ...] | tuple[VacancyState, ...],
    chosen: Callable[[str | None], None],
) -> None:
    choices = [Choice(word, spoken(word).capitalize()) for word in following]
    screen.app.push_screen(Chooser(title, choices), chosen)


def _pause_form(office: Office, participant_id: str, name: str) -> FormScreen:
    def save(values: Values) -> None:
        office.participants.pause(
            participant_id, day_of(values["until"]), agreed=values["agreed"] == "yes"
        )

    return FormScreen(
        f"Pause with {name}",
        (
            _until(office),
            ChoiceField(
                name="agreed",
                label="Agreed with them",
                required=True,
                choices=(Choice("yes", "Yes"), Choice("no", "No")),
                help="A pause that was not agreed does not stop the 28 days.",
            ),
        ),
        save,
    )


def _away_form(office: Office, participant_id: str, name: str) -> FormScreen:
    def save(values: Values) -> None:
        office.participants.unavailable(participant_id, day_of(values["until"]))

    intro = "At most 31 days on; why is nobody's business and is not kept."
    return FormScreen(f"{name} cannot be put forward", (_until(office),), save, intro=intro)


def _leave_alone_form(office: Office, employer_id: str, name: str) -> FormScreen:
    def save(values: Values) -> None:
        until = day_of(values["until"]) if values["until"] else None
        office.employers.do_not_contact(employer_id, values["why"], until)

    return FormScreen(
        f"Leave {name} alone",
        (
            TextField(name="why", label="Why", required=True, help="What they asked for."),
            _until(office, required=False),
        ),
        save,
    )


def level_form(office: Office, employer_id: str) -> FormScreen:
    """Return the form that sets the engagement level by hand for six months (M6)."""
    card = office.employers.card(employer_id)

    def save(values: Values) -> None:
        level = int(values["level"]) if values["level"].isdecimal() else None
        office.employers.set_level(employer_id, level, values["why"])

    levels = tuple(Choice(str(number), str(number)) for number in range(6))
    return FormScreen(
        f"Engagement of {card.name}",
        (
            ChoiceField(
                name="level",
                label="Level",
                value="derive",
                choices=(Choice("derive", "Worked out"), *levels),
                help="A level set by hand holds for six months.",
            ),
            TextField(name="why", label="Why", help="Needed for a level set by hand."),
        ),
        save,
        intro=f"Worked out from what happened: {card.engagement.words}.",
    )


def contacts_form(office: Office, employer_id: str) -> FormScreen:
    """Return the form that sets the single point of contact and the deputy."""
    card = office.employers.card(employer_id)
    team = office.identity.colleagues()
    ids = {name: each for each, name in team}

    def search(text: str) -> list[Choice]:
        low = text.casefold()
        return [Choice(each, name) for each, name in team if low in name.casefold()]

    def save(values: Values) -> None:
        office.employers.set_contacts(
            employer_id, spoc_id=values["spoc"] or None, deputy_id=values["deputy"] or None
        )

    return FormScreen(
        f"Who speaks for us with {card.name}",
        (
            PickField(
                name="spoc",
                label="Point of contact",
                search=search,
                value=ids.get(card.spoc, ""),
                shown=card.spoc,
            ),
            PickField(
                name="deputy",
                label="Deputy",
                search=search,
                value=ids.get(card.deputy, ""),
                shown=card.deputy,
            ),
        ),
        save,
    )


def _until(office: Office, required: bool = True) -> DateField:
    return DateField(
        name="until",
        label="Until",
        required=required,
        parse=partial(day_in_words, office),
        help="fri, +2w, 24/12",
    )
