"""Changing what stands on a card: one field of a big record, all fields of a small one."""

from functools import partial

from adviser_tui.errors import NotFoundError
from adviser_tui.services.office import Office
from adviser_tui.services.records.nouns import BY_TABLE
from adviser_tui.services.records.spec import FieldValue
from adviser_tui.widgets.form import FormScreen, Values
from screens.forms.spec_fields import field_for

BIG = ("participant", "employer", "vacancy", "vocational_profile", "partner")
"""Records with so many fields that one is changed at a time."""
_NOT_HERE = {
    "participant": ("stage",),
    "employer": ("stage", "spoc", "deputy"),
    "vacancy": ("state",),
}
"""Fields with a way of their own, left out where a whole record is changed."""
_TITLES = {
    "follow_up": "Change the follow-up",
    "promise": "Change the promise",
    "contact": "Change what was noted of the contact",
    "barrier_action": "The barrier, and what is done about it",
    "need": "Change the need",
    "employer_person": "Somebody at the employer",
    "employer_site": "The site",
    "placement": "The job",
}


def field_form(office: Office, reference: str) -> FormScreen:
    """Return the form for a field, named by table, id and column with colons between.

    Raises `NotFoundError` where the record is gone or the field is none that is typed.
    """
    table, record_id, column = reference.split(":")
    values = _values(office, table, record_id)
    here = next((one for one in values if column in (one.spec.name, *one.spec.columns)), None)
    if table in BIG:
        if here is None:
            raise NotFoundError("That is worked out from other things and is not typed here.")
        return _form(office, table, record_id, f"{here.spec.label}", (here,), column)
    focus = here.spec.name if here else ""
    title = _TITLES.get(table, "Change it")
    return _form(office, table, record_id, title, values, "all", focus)


def record_form(office: Office, table: str, record_id: str) -> FormScreen:
    """Return the form with every field of a record that is simply typed."""
    values = _values(office, table, record_id)
    left_out = _NOT_HERE.get(table, ())
    fitting = tuple(one for one in values if one.spec.name not in left_out)
    title = f"Change {office.records.find(record_id).name}"
    return _form(office, table, record_id, title, fitting, "all")


def _values(office: Office, table: str, record_id: str) -> tuple[FieldValue, ...]:
    if table not in BY_TABLE:
        raise NotFoundError("That is not changed here.")
    return office.records.fields_of(record_id)


def _form(
    office: Office,
    table: str,
    record_id: str,
    title: str,
    values: tuple[FieldValue, ...],
    which: str,
    focus: str = "",
) -> FormScreen:
    kind = BY_TABLE[table].kind
    team = {name: each for each, name in office.identity.colleagues()}
    before = {
        one.spec.name: team.get(one.text, "") if one.spec.type == "adviser" else one.text
        for one in values
    }
    draft_name = f"change {record_id}:{which}"
    shown = {
        one.spec.name: one.text
        for one in values
        if one.spec.type in ("participant", "employer", "vacancy", "partner")
    }
    ids = _ids(office, table, record_id) if shown else {}
    return FormScreen(
        title,
        [
            field_for(
                office,
                kind,
                one.spec,
                ids.get(one.spec.name, "") if one.spec.name in shown else one.text,
                one.text,
            )
            for one in values
        ],
        partial(_save, office, record_id, before, ids),
        draft=office.drafts.get(draft_name),
        keep_draft=partial(office.drafts.put, draft_name),
        focus=focus,
    )


def _ids(office: Office, table: str, record_id: str) -> dict[str, str]:
    """Return the ids behind the names of a small record's parties."""
    if table == "follow_up":
        row = office.follow_ups.one(record_id)
        return {
            "participant": row.participant_id,
            "employer": row.employer_id,
            "vacancy": row.vacancy_id,
            "partner": row.partner_id,
        }
    if table == "promise":
        promise = office.promises.one(record_id)
        return {
            "participant": promise.participant_id,
            "employer": promise.employer_id,
            "vacancy": promise.vacancy_id,
            "partner": promise.partner_id,
        }
    return {}


def _save(
    office: Office, record_id: str, before: Values, ids: dict[str, str], values: Values
) -> None:
    """Change what is different, and nothing else."""
    changed: Values = {}
    for name, text in values.items():
        if name.endswith("_new"):
            continue
        old = ids.get(name, "") if name in ids else before[name]
        if _same(text) != _same(old):
            changed[name] = text
    if changed:
        office.records.apply(record_id, changed)


def _same(text: str) -> str:
    return text.strip().replace("_", " ")
