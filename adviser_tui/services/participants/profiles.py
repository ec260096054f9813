"""Vocational profiles: a draft is worked on, agreed together, and kept beside older versions."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import InputError, RuleError
from adviser_tui.services.desk import Desk
from adviser_tui.services.participants.card import ProfileCard
from adviser_tui.services.words.amounts import Pay, say_minutes, say_pay
from adviser_tui.services.words.say import say_date
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import day, texts
from models.kinds import PayPeriod, ProfileState

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import VocationalProfile

CARRIED_OVER = (
    "strengths",
    "skills",
    "tasks_liked",
    "work_history",
    "must_haves",
    "no_gos",
    "pay_floor",
    "pay_period",
    "pay_currency",
    "least_minutes",
    "most_minutes",
    "travel_minutes",
    "care",
    "support_needs",
    "learning_wishes",
    "adjustment_asked",
)
"""The fields that a new version takes over from the one before."""


class Profiles:
    """Write down what somebody brings and wants, and agree it with them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def change(self, participant_id: str, values: Mapping[str, object]) -> str:
        """Write into the draft of a participant, begun from the last version where there is none.

        Returns the id of the draft. What was agreed stays as it was until the draft is agreed.
        """
        _check(values)
        with self._desk.database.write() as work:
            draft = self._draft(work, participant_id)
            work.change(draft, **values)
            _check_hours(draft)
            return draft.id

    def agree(self, participant_id: str, on: date | None = None) -> str:
        """Say that the draft was agreed with the person, today or on an earlier day."""
        day_agreed = on or self._desk.today
        if day_agreed > self._desk.today:
            raise InputError("It can only have been agreed today or earlier.", "agreed_on")
        with self._desk.database.write() as work:
            versions = _versions(work, participant_id)
            if not versions:
                raise RuleError("There is no profile to agree on yet. Write a draft first.")
            newest = versions[-1]
            work.change(newest, state=ProfileState.AGREED, agreed_on=day_agreed)
            return newest.id

    def ask_review(self, participant_id: str) -> None:
        """Say that the agreed profile should be looked at again together."""
        with self._desk.database.write() as work:
            versions = _versions(work, participant_id)
            if not versions:
                raise RuleError("There is no profile to review yet. Write a draft first.")
            work.change(versions[-1], state=ProfileState.REVIEW_DUE)

    def _draft(self, work: "UnitOfWork", participant_id: str) -> "VocationalProfile":
        from models.tables import Participant, VocationalProfile

        work.get(Participant, participant_id)
        versions = _versions(work, participant_id)
        if versions and versions[-1].state == ProfileState.DRAFT:
            return versions[-1]
        taken = {name: getattr(versions[-1], name) for name in CARRIED_OVER} if versions else {}
        number = versions[-1].version + 1 if versions else 1
        return work.add(VocationalProfile(participant_id=participant_id, version=number, **taken))


def _versions(work: "UnitOfWork", participant_id: str) -> "list[VocationalProfile]":
    from models.tables import VocationalProfile

    found = work.find(VocationalProfile, participant_id=participant_id)
    return sorted(found, key=lambda row: (row.version, row.id))


def _check(values: Mapping[str, object]) -> None:
    strange = set(values) - set(CARRIED_OVER)
    if strange:
        raise InputError(f"A profile has no field “{min(strange)}”. Nothing was changed.")


def _check_hours(row: "VocationalProfile") -> None:
    least, most = row.least_minutes, row.most_minutes
    if least is not None and most is not None and least > most:
        raise InputError("The least hours are more than the most hours. Nothing was changed.")


def read_profiles(
    database: Database, participant_id: str, today: date
) -> tuple[ProfileCard | None, ProfileCard | None]:
    """Return the version that counts and, where there is one, a newer draft."""
    rows = database.rows(
        "SELECT * FROM vocational_profile WHERE participant_id = ? AND void_reason IS NULL "
        "ORDER BY version DESC, id DESC",
        (participant_id,),
    )
    cards = [_card(row, today) for row in rows]
    agreed = next((card for card in cards if card.state != ProfileState.DRAFT), None)
    draft = next((card for card in cards if card.state == ProfileState.DRAFT), None)
    if agreed is None:
        return draft, None
    return agreed, draft if draft is not None and draft.version > agreed.version else None


def _card(row: Any, today: date) -> ProfileCard:
    agreed_on = day(row["agreed_on"])
    state = ProfileState(row["state"])
    words = state.value.replace("_", " ")
    if agreed_on is not None and state != ProfileState.DRAFT:
        agreed = f"agreed on {say_date(agreed_on, today)}"
        words = agreed if state == ProfileState.AGREED else f"{agreed}, {words}"
    return ProfileCard(
        id=str(row["id"]),
        version=int(row["version"]),
        state=state,
        state_words=words,
        agreed_on=agreed_on,
        strengths=str(row["strengths"]),
        skills=str(row["skills"]),
        tasks_liked=str(row["tasks_liked"]),
        work_history=str(row["work_history"]),
        must_haves=texts(row["must_haves"]),
        no_gos=texts(row["no_gos"]),
        pay_floor=pay_words(row["pay_floor"], row["pay_period"], row["pay_currency"]),
        hours=hours_words(row["least_minutes"], row["most_minutes"]),
        travel=f"at most {say_minutes(row['travel_minutes'])}" if row["travel_minutes"] else "",
        care=str(row["care"]),
        support_needs=str(row["support_needs"]),
        learning_wishes=str(row["learning_wishes"]),
        adjustment_asked=bool(row["adjustment_asked"]),
    )


def pay_words(minor: int | None, period: str, currency: str) -> str:
    """Return pay in words, or nothing where none is noted."""
    return "" if minor is None else say_pay(Pay(minor, PayPeriod(period), currency))


def hours_words(least: int | None, most: int | None) -> str:
    """Return the hours that somebody wants to work, or nothing where none are noted."""
    if least is not None and most is not None and least != most:
        return f"{say_minutes(least)} to {say_minutes(most)} a week"
    if least is not None and least == most:
        return f"{say_minutes(least)} a week"
    if least is not None:
        return f"at least {say_minutes(least)} a week"
    return f"at most {say_minutes(most)} a week" if most is not None else ""
