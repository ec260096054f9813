"""What `e` opens: a form for what is typed, a choice for where something stands."""

from adviser_tui.services.office import Office
from adviser_tui.widgets.form import FormScreen
from screens.acting.base import Acting
from screens.forms import standing
from screens.forms.field import field_form, record_form


def edit_field(screen: Acting, reference: str, label: str) -> None:
    """Change the field that a line of a card stands for: table, id and column with colons."""
    table, record_id, column = reference.split(":")
    office = screen.office
    match table, column:
        case "participant", "stage":
            standing.choose_stage(screen, record_id)
        case "employer", "stage":
            standing.choose_pipeline(screen, record_id)
        case "vacancy", "state":
            standing.choose_vacancy_state(screen, record_id)
        case "vocational_profile", "state":
            standing.choose_profile_state(screen, record_id)
        case _:
            screen.open_form(_form(office, table, record_id, column, label), f"{label} saved.")


def _form(office: Office, table: str, record_id: str, column: str, label: str) -> FormScreen:
    match table, column:
        case "consent", _:
            from screens.forms.consent import consent_answer_form

            return consent_answer_form(office, record_id, label)
        case "quality", _:
            from screens.forms.quality import quality_form

            return quality_form(office, record_id, column)
        case "employer", "manual_level":
            return standing.level_form(office, record_id)
        case "employer", "spoc_id" | "deputy_id":
            return standing.contacts_form(office, record_id)
    return field_form(office, f"{table}:{record_id}:{column}")


def edit_record(screen: Acting, table: str, record_id: str) -> None:
    """Change a record of a list, all of what is typed at once."""
    form = record_form(screen.office, table, record_id)
    screen.open_form(form, "Changed.")
