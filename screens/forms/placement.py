"""The forms about a job: agreed, begun, ended."""

from functools import partial

from adviser_tui.services.office import Office
from adviser_tui.services.placement_kinds import KIND_WORDS
from adviser_tui.services.submissions.rows import SubmissionRow
from adviser_tui.widgets.fields import Choice, ChoiceField, DateField, LongTextField, TextField
from adviser_tui.widgets.form import FormScreen, Values
from models.kinds import PlacementKind, PlacementState
from screens.acting.base import Acting
from screens.forms.days import day_in_words, day_of, past_day_in_words

_OFFERED = (
    PlacementKind.JOB,
    PlacementKind.APPRENTICESHIP,
    PlacementKind.TRIAL,
    PlacementKind.VOLUNTEERING,
)
"""Kinds that can come of being put forward; nobody is put forward for their own business."""


def agree_form(office: Office, row: SubmissionRow) -> FormScreen:
    """Return the form for a job that was agreed; its terms are those of the vacancy."""
    draft_name = f"placement:{row.id}"
    return FormScreen(
        f"{row.participant} and {row.employer} agreed",
        (
            TextField(name="role", label="Role", value=row.vacancy, required=True),
            DateField(
                name="starts_on",
                label="First day",
                parse=partial(day_in_words, office),
                help="mon, 1/12; empty while it is not known",
            ),
            ChoiceField(
                name="kind",
                label="Kind",
                value=office.placements.kind_of_submission(row.id).value,
                choices=tuple(Choice(kind.value, KIND_WORDS[kind]) for kind in _OFFERED),
                help="A trial or volunteering is an event on the way and no job yet.",
            ),
            TextField(name="mentor", label="Mentor", help="Who looks after them there."),
            LongTextField(name="support_plan", label="Support plan", lines=2),
        ),
        partial(_agree, office, row.id),
        intro="Hours and pay are taken from the vacancy; change them on the card of the job.",
        draft=office.drafts.get(draft_name),
        keep_draft=partial(office.drafts.put, draft_name),
        focus="starts_on",
    )


def _agree(office: Office, submission_id: str, values: Values) -> None:
    from adviser_tui.services.placements import PlacementDraft

    office.placements.agree(
        PlacementDraft(
            submission_id=submission_id,
            role=values["role"],
            kind=PlacementKind(values["kind"]),
            starts_on=day_of(values["starts_on"]) if values["starts_on"] else None,
            mentor=values["mentor"],
            support_plan=values["support_plan"],
        )
    )


def open_placement(screen: Acting, placement_id: str) -> None:
    """Offer what comes next with a job: its first day, or its end."""
    office = screen.office
    row = office.placements.one(placement_id)
    if row.state is PlacementState.AGREED:
        screen.open_form(start_form(office, placement_id), "Kept.")
    else:
        screen.open_form(end_form(office, placement_id), "End of the job kept.")


def start_form(office: Office, placement_id: str) -> FormScreen:
    """Return the form that records the first day worked, or that it never came."""
    today = office.desk.today
    row = office.placements.one(placement_id)
    return FormScreen(
        f"{row.participant}: {row.role}, {row.employer}",
        (
            ChoiceField(
                name="began",
                label="Did it begin?",
                value="yes",
                choices=(Choice("yes", "Yes"), Choice("no", "No, it came to nothing")),
            ),
            DateField(
                name="on",
                label="On",
                value=min(row.starts_on or today, today).isoformat(),
                required=True,
                parse=partial(past_day_in_words, office),
                help="The first day worked; for a no, the day it fell through.",
            ),
            TextField(name="why", label="Why not", help="Only for a no."),
        ),
        partial(_start, office, placement_id),
        intro="Both sides are asked how it goes after the first day and the first week.",
    )


def _start(office: Office, placement_id: str, values: Values) -> None:
    if values["began"] == "no":
        office.placements.end(placement_id, day_of(values["on"]), values["why"])
    else:
        office.placements.start(placement_id, day_of(values["on"]))


def end_form(office: Office, placement_id: str) -> FormScreen:
    """Return the form that records that a job ended."""
    row = office.placements.one(placement_id)
    return FormScreen(
        f"{row.participant} left {row.employer}",
        (
            DateField(
                name="on",
                label="Last day",
                value="today",
                required=True,
                parse=partial(past_day_in_words, office),
            ),
            TextField(name="why", label="Why", required=True, help="As they say it themselves."),
        ),
        lambda values: office.placements.end(placement_id, day_of(values["on"]), values["why"]),
    )
