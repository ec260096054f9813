"""The form for a fact about the quality of a job (M11)."""

from functools import partial

from adviser_tui.services.office import Office
from adviser_tui.widgets.fields import Choice, ChoiceField, TextField
from adviser_tui.widgets.form import FormScreen, Values
from models.kinds import Known

_YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))


def quality_form(office: Office, vacancy_id: str, dimension: str) -> FormScreen:
    """Return the form that adds a fact to one of the seven dimensions."""
    return FormScreen(
        f"A fact about {dimension.replace('_', ' ')}",
        (
            TextField(
                name="fact",
                label="What is known",
                required=True,
                help="A fact: “rota four weeks ahead”, not “good employer”.",
            ),
            ChoiceField(
                name="met",
                label="Good enough",
                value="unknown",
                choices=(*_YES_NO, Choice("unknown", "Not known")),
            ),
            ChoiceField(name="was_asked", label="We asked for it", value="no", choices=_YES_NO),
            ChoiceField(name="was_agreed", label="They agreed", value="no", choices=_YES_NO),
            ChoiceField(
                name="is_confirmed",
                label="Confirmed",
                value="no",
                choices=_YES_NO,
                help="Seen to be so after somebody started, not only told before.",
            ),
        ),
        partial(_save, office, vacancy_id, dimension),
    )


def _save(office: Office, vacancy_id: str, dimension: str, values: Values) -> None:
    from adviser_tui.services.vacancies.writing import FactDraft

    office.vacancies.set_fact(
        vacancy_id,
        FactDraft(
            dimension,
            values["fact"],
            met=Known(values["met"] or "unknown"),
            was_asked=values["was_asked"] == "yes",
            was_agreed=values["was_agreed"] == "yes",
            is_confirmed=values["is_confirmed"] == "yes",
        ),
    )
