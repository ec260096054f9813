"""One question in full: why it is asked, what answers it, what would mend it."""

from adviser_tui.services.match_sheets.card import AnswerLine, SheetCard, SheetItemRow
from adviser_tui.services.measures.learning import Learned
from adviser_tui.widgets.card import CardLine, CardSection
from screens.cards.shared import line_if
from screens.matching.rows import says
from seed.checklists import Proof


def item_sections(
    item: SheetItemRow, sheet: SheetCard, learned: Learned | None = None
) -> tuple[CardSection, ...]:
    """Return the question under the cursor, and then what the whole sheet still wants."""
    words, tone = says(item)
    lesson = learned.about(item.id) if learned else None
    need = "never passed over" if item.locked else "required" if item.is_required else "advisory"
    return (
        CardSection(
            f"{item.id} {item.label}",
            (
                CardLine("Question", item.question),
                CardLine("Stands", words, tone),
                *line_if("Because", item.reason),
                *line_if("Too old", item.stale, "warning"),
                *line_if("To mend it", item.unlock, "warning"),
                *line_if("Note", item.hint, "muted"),
                *line_if("Learned", f"{lesson.words} (12 months)" if lesson else "", "muted"),
                CardLine("Counts as", need, "muted"),
                CardLine("Why we ask", item.why, "muted"),
            ),
        ),
        *_answers(item),
        *_override(item),
        *_fix(item),
        *_extra(item, sheet),
        _whole(sheet),
    )


def _answers(item: SheetItemRow) -> tuple[CardSection, ...]:
    lines: list[CardLine] = []
    for label, answer in (("Answer", item.answer), ("Records", item.on_record)):
        if answer is not None and not (label == "Records" and _same(answer, item.answer)):
            lines.append(CardLine(label, answer.words))
            lines.extend(_details(answer))
    lines.extend(CardLine("From", link.label, "good", ref=link.ref) for link in item.records)
    return (CardSection("What answers it", tuple(lines), "Nobody and nothing yet."),)


def _same(one: AnswerLine, other: AnswerLine | None) -> bool:
    return other is not None and one.words == other.words


def _details(answer: AnswerLine) -> list[CardLine]:
    lines = [CardLine("", answer.note)] if answer.note else []
    for proof in answer.proofs:
        words = proof.proof or f"plan: {proof.plan}"
        lines.append(CardLine(proof.must_have, words))
    return lines


def _override(item: SheetItemRow) -> tuple[CardSection, ...]:
    over = item.override
    if over is None:
        return ()
    lines = (
        CardLine("Because", over.reason),
        CardLine(
            "Meanwhile",
            f"{over.action}, by {over.due_on:%a} {over.due_on.day} {over.due_on:%b}, {over.who}",
        ),
        *line_if("But", over.fault, "danger"),
    )
    return (CardSection("Passed over", lines),)


def _fix(item: SheetItemRow) -> tuple[CardSection, ...]:
    if item.fix is None:
        return ()
    key = "" if item.fix.follow_up_id else " (f makes it)"
    return (CardSection("Follow-up", (CardLine("", f"{item.fix.text}, {item.fix.words}{key}"),)),)


def _extra(item: SheetItemRow, sheet: SheetCard) -> tuple[CardSection, ...]:
    if item.proof is Proof.PITCH or item.id == "T5":
        found = tuple(CardLine("Mind", each.sentence, "danger") for each in sheet.findings)
        text = CardLine("Sentence", sheet.pitch or "not written yet", field="pitch")
        return (CardSection(f"For the employer, at most {sheet.pitch_limit}", (text, *found)),)
    if item.proof is Proof.MUST_HAVES:
        lines = tuple(CardLine("", each) for each in sheet.must_haves)
        return (CardSection("Must-haves", lines, "None are noted on the vacancy."),)
    if item.id == "T4":
        lines = tuple(
            CardLine("", each.name, ref=f"participant:{each.id}") for each in sheet.others
        )
        return (CardSection("Others who fit, in no order", lines, "Nobody else."),)
    if item.id == "M5":
        lines = tuple(
            CardLine(each.dimension, f"{each.said} {'; '.join(each.facts)}".strip())
            for each in sheet.quality
        )
        return (CardSection("Quality of the job", lines),)
    return ()


def _whole(sheet: SheetCard) -> CardSection:
    missing = tuple(
        CardLine(item.id, item.unlock or item.reason or item.label) for item in sheet.missing
    )
    earlier = tuple(
        CardLine(f"Attempt {each.attempt}", each.words, "muted") for each in sheet.attempts
    )
    return CardSection("What the sheet still wants", (*missing, *earlier), "Nothing.")
