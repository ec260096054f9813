"""What a hand-over brings: why, the word of the colleague, and what stood when it was offered."""

from datetime import date

from adviser_tui.services.hand_overs.rows import HandOverCard
from adviser_tui.services.words.say import say_date
from adviser_tui.widgets.card import CardLine, CardSection
from screens.cards.shared import line_if


def hand_over_sections(card: HandOverCard, today: date) -> tuple[CardSection, ...]:
    """Return the offer and its pack."""
    row = card.row
    keys = "h accepts or returns it" if row.is_mine_to_answer else ""
    keys = "h takes it back" if row.is_mine_to_take_back else keys
    return (
        CardSection(
            f"Hand-over of {row.name}",
            (
                CardLine("Stands", row.words),
                *line_if("Why", row.why),
                *line_if("To know first", row.note),
                *line_if("They said", row.consent),
                CardLine("Record", row.name, ref=f"{row.about}:{row.about_id}"),
                *line_if("Next", keys, "good"),
            ),
        ),
        *(
            CardSection(
                f"{part.title}, as of {say_date(row.offered_on, today)}",
                tuple(
                    CardLine(say_date(line.on, today) if line.on else "—", line.words)
                    for line in part.lines
                ),
            )
            for part in card.pack
        ),
    )
