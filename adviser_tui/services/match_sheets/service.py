"""Match sheets: look at one, answer it, pass something over, turn what is missing into steps."""

from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.checklist.overrides import override_fault
from adviser_tui.services.checklist.values import Fix, MustHaveProof, Override, Status
from adviser_tui.services.desk import Desk
from adviser_tui.services.match_sheets.card import PitchFinding, SheetCard
from adviser_tui.services.match_sheets.case import Case, gather
from adviser_tui.services.match_sheets.given import CONSENT_ITEM, PITCH_ITEM, Given, source_of
from adviser_tui.services.match_sheets.kept import kept_sheet
from adviser_tui.services.match_sheets.questions import questions_of
from adviser_tui.services.match_sheets.reading import within
from adviser_tui.services.match_sheets.showing import show
from adviser_tui.text import clean_text
from models.kinds import AnswerSource, AnswerValue, DisclosureLevel
from seed.checklists import Item, Need, Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import MatchSheet


class MatchSheets:
    """The "right person, first time" sheet of a participant and a vacancy (domain.md section 4)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def template(self) -> Template:
        """The questions with their rules."""
        return questions_of(self._desk.database.folder)

    def open(self, participant_id: str, vacancy_id: str) -> SheetCard:
        """Return the sheet that is being filled in, or the one to be begun; writes nothing."""
        read = self._desk.database.rows
        case = gather(self._desk, read, participant_id, vacancy_id)
        return show(case, case.judged(), read, self._desk.me)

    def frozen(self, sheet_id: str) -> SheetCard:
        """Return a submitted sheet as it was kept that day."""
        from adviser_tui.services.match_sheets.freezing import card_from, is_frozen_card
        from adviser_tui.services.match_sheets.thin_copies import thin_card

        row = self._desk.database.row(
            "SELECT frozen FROM match_sheet WHERE id = ? AND frozen <> '' AND void_reason IS NULL",
            (sheet_id,),
        )
        if row is None:
            raise NotFoundError("There is no submitted match sheet with that id.")
        text = str(row["frozen"])
        return card_from(text) if is_frozen_card(text) else thin_card(self._desk, sheet_id, text)

    def find_words(
        self, participant_id: str, vacancy_id: str, text: str
    ) -> tuple[PitchFinding, ...]:
        """Return what must go from a text before this employer reads it (T5); writes nothing."""
        case = gather(self._desk, self._desk.database.rows, participant_id, vacancy_id)
        return case.find_words(text)

    def answer(
        self,
        participant_id: str,
        vacancy_id: str,
        item: str,
        value: AnswerValue,
        *,
        source: AnswerSource | None = None,
        note: str = "",
        declined: bool = False,
        proofs: tuple[MustHaveProof, ...] = (),
        level: DisclosureLevel | None = None,
    ) -> SheetCard:
        """Answer one question and return the sheet as it stands then."""
        given = Given(item, value, source, note, declined, proofs, level)
        return self.answer_many(participant_id, vacancy_id, (given,))

    def answer_many(
        self, participant_id: str, vacancy_id: str, answers: Iterable[Given]
    ) -> SheetCard:
        """Answer several questions in one action; where one cannot be given, none is."""
        with self._filling(participant_id, vacancy_id) as (work, sheet, finish):
            for given in answers:
                self._answer(work, sheet, self.template.item(given.item), given)
            return finish()

    def set_pitch(
        self, participant_id: str, vacancy_id: str, text: str, *, answers: bool = False
    ) -> SheetCard:
        """Write the sentence for the employer: why this person for this job (M3, T5).

        With `answers` the adviser stands by it, so it answers M3 in the same action.
        """
        with self._filling(participant_id, vacancy_id) as (work, sheet, finish):
            work.change(sheet, pitch=clean_text(text))
            if answers:
                given = Given(PITCH_ITEM, AnswerValue.YES)
                self._answer(work, sheet, self.template.item(PITCH_ITEM), given)
            return finish()

    def override(
        self,
        participant_id: str,
        vacancy_id: str,
        item: str,
        reason: str,
        action: str = "",
        due: date | None = None,
    ) -> SheetCard:
        """Pass over an unmet required item, with the action put into the diary.

        Without an action and a day those of the item's own follow-up are taken. Raises
        `RuleError` where the item can never be passed over or the reason is too short.
        """
        from adviser_tui.services.match_sheets.writing import keep_follow_up, keep_override

        wanted = self.template.item(item)
        with self._filling(participant_id, vacancy_id) as (work, sheet, finish):
            case = gather(self._desk, within(work), participant_id, vacancy_id)
            override = _checked_override(case, wanted, reason, action, due)
            keep_override(work, sheet, wanted.id, override.reason, override.action, override.due)
            fix = Fix(wanted.id, override.action, wanted.fix.side, override.due)
            keep_follow_up(work, case, fix)
            return finish()

    def lift_override(self, participant_id: str, vacancy_id: str, item: str) -> SheetCard:
        """Take an override back; the follow-up of its action stays in the diary."""
        from models.tables import MatchOverride

        wanted = self.template.item(item)
        with self._filling(participant_id, vacancy_id) as (work, sheet, finish):
            for row in work.find(MatchOverride, sheet_id=sheet.id, item=wanted.id):
                work.void(row, "lifted")
            return finish()

    def make_follow_up(
        self, participant_id: str, vacancy_id: str, item: str, due: date | None = None
    ) -> str:
        """Turn one unmet item into a dated follow-up and return its id; never twice."""
        wanted = self.template.item(item)
        made = self._make(participant_id, vacancy_id, wanted.id, due)
        if not made:
            raise RuleError(
                f"{wanted.id} ({wanted.label}) needs no follow-up: nothing about it is open."
            )
        return made[0]

    def make_all_follow_ups(self, participant_id: str, vacancy_id: str) -> tuple[str, ...]:
        """Turn every required item that is unmet into a follow-up, in one action."""
        return self._make(participant_id, vacancy_id, "", None)

    def _make(
        self, participant_id: str, vacancy_id: str, item: str, due: date | None
    ) -> tuple[str, ...]:
        """Put the follow-up of one item, or of every required one, into the diary."""
        from adviser_tui.services.match_sheets.writing import keep_follow_up

        with self._filling(participant_id, vacancy_id) as (work, _, finish):
            case = gather(self._desk, within(work), participant_id, vacancy_id)
            wanted = {item} if item else {fix.item for fix in case.judged().fixes}
            fixes = [fix for fix in _offered(case) if fix.item in wanted]
            made = tuple(keep_follow_up(work, case, fix, due) for fix in fixes)
            finish()
            return made

    @contextmanager
    def _filling(
        self, participant_id: str, vacancy_id: str
    ) -> "Iterator[tuple[UnitOfWork, MatchSheet, Callable[[], SheetCard]]]":
        """Open one action on the sheet; the last of what is given back judges it anew."""
        from adviser_tui.services.match_sheets.writing import keep_state, sheet_row

        with self._desk.database.write() as work:
            read = within(work)
            zone = self._desk.local_now.tzinfo
            kept = kept_sheet(read, participant_id, vacancy_id, zone)
            sheet = sheet_row(work, kept, participant_id, vacancy_id, self.template)

            def finish() -> SheetCard:
                case = gather(self._desk, read, participant_id, vacancy_id)
                result = case.judged()
                keep_state(work, sheet, result.state)
                return show(case, result, read, self._desk.me)

            yield work, sheet, finish

    def _answer(self, work: "UnitOfWork", sheet: "MatchSheet", item: Item, given: Given) -> None:
        from adviser_tui.services.match_sheets.consenting import keep_consent
        from adviser_tui.services.match_sheets.writing import keep_answer

        source = source_of(item, given)
        if item.id == CONSENT_ITEM and given.value is AnswerValue.YES:
            keep_consent(self._desk, work, sheet, given)
        elif given.level is not None:
            raise InputError("How much may be told goes with a yes to C2 alone.", "level")
        if item.id == PITCH_ITEM and given.value is AnswerValue.YES and not sheet.pitch:
            work.change(sheet, pitch=clean_text(given.note))
        keep_answer(work, sheet, item, given, source)


def _offered(case: Case) -> list[Fix]:
    """Return the follow-up of each item that is open, of an overridden one its action."""
    offered = []
    for state in case.judged().items:
        if state.fix is None:
            continue
        fix = state.fix
        if state.override is not None and state.status is Status.OVERRIDDEN:
            fix = replace(fix, text=state.override.action, due=state.override.due)
        offered.append(fix)
    return offered


def _checked_override(
    case: Case, item: Item, reason: str, action: str, due: date | None
) -> Override:
    """Return the override with what was left out filled in; raises where it cannot hold."""
    state: Any = case.judged().item(item.id)
    if state.need is not Need.REQUIRED:
        raise RuleError(
            f"{item.id} ({item.label}) holds nothing back here, so there is nothing to override."
        )
    if state.status is Status.MET and not item.locked:
        raise RuleError(f"{item.id} ({item.label}) is met, so there is nothing to override.")
    fix = state.fix
    override = Override(
        item=item.id,
        reason=clean_text(reason),
        action=clean_text(action) or (fix.text if fix else ""),
        due=due or (fix.due if fix else case.today),
    )
    fault = override_fault(item, override, case.today)
    if fault:
        raise RuleError(f"{fault} Nothing was changed.")
    return override
