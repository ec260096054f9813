"""The form that asks for each must-have what shows it, or how it will be met."""

from functools import partial

from adviser_tui.services.checklist.values import MustHaveProof
from adviser_tui.services.match_sheets.card import SheetCard, SheetItemRow
from adviser_tui.services.office import Office
from adviser_tui.services.words.next_step import understand_next_step
from adviser_tui.widgets.fields import DateField
from adviser_tui.widgets.form import FormScreen
from models.kinds import AnswerValue

PLAN = "plan "


def proofs_form(office: Office, sheet: SheetCard, item: SheetItemRow) -> FormScreen:
    """Return a form with one line for each must-have of the vacancy (M1)."""
    known = {one.must_have: one for one in (item.given.proofs if item.given else ())}
    wanted = sheet.must_haves or ("the work as a whole",)

    def save(values: dict[str, str]) -> None:
        proofs = tuple(
            _proof(office, must_have, values[f"proof{number}"])
            for number, must_have in enumerate(wanted)
        )
        office.match_sheets.answer(
            sheet.participant_id,
            sheet.vacancy_id,
            item.id,
            AnswerValue.YES,
            source=item.sources[0],
            proofs=proofs if sheet.must_haves else (),
            note="" if sheet.must_haves else values["proof0"],
        )

    return FormScreen(
        f"{item.id}: what shows that {sheet.participant} can do it?",
        tuple(
            DateField(
                name=f"proof{number}",
                label=must_have,
                required=True,
                value=known[must_have].proof if must_have in known else "",
                parse=partial(_in_words, office),
            )
            for number, must_have in enumerate(wanted)
        ),
        save,
        intro="One concrete thing for each, such as “drove one at the depot for two years”. "
        "What is still to come: “plan fri takes the test”.",
    )


def _in_words(office: Office, text: str) -> tuple[str, str]:
    proof = _proof(office, "", text)
    if proof.plan_by is None:
        return text, ""
    return text, f"planned by {proof.plan_by:%a} {proof.plan_by.day} {proof.plan_by:%b}"


def _proof(office: Office, must_have: str, text: str) -> MustHaveProof:
    """Read a proof, or after `plan` a day and what will be done by it."""
    if not text.lower().startswith(PLAN):
        return MustHaveProof(must_have, proof=text)
    desk = office.desk
    step = understand_next_step(text[len(PLAN) :], desk.today, desk.holidays)
    return MustHaveProof(must_have, plan=step.what, plan_by=step.day)
