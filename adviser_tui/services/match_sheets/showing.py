"""From what a sheet rests on, and what it says, to the card that is shown."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from adviser_tui.services.checklist.proofs import LONGEST_PITCH
from adviser_tui.services.checklist.rules_person import consent as consent_rule
from adviser_tui.services.checklist.values import Answer, ItemState, SheetResult, Status
from adviser_tui.services.match_sheets.answer_words import answer_line
from adviser_tui.services.match_sheets.card import (
    AttemptLine,
    FixLine,
    OverrideLine,
    SheetCard,
    SheetGroup,
    SheetItemRow,
)
from adviser_tui.services.match_sheets.case import Case
from adviser_tui.services.match_sheets.reading import Read
from adviser_tui.services.match_sheets.sharing import text_for_employer
from adviser_tui.services.match_sheets.vacancy_facts import quality_lines, quality_of
from adviser_tui.services.submissions.words import outcome_words
from adviser_tui.services.words.say import say_date
from adviser_tui.storage.reading import day, moment
from models.kinds import AnswerSource, AnswerValue, Stage, SubmissionState
from seed.checklists import ByHand, Item, Need, Source

_GONE = (Stage.MOVED_ON, Stage.WITHDRAWN, Stage.TRANSFERRED)
_BEFORE = (
    SubmissionState.CONSIDERED,
    SubmissionState.CONSENT_ASKED,
    SubmissionState.PREPARED,
)


def show(
    case: Case, result: SheetResult, read: Read, me: str, frozen_at: datetime | None = None
) -> SheetCard:
    """Return the card of a sheet; `me` is called “you” in it, nobody where it is empty."""
    names = {str(row["id"]): str(row["name"]) for row in read("SELECT id, name FROM adviser", ())}
    if me:
        names[me] = "you"
    rows = {state.id: _row(case, state, names) for state in result.items}
    groups = tuple(
        SheetGroup(
            group.id,
            group.title,
            tuple(rows[item.id] for item in case.template.items if item.group == group.id),
        )
        for group in case.template.groups
    )
    vacancy, about = case.vacancy, case.facts.about_vacancy
    return SheetCard(
        sheet_id=case.kept.id,
        is_kept=case.kept.is_kept,
        participant_id=str(case.person["id"]),
        participant=case.facts.participant,
        vacancy_id=str(vacancy["id"]),
        vacancy=case.facts.vacancy,
        employer_id=str(vacancy["employer_id"]),
        employer=case.facts.employer,
        site=str(vacancy["site_name"] or vacancy["site_town"]),
        attempt=case.kept.attempt,
        template=result.template,
        template_version=result.version,
        result=result.state,
        headline=result.headline,
        groups=groups,
        counts=result.counts,
        reasons=result.reasons,
        unlocks=result.unlocks,
        pitch=case.kept.pitch,
        pitch_limit=LONGEST_PITCH,
        findings=case.findings,
        text_for_employer=text_for_employer(case.kept.pitch, case.level),
        consent_words=consent_rule(case.facts, case.today).note,
        level=case.level,
        must_haves=about.must_haves,
        live=about.live_submissions or 0,
        cap=case.facts.about_offer.cap,
        others=case.others,
        quality=quality_lines(quality_of(read, str(vacancy["id"]))),
        attempts=tuple(_attempt(row, case.today) for row in case.kept.earlier),
        submission_id=str(case.under_way["id"]) if case.under_way else "",
        stop=stop_words(case),
        as_of=case.today,
        frozen_at=frozen_at,
    )


def stop_words(case: Case) -> str:
    """Return why they cannot be put forward, whatever the sheet says; empty where they can."""
    who, employer = case.facts.participant, case.facts.employer
    if case.resting:
        until = day(case.vacancy["do_not_contact_until"])
        end = f" until {say_date(until, case.today)}" if until else ""
        why = (
            f" ({case.vacancy['do_not_contact_why']})" if case.vacancy["do_not_contact_why"] else ""
        )
        return f"{employer} asked not to be contacted{end}{why}."
    if case.person["stage"] in _GONE:
        return f"{who} is not looking for work with us: {_spoken(case.person['stage'])}."
    if case.under_way is not None and case.under_way["state"] not in _BEFORE:
        state = _spoken(case.under_way["state"])
        return f"{who} was put forward for this already and it is under way: {state}."
    return ""


def _spoken(word: str) -> str:
    return str(word).replace("_", " ")


def _attempt(row: Any, today: date) -> AttemptLine:
    frozen_at = moment(row["frozen_at"], row["submitted_offset"] or 0)
    words = f"put forward {say_date(frozen_at.date(), today)}"
    if row["submission_state"] and row["submission_state"] != SubmissionState.SUBMITTED:
        words += f", {outcome_words(row['submission_state'], row['reason'])}"
    return AttemptLine(
        str(row["id"]), int(row["attempt"]), frozen_at, str(row["submission_id"] or ""), words
    )


def _row(case: Case, state: ItemState, names: Mapping[str, str]) -> SheetItemRow:
    """Return one question as it is shown."""
    item = case.template.item(state.id)
    given = case.kept.answers.get(state.id)
    by_hand = item.by_hand is not ByHand.NEVER
    return SheetItemRow(
        id=state.id,
        group=state.group,
        label=state.label,
        question=state.question,
        why=item.why,
        need=state.need,
        status=state.status,
        locked=state.locked,
        answer=answer_line(state.answer, names, case.today),
        given=answer_line(given, names, case.today),
        on_record=answer_line(state.records, names, case.today),
        reason=state.reason,
        hint=state.hint,
        stale=_stale(state, given),
        unlock=_unlock(state),
        may_override=_may_override(state),
        override=_override(state, names),
        fix=_fix(case, state),
        by_hand=by_hand,
        sources=tuple(
            AnswerSource(each.value) for each in item.answered_by if each is not Source.AUTO
        ),
        values=_values(item) if by_hand else (),
        may_decline=item.may_decline,
        proof=item.proof,
    )


def _values(item: Item) -> tuple[AnswerValue, ...]:
    aside = (AnswerValue.NOT_APPLICABLE,) if item.not_applicable else ()
    return (AnswerValue.YES, AnswerValue.NO, *aside, AnswerValue.UNKNOWN)


def _stale(state: ItemState, given: Answer | None) -> str:
    """Return why an answer no longer holds, also where the item is advisory or overridden."""
    if state.status is Status.STALE:
        return state.reason
    if state.answer is not None or state.status in (Status.MET, Status.NOT_NEEDED):
        return ""
    said = given is not None and given.value is not AnswerValue.UNKNOWN
    on_record = state.records is not None and state.records.value is AnswerValue.YES
    return state.reason if said or on_record else ""


def _unlock(state: ItemState) -> str:
    if state.status is Status.TO_CONFIRM:
        return "Confirm what the records say."
    if state.status in (Status.MET, Status.NOT_NEEDED, Status.OVERRIDDEN):
        return ""
    return state.fix.text if state.fix else ""


def _may_override(state: ItemState) -> bool:
    """Say whether somebody may pass over the item with a reason, an action and its day."""
    return (
        state.need is Need.REQUIRED
        and not state.locked
        and state.status not in (Status.MET, Status.NOT_NEEDED)
    )


def _override(state: ItemState, names: Mapping[str, str]) -> OverrideLine | None:
    override = state.override
    if override is None:
        return None
    holds = state.status is Status.OVERRIDDEN
    return OverrideLine(
        reason=override.reason,
        action=override.action,
        due_on=override.due,
        who=names.get(override.by, ""),
        holds=holds,
        fault="" if holds else state.hint,
    )


def _fix(case: Case, state: ItemState) -> FixLine | None:
    if state.fix is None:
        return None
    kept_id, kept_due = case.kept.follow_ups.get(state.id, ("", None))
    text, due = state.fix.text, state.fix.due
    if state.override is not None and state.status is Status.OVERRIDDEN:
        text, due = state.override.action, state.override.due
    if kept_due is not None:
        words = f"in the diary for {say_date(kept_due, case.today)}"
        return FixLine(text, state.fix.side, kept_due, kept_id, words)
    return FixLine(text, state.fix.side, due, "", f"would be due {say_date(due, case.today)}")
