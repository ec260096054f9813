"""Adding a record from its fields, through the service of its noun."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import InputError
from adviser_tui.services.employers.drafts import (
    EmployerDraft,
    NeedDraft,
    PersonDraft,
    SiteDraft,
)
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.participants.writing import ParticipantDraft
from adviser_tui.services.partners.writing import PartnerDraft
from adviser_tui.services.promises import PromiseDraft
from adviser_tui.services.records.changing import check
from adviser_tui.services.vacancies.writing import VacancyDraft
from models.kinds import Side

if TYPE_CHECKING:
    from adviser_tui.services.office import Office


def add_record(
    office: "Office", table: str, values: dict[str, Any], *, even_if_similar: bool
) -> str:
    """Add a record in one action and return its id.

    Raises `InputError` for a field that only a record already there can have.
    """
    check(table, dict(values), office.desk.today)
    match table:
        case "participant":
            return _participant(office, values, even_if_similar)
        case "employer":
            return _employer(office, values, even_if_similar)
        case "vacancy":
            draft = VacancyDraft(**_fitting(VacancyDraft, values))
            return office.vacancies.add(draft, even_if_similar=even_if_similar)
        case "partner":
            partner = PartnerDraft(**_fitting(PartnerDraft, values))
            return office.partners.add(partner, even_if_similar=even_if_similar)
        case "follow_up":
            return office.follow_ups.add(
                FollowUpDraft(**_fitting(FollowUpDraft, _with_side(values)))
            )
        case "promise":
            return office.promises.add(PromiseDraft(**_fitting(PromiseDraft, _with_side(values))))
        case "employer_person":
            employer = values.pop("employer_id")
            return office.employers.add_person(
                employer,
                PersonDraft(**_fitting(PersonDraft, values)),
                even_if_similar=even_if_similar,
            )
        case "employer_site":
            return office.employers.add_site(
                values.pop("employer_id"),
                SiteDraft(**_fitting(SiteDraft, values)),
                even_if_similar=even_if_similar,
            )
        case "need":
            employer = values.pop("employer_id")
            return office.employers.add_need(employer, NeedDraft(**_fitting(NeedDraft, values)))
        case "barrier_action":
            return _barrier(office, values)
        case "consent":
            return _consent(office, values)
    return office.profiles.change(values.pop("participant_id"), values)


def _fitting(draft: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as a draft takes them, refusing what it cannot take."""
    _refuse_rest([name for name in values if name not in draft.__slots__])
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }


def _refuse_rest(left: Sequence[str]) -> None:
    if left:
        raise InputError(
            f"{left[0].replace('_', ' ').capitalize()} can only be set once it is there. "
            "Nothing was added; add it without, then use `adviser set`.",
            left[0],
        )


def _participant(office: "Office", values: dict[str, Any], even_if_similar: bool) -> str:
    values["name"] = values.pop("preferred_name")
    given = {
        name: value
        for name in ParticipantDraft.__slots__
        if (value := values.pop(name, None)) is not None
    }
    draft = ParticipantDraft(**given)
    return office.participants.add(draft, even_if_similar=even_if_similar, more=values)


def _employer(office: "Office", values: dict[str, Any], even_if_similar: bool) -> str:
    name = str(values.pop("person", "") or "").strip()
    person = PersonDraft(name) if name else None
    draft = EmployerDraft(**_fitting(EmployerDraft, values), person=person)
    return office.employers.add(draft, even_if_similar=even_if_similar)


def _with_side(values: dict[str, Any]) -> dict[str, Any]:
    """Take the side from whom it is about where it is not said."""
    side = Side.INTERNAL
    if values.get("employer_id"):
        side = Side.EMPLOYER
    elif values.get("participant_id"):
        side = Side.PARTICIPANT
    elif values.get("partner_id"):
        side = Side.PARTNER
    return {"side": side, **values}


def _barrier(office: "Office", values: dict[str, Any]) -> str:
    participant, barrier = values.pop("participant_id"), values.pop("barrier")
    action, owner = values.pop("action", ""), values.pop("owner_id", None)
    due_on = values.pop("due_on", None)
    _refuse_rest(list(values))
    return office.barriers.add(participant, barrier, action, owner_id=owner or "", due_on=due_on)


def _consent(office: "Office", values: dict[str, Any]) -> str:
    """Add the question; what was answered is a step of its own."""
    reply_by = values.pop("reply_by", None)
    if reply_by is None:
        raise InputError("Say by when an answer is asked for: reply_by=fri.", "reply_by")
    participant = values.pop("participant_id")
    asked = {name: values.pop(name) for name in ("vacancy_id", "scope", "level") if name in values}
    _refuse_rest(list(values))
    return office.consents.ask(participant, reply_by, **asked)
