"""Changing the fields of one record, each kind with the rules that hold for it."""

from datetime import date
from typing import TYPE_CHECKING

from adviser_tui.errors import InputError, RuleError
from adviser_tui.services.employers.writing import check_rest
from adviser_tui.services.follow_ups import URGENT, move_follow_up
from adviser_tui.services.participants.consents import check_valid_to
from adviser_tui.services.participants.writing import check_unavailable
from adviser_tui.services.words.say import say_date
from models.kinds import TWO_WAY, ConsentState, ContactState, Pipeline

if TYPE_CHECKING:
    from adviser_tui.services.office import Office
    from adviser_tui.storage.unit import UnitOfWork

REASONS = (*URGENT, "job_start", "parked")
"""The words that a follow-up's urgency is said in."""


def change_record(office: "Office", table: str, row_id: str, values: dict[str, object]) -> None:
    """Give a record new values in one action; states walk their edges, rules are asked first."""
    from adviser_tui.services.partners.writing import change_partner
    from models.tables import BY_NAME, Partner, VocationalProfile

    if table == "vocational_profile":
        with office.database.write() as work:
            participant = work.get(VocationalProfile, row_id).participant_id
        office.profiles.change(participant, values)
        return
    check(table, values, office.desk.today)
    with office.database.write() as work:
        row = work.get(BY_NAME[table], row_id)
        if isinstance(row, Partner):
            change_partner(work, row, values)
            return
        if table == "follow_up":
            _move_first(work, row_id, values, office.desk.today)
        if table == "employer":
            _mind_stage(getattr(row, "stage", ""), values)
            _mind_the_stop(row, values, office.desk.today)
        if table == "consent" and "valid_to" in values:
            _mind_their_word(row, values["valid_to"], office.desk.today)
        if table == "placement":
            _mind_the_checks(getattr(row, "state", ""), values)
        if table == "contact" and "channel" in values:
            values = {**values, "state": _state_on(str(values["channel"]))}
        if values:
            work.change(row, **values)


def check(table: str, values: dict[str, object], today: date) -> None:
    """Raise where a value is against the rules of its kind."""
    if table == "participant" and isinstance(until := values.get("unavailable_until"), date):
        check_unavailable(until, today)
    if table == "vacancy":
        from adviser_tui.services.vacancies.writing import check_vacancy

        check_vacancy(
            {name: values[name] for name in values if name not in ("state", "employer_id")}
        )
    if table == "employer":
        _check_employer(values)
    if table == "follow_up":
        for reason in _list(values.get("reasons")):
            if reason not in REASONS:
                known = ", ".join(REASONS)
                raise InputError(f"“{reason[:40]}” is no reason; they are {known}.", "reasons")


def _list(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, (list, tuple)) else []


def _check_employer(values: dict[str, object]) -> None:
    from adviser_tui.services.employers.writing import EMPLOYER_FIELDS, check_fields

    check_fields(
        {name: value for name, value in values.items() if name in EMPLOYER_FIELDS}, EMPLOYER_FIELDS
    )
    level = values.get("disability_confident")
    if level is not None and level not in (1, 2, 3):
        raise InputError("Disability Confident has the levels 1, 2 and 3.", "disability_confident")


def _mind_the_checks(before: str, values: dict[str, object]) -> None:
    """Let nobody say of a job by hand how long it lasted: that rests on checks (M10)."""
    to = str(values.get("state", before))
    if to != before and to.startswith("sustained"):
        raise RuleError(
            "How long a job was sustained rests on what was found out about its weeks. Keep that "
            "with `adviser verify`, or w on the card. Nothing was changed."
        )


def _mind_stage(before: str, values: dict[str, object]) -> None:
    """Keep why an employer is left alone together with the stage that says so."""
    to = values.get("stage")
    if to == Pipeline.DO_NOT_CONTACT and not str(values.get("do_not_contact_why") or "").strip():
        raise RuleError(
            "Not to be contacted needs its reason: set do_not_contact_why with it, and "
            "do_not_contact_until where there is a day. Nothing was changed."
        )
    if before == Pipeline.DO_NOT_CONTACT and to not in (None, Pipeline.DO_NOT_CONTACT):
        values.update({"do_not_contact_until": None, "do_not_contact_why": ""})


def _mind_the_stop(row: object, values: dict[str, object], today: date) -> None:
    """Keep an employer who asked to be left alone from being reached by way of one field."""
    if getattr(row, "stage", "") != Pipeline.DO_NOT_CONTACT and "stage" not in values:
        if values.get("do_not_contact_until") or values.get("do_not_contact_why"):
            raise RuleError(
                "This employer is not marked as not to be contacted. Set "
                "stage=do_not_contact with the reason, and the day where there is one. "
                "Nothing was changed."
            )
        return
    if values.get("stage", Pipeline.DO_NOT_CONTACT) != Pipeline.DO_NOT_CONTACT:
        return
    until = values.get("do_not_contact_until")
    if isinstance(until, date) and until != getattr(row, "do_not_contact_until", None):
        check_rest(until, today)
    before = getattr(row, "do_not_contact_why", "")
    if before and not str(values.get("do_not_contact_why", before) or "").strip():
        raise RuleError(
            "Not to be contacted keeps its reason for as long as it holds. Nothing was changed."
        )


def _mind_their_word(row: object, to: object, today: date) -> None:
    """Let a choice hold no longer than the person said (C2)."""
    before = getattr(row, "valid_to", None)
    if to == before:
        return
    if getattr(row, "state", "") != ConsentState.GIVEN:
        raise RuleError(
            "That choice is not in force, so it has no last day. Note their answer first: "
            "`adviser consent give`. Nothing was changed."
        )
    if isinstance(to, date):
        check_valid_to(to, today)
    if before is not None and (not isinstance(to, date) or to > before):
        raise RuleError(
            f"They agreed until {say_date(before, today)}; only they can make that longer. Ask "
            "them, and note what they say: `adviser consent give`. Nothing was changed."
        )


def _move_first(work: "UnitOfWork", row_id: str, values: dict[str, object], today: date) -> None:
    """Count a new day as a move, so that the day it was first due stays known (M8)."""
    from models.tables import FollowUp

    row = work.get(FollowUp, row_id)
    day = values.pop("due_on", row.due_on)
    clock = values.pop("due_time", row.due_time)
    if isinstance(day, date) and (day, clock) != (row.due_on, row.due_time):
        if day == row.due_on:
            values["due_time"] = clock
        else:
            move_follow_up(work, row, day, today, at=str(clock))


def _state_on(channel: str) -> ContactState:
    return ContactState.DONE if channel in TWO_WAY else ContactState.ATTEMPT
