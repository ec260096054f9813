"""The form that keeps what was found out about the weeks of a job (M10)."""

from collections.abc import Callable
from functools import partial

from adviser_tui.errors import AdviserError
from adviser_tui.services.measures.outcomes.standing import worth_saying
from adviser_tui.services.office import Office
from adviser_tui.services.outcome_words import understand_weeks
from adviser_tui.services.words.amounts import understand_sum, understand_weekly_hours
from adviser_tui.widgets.chooser import Chooser
from adviser_tui.widgets.fields import Choice, ChoiceField, DateField, TextField
from adviser_tui.widgets.form import FormScreen, Values
from adviser_tui.widgets.text import say
from models.kinds import EvidenceKind
from screens.acting.base import Acting
from screens.forms.days import day_of, past_day_in_words

Then = Callable[[str], object]

ANSWERS = (
    Choice("yes", "Yes, in work"),
    Choice("no", "No"),
    Choice("unknown", "Could not be found out"),
)
EVIDENCE = (
    Choice(EvidenceKind.PAYSLIP, "Payslip"),
    Choice(EvidenceKind.EMPLOYER, "Employer"),
    Choice(EvidenceKind.PARTICIPANT, "Participant"),
    Choice(EvidenceKind.SYSTEM, "A system"),
)


def choose_job(screen: Acting, participant_id: str) -> None:
    """Open the form for somebody's job; asks which where they have several."""
    with_job(
        screen,
        participant_id,
        "Which job did you find out about?",
        lambda placement_id: screen.open_form(verify_form(screen.office, placement_id), "Kept."),
    )


def with_job(screen: Acting, participant_id: str, title: str, then: Then) -> None:
    """Do something with a paid job of somebody that began; the newest first where several."""
    office = screen.office
    jobs = []
    for row in office.placements.of_participant(participant_id) if participant_id else ():
        try:
            office.outcome_checks.job(row.id)
        except AdviserError:
            continue
        jobs.append(row)
    if not jobs:
        say(screen.app, "No paid job of theirs has begun yet, so there are no weeks to verify.")
    elif len(jobs) == 1:
        _go(screen, then, jobs[0].id)
    else:
        choices = [Choice(row.id, f"{row.role}, {row.employer}", row.words) for row in jobs]
        screen.app.push_screen(
            Chooser(title, choices), lambda chosen: _go(screen, then, chosen) if chosen else None
        )


def _go(screen: Acting, then: Then, placement_id: str) -> None:
    try:
        then(placement_id)
    except AdviserError as error:
        say(screen.app, error, "warning")


def verify_form(office: Office, placement_id: str) -> FormScreen:
    """Return the form for one job, about the week that is due first."""
    checks = office.outcome_checks
    job = checks.job(placement_id)
    week = checks.next_week(placement_id)
    standing = " · ".join(each.in_short for each in worth_saying(checks.standings(placement_id)))
    hours = _hours(job.weekly_minutes) if job.weekly_minutes else ""
    draft_name = f"verify:{placement_id}"
    return FormScreen(
        f"{job.participant} at {job.employer}: still in work?",
        (
            TextField(
                name="weeks",
                label="Week",
                value=str(week),
                required=True,
                check=understand_weeks,
                help="Of the job, the week of the first day being 1: 13, or 1-13.",
            ),
            ChoiceField(name="state", label="In work", value="yes", choices=ANSWERS),
            ChoiceField(
                name="evidence",
                label="Known from",
                choices=EVIDENCE,
                help="For a yes: what you saw, or who said so.",
            ),
            TextField(
                name="hours",
                label="Hours a week",
                value=hours,
                check=understand_weekly_hours,
                help="Worked in each of these weeks; paid leave and sickness are worked.",
            ),
            TextField(
                name="earned",
                label="Earned in all",
                check=partial(understand_sum, home=job.currency),
                help="Gross, over all these weeks together; empty where it is not known.",
            ),
            DateField(
                name="checked_on",
                label="Found out on",
                value="today",
                required=True,
                parse=partial(past_day_in_words, office),
            ),
            TextField(name="note", label="Note", help="Such as where the payslip is kept."),
        ),
        partial(_save, office, placement_id, job.currency),
        intro=standing or "The programme counts no outcome; what you find out is kept anyway.",
        draft=office.drafts.get(draft_name),
        keep_draft=partial(office.drafts.put, draft_name),
        focus="evidence",
    )


def _hours(minutes: int) -> str:
    return f"{minutes // 60}h{minutes % 60:02d}" if minutes % 60 else f"{minutes // 60}h"


def _save(office: Office, placement_id: str, currency: str, values: Values) -> None:
    from adviser_tui.services.outcome_checks import CheckDraft
    from adviser_tui.services.outcome_words import ANSWERS as STATES
    from models.kinds import CheckState

    week, weeks = understand_weeks(values["weeks"])
    state = STATES[values["state"] or "unknown"]
    is_yes = state is CheckState.VERIFIED_YES
    # What stands in the form beforehand is about weeks that were worked and says nothing of a no.
    hours = values["hours"] if is_yes else ""
    earned = values["earned"] if is_yes else ""
    minor, coin = understand_sum(earned, home=currency) if earned else (None, "")
    office.outcome_checks.record(
        placement_id,
        CheckDraft(
            week,
            weeks,
            state,
            minutes=understand_weekly_hours(hours) if hours else None,
            earned=minor,
            currency=coin,
            evidence=EvidenceKind(values["evidence"]) if values["evidence"] else None,
            checked_on=day_of(values["checked_on"]),
            note=values["note"],
        ),
    )
