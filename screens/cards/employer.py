"""The card of an employer: how often it was contacted first, so that it is read before dialling."""

from adviser_tui.services.employers.card import EmployerCard
from adviser_tui.services.employers.card_lines import NeedLine, PersonLine
from adviser_tui.services.employers.quiet_line import QuietLine
from adviser_tui.services.merging.grouping import BranchLine
from adviser_tui.widgets.card import CardLine, CardSection
from adviser_tui.widgets.columns import Tone
from models.kinds import NeedState, PersonState, PromiseState
from screens.cards.shared import day_words, spoken, timeline_section

_CONFIDENT = {1: "committed", 2: "employer", 3: "leader"}
_QUIET_SHOWN = 8


def employer_sections(card: EmployerCard) -> tuple[CardSection, ...]:
    """Return everything known about an employer."""
    return (
        quiet_section(card.quiet, card.name),
        _standing(card),
        CardSection(
            "People",
            tuple(_person(line) for line in card.people),
            "Nobody yet; logging a contact with @name adds somebody.",
        ),
        _open(card),
        CardSection("Needs", tuple(_need(line) for line in card.needs), "None recorded yet."),
        CardSection(
            "Vacancies",
            tuple(
                CardLine(
                    spoken(line.state),
                    f"{line.title}, {line.live} live",
                    ref=f"vacancy:{line.id}",
                )
                for line in card.vacancies
            ),
            "None; n on Vacancies adds one.",
        ),
        _places(card),
        *_group(card),
        timeline_section(card.timeline),
    )


def quiet_section(quiet: QuietLine, title: str = "Last 28 days") -> CardSection:
    """Return the contact record of 28 days, what to mind first (M7)."""
    return CardSection(
        title,
        (
            CardLine("Last 28 days", quiet.sentence, "warning" if quiet.warnings else "normal"),
            *(
                CardLine(
                    f"{row.at.day} {row.at:%b}",
                    f"{row.name}, {spoken(row.channel)}, {spoken(row.purpose)}",
                    "normal" if row.counts else "muted",
                )
                for row in quiet.rows[:_QUIET_SHOWN]
            ),
        ),
    )


def _standing(card: EmployerCard) -> CardSection:
    def field(label: str, value: str, name: str, tone: Tone = "normal") -> CardLine:
        return CardLine(label, value or "—", tone if value else "muted", _at(card, name))

    rest: Tone = "danger" if card.do_not_contact else "normal"
    why = card.do_not_contact_why
    stage = f"{spoken(card.stage)}: {why}" if card.do_not_contact and why else spoken(card.stage)
    level = _CONFIDENT.get(card.disability_confident or 0, "")
    confident = f"Disability Confident {level}" if level else ""
    return CardSection(
        "How it stands",
        (
            field("Stage", stage, "stage", rest),
            field("Engagement", card.engagement.words, "manual_level"),
            field("Point of contact", card.spoc, "spoc_id"),
            field("Deputy", card.deputy, "deputy_id"),
            field("Trades as", card.trading_name, "trading_name"),
            field("Was called", ", ".join(card.previous_names), "previous_names"),
            field("Phone", card.phone, "phone"),
            field("E-mail", card.email, "email"),
            field("Prefers", spoken(card.preferred_channel or ""), "preferred_channel"),
            field("Our line", card.pitch, "pitch"),
            field("Scheme", confident, "disability_confident"),
            field("Size", card.size_band, "size_band"),
            field("Number", card.company_number, "company_number"),
            field("Notes", card.notes, "notes"),
        ),
    )


def _person(line: PersonLine) -> CardLine:
    says = [line.role, line.phone, line.email]
    says += ["has a say in hiring"] if line.has_hiring_say else []
    says += ["expects us"] if line.expects_us else []
    says += [f"left {day_words(line.left_on)}".strip()] if line.state == PersonState.LEFT else []
    tone: Tone = "muted" if line.state == PersonState.LEFT else "normal"
    words = ", ".join(each for each in says if each) or "—"
    return CardLine(line.name, words, tone, f"employer_person:{line.id}:role")


def _need(line: NeedLine) -> CardLine:
    count = f"{line.number} × " if line.number else ""
    tone: Tone = "normal" if line.state == NeedState.LIVE else "muted"
    told = day_words(line.told_on)
    when = f" for {line.month}" if line.month else ""
    return CardLine(
        spoken(line.state), f"{count}{line.task}{when}, told {told}", tone, f"need:{line.id}:task"
    )


def _open(card: EmployerCard) -> CardSection:
    follow_ups = tuple(
        CardLine(
            "Follow-up",
            f"{line.what}, {day_words(line.due_on)} {line.due_time}".strip(),
            field=f"follow_up:{line.id}:what",
        )
        for line in card.follow_ups
    )
    promises = tuple(
        CardLine(
            "We promised" if line.made_by == "us" else "They promised",
            f"{line.what}, by {day_words(line.due_on)}: {spoken(line.state)}",
            "normal" if line.state == PromiseState.OPEN else "muted",
            f"promise:{line.id}:what",
        )
        for line in card.promises
    )
    return CardSection("Owed", (*follow_ups, *promises), "Nothing; p makes a promise.")


def _places(card: EmployerCard) -> CardSection:
    lines = tuple(
        CardLine(
            line.name or ("Main site" if line.is_main else "Site"),
            ", ".join(each for each in (line.address, line.town, line.postcode) if each) or "—",
            field=f"employer_site:{line.id}:address",
        )
        for line in card.sites
    )
    return CardSection("Sites", lines)


def _group(card: EmployerCard) -> tuple[CardSection, ...]:
    """Return the company's other places, each with the latest dealing."""
    lines = tuple(_branch("Branch", line) for line in card.branches)
    if card.above is not None:
        lines = (_branch("Branch of", card.above), *lines)
    return (CardSection("Group", lines),) if lines else ()


def _branch(label: str, line: BranchLine) -> CardLine:
    last = day_words(line.last_on)
    dealt = f"{spoken(line.channel)} {last}" if last else "never spoken to"
    words = f"{line.label}: {spoken(line.stage)}, {dealt}"
    return CardLine(label, words, ref=f"employer:{line.id}")


def _at(card: EmployerCard, field: str) -> str:
    return f"employer:{card.id}:{field}"
