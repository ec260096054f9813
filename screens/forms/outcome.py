"""How a submission went: only the steps that may follow, a reason for a no, a time to meet."""

from functools import partial

from adviser_tui.errors import AdviserError
from adviser_tui.services.checklist.refusals import RefusalReason, reasons_for
from adviser_tui.services.office import Office
from adviser_tui.services.submissions.rows import SubmissionCard, SubmissionRow
from adviser_tui.services.submissions.words import TITLES
from adviser_tui.widgets.chooser import Chooser
from adviser_tui.widgets.fields import Choice
from adviser_tui.widgets.prompt_line import PromptLine
from adviser_tui.widgets.text import say
from models.kinds import SubmissionState
from screens.acting.base import Acting


def choose_outcome(screen: Acting, *, participant_id: str = "", vacancy_id: str = "") -> None:
    """Record how a submission of somebody, or for a vacancy, went; asks which where several."""
    submissions = screen.office.submissions
    if participant_id:
        rows = submissions.of_participant(participant_id)
    elif vacancy_id:
        rows = submissions.of_vacancy(vacancy_id)
    else:
        rows = ()
    going = [row for row in rows if not row.is_ended or row.state is SubmissionState.NO_RESPONSE]
    if not going:
        say(screen.app, "Nobody is put forward here; m opens a match sheet.")
    elif len(going) == 1:
        record_outcome(screen, going[0].id)
    else:
        choices = [Choice(row.id, _name(row, participant_id), row.words) for row in going]
        screen.app.push_screen(
            Chooser("Which one went further?", choices),
            lambda chosen: record_outcome(screen, chosen) if chosen else None,
        )


def _name(row: SubmissionRow, participant_id: str) -> str:
    return f"{row.vacancy}, {row.employer}" if participant_id else row.participant


def record_outcome(screen: Acting, submission_id: str) -> None:
    """Ask what happened next with a submission, and record it."""
    try:
        card = screen.office.submissions.one(submission_id)
    except AdviserError as error:
        say(screen.app, error, "warning")
        return
    row = card.row
    states = list(card.next_states)
    if row.state is SubmissionState.INTERVIEW_BOOKED:
        states.insert(1, SubmissionState.INTERVIEW_BOOKED)
    if not states:
        say(screen.app, f"{row.participant} for {row.vacancy}: {row.words}. Nothing follows.")
        return
    choices = [Choice(state, _label(state, row.state)) for state in dict.fromkeys(states)]
    title = f"{row.participant}, {row.vacancy}: {row.words}. What now?"
    screen.app.push_screen(
        Chooser(title, choices),
        lambda word: _ask_more(screen, row, SubmissionState(word)) if word else None,
    )


def _label(state: SubmissionState, now: SubmissionState) -> str:
    if state is now is SubmissionState.INTERVIEW_BOOKED:
        return "Interview moved"
    return TITLES[state]


def _ask_more(screen: Acting, row: SubmissionRow, state: SubmissionState) -> None:
    reasons = reasons_for(state)
    if state is SubmissionState.INTERVIEW_BOOKED:
        screen.app.push_screen(
            PromptLine(
                f"When does {row.participant} meet them?",
                reading=partial(_moment_in_words, screen.office),
                hint="tue 10:30",
            ),
            lambda text: _keep(screen, row, state, when=text) if text else None,
        )
    elif len(reasons) > 1:
        choices = [Choice(one.id.value, one.words.capitalize()) for one in reasons]
        screen.app.push_screen(
            Chooser(f"{TITLES[state]}: why?", choices),
            lambda word: _ask_note(screen, row, state, reasons, word) if word else None,
        )
    else:
        _keep(screen, row, state)


def _ask_note(
    screen: Acting,
    row: SubmissionRow,
    state: SubmissionState,
    reasons: tuple[RefusalReason, ...],
    word: str,
) -> None:
    reason = next(one for one in reasons if one.id.value == word)
    screen.app.push_screen(
        PromptLine(
            f"{reason.words.capitalize()}. In their words?",
            optional=not reason.needs_note,
            hint="what they said, or empty",
        ),
        lambda note: _keep(screen, row, state, word, note) if note is not None else None,
    )


def _keep(
    screen: Acting,
    row: SubmissionRow,
    state: SubmissionState,
    reason: str = "",
    note: str = "",
    when: str | None = None,
) -> None:
    from adviser_tui.services.submissions.service import Outcome

    outcome = Outcome(state, reason, note, when)
    screen.save(
        partial(screen.office.submissions.outcome, row.id, outcome),
        f"{row.participant}, {row.vacancy}: {TITLES[state].lower()}.",
        partial(_what_follows, screen),
    )


def _what_follows(screen: Acting, card: SubmissionCard) -> None:
    """Offer what an outcome leads to: the job's first day, or what to mend next time."""
    if card.offers_placement:
        from screens.forms.placement import agree_form

        screen.open_form(agree_form(screen.office, card.row), "Job on record.")
        return
    mend = [line for line in card.mend if not line.follow_up_id]
    if not mend:
        return
    labels = ", ".join(line.label.lower() for line in mend)
    diary = f"{len(mend)} follow-up{'s' if len(mend) > 1 else ''}"
    screen.app.push_screen(
        Chooser(
            f"The match sheet asks about this: {labels}. Mend it for next time?",
            (
                Choice("yes", f"Put {diary} in the diary"),
                Choice("no", "Leave it"),
            ),
        ),
        lambda word: (
            screen.save(
                partial(screen.office.submissions.make_mending_follow_ups, card.row.id),
                f"{diary} in the diary.",
            )
            if word == "yes"
            else None
        ),
    )


def _moment_in_words(office: Office, text: str) -> str:
    from adviser_tui.errors import InputError
    from adviser_tui.services.words.dates import understand_day_and_time
    from adviser_tui.services.words.say import say_date

    day, clock = understand_day_and_time(text, office.desk.today, office.desk.holidays)
    if clock is None:
        raise InputError("At what time? Write it like tue 10:30.")
    return f"{say_date(day, office.desk.today)} at {clock:%H:%M}"
