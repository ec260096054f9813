"""The parts of the Sync screen as rows, each with what is said of it in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from adviser_tui.services.office import Office
from adviser_tui.services.sync import leading_to
from adviser_tui.services.sync.two_versions import TwoVersions
from adviser_tui.services.sync.waiting import Delivery, Issue
from adviser_tui.services.words.say import say_moment
from adviser_tui.widgets.card import CardLine, CardSection
from adviser_tui.widgets.columns import Cell, Column, Heading, ListRow, Tone
from screens.cards.shared import line_if, sentence
from screens.sync_versions_rows import by_whom

PartId = Literal["waiting", "look", "confirmed", "devices", "team"]
Action = Literal["versions", "again", "give_up", "decide"]
Rows = Sequence[ListRow | Heading]

_WHEN = 18
_GONE = "something no longer shared with you"
_STATES: dict[str, Tone] = {
    "held": "muted",
    "set aside": "warning",
    "not accepted": "danger",
    "erased": "muted",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What one row stands for: its words in full, where Enter leads, and what keys may do."""

    sections: tuple[CardSection, ...]
    ref: str = ""
    """A record, or `versions:entity:id`."""
    may: frozenset[Action] = frozenset()
    number: int = 0
    """Of the change that is sent again or given up."""


@dataclass(frozen=True, slots=True)
class PartView:
    """A part as the list shows it."""

    columns: tuple[Column, ...]
    rows: Rows = ()
    shown: Mapping[str, Shown] = field(default_factory=dict)
    empty: tuple[str, str] = ("Nothing here.", "")


def waiting_part(office: Office) -> PartView:
    """Return what the hub has not confirmed yet."""
    found = _told(office.sync.waiting.rows())
    return PartView(
        (Column("What waits", share=1, least=30), Column("Since", _WHEN), Column("Changes", 7)),
        [
            ListRow(
                f"w{one.first}",
                (one.words, Cell(_when(office, one.at), "muted"), str(one.changes)),
            )
            for one in found
        ],
        {f"w{one.first}": _delivered(office, one) for one in found},
        ("Nothing waits to be sent.", "What you record next waits here until it is confirmed."),
    )


def confirmed_part(office: Office) -> PartView:
    """Return what the hub confirmed last."""
    hub = hub_name(office)
    found = _told(office.sync.waiting.confirmed())
    issues = {one.number: one.state for one in office.sync.waiting.issues(also_dealt_with=True)}

    def outcome(one: Delivery) -> str:
        """Return what became of an action that the hub answered and did not simply take."""
        states = (issues.get(number) for number in range(one.first, one.last + 1))
        return next((state for state in states if state), "")

    return PartView(
        (
            Column("What was confirmed", share=1, least=30),
            Column("Done", _WHEN, priority=1),
            Column("Confirmed", _WHEN),
        ),
        [
            ListRow(
                f"c{one.first}",
                (
                    one.words,
                    Cell(_when(office, one.at), "muted"),
                    Cell(outcome(one), _STATES.get(outcome(one), "warning"))
                    if outcome(one)
                    else Cell(_when(office, one.confirmed_at) or "earlier", "good"),
                ),
            )
            for one in found
        ],
        {f"c{one.first}": _delivered(office, one, hub, outcome(one)) for one in found},
        ("Nothing was confirmed yet.", "ctrl+r syncs now."),
    )


def _told(found: Sequence[Delivery]) -> list[Delivery]:
    """Return actions with words for those of which nothing is kept here any more."""
    return [replace(one, words=_GONE) if one.words == "nothing" else one for one in found]


def hub_name(office: Office) -> str:
    """Return the hub as an adviser knows it: by its name, or else by its address."""
    mine = office.sync.membership
    if mine is not None and (named := office.sync.status().hub) and named != mine.url:
        return f"the hub {named}"
    address = mine.url.removeprefix("https://") if mine is not None else ""
    return f"the hub at {address}" if address else "the hub"


def _delivered(office: Office, one: Delivery, hub: str = "", outcome: str = "") -> Shown:
    state = "waits for the hub to confirm it"
    tone: Tone = "warning"
    if outcome:
        state = f"{outcome}: see To look at"
    elif one.state == "confirmed":
        at = _when(office, one.confirmed_at)
        state, tone = f"confirmed {at} by {hub}".replace("  ", " "), "good"
    ref = leading_to.of_change(office.database, one.first)
    return Shown(
        (
            CardSection(
                sentence(one.words),
                (
                    CardLine("Done", _when(office, one.at)),
                    CardLine("Stands", state, tone),
                    CardLine("Changes", str(one.changes)),
                    *line_if("Enter", "opens the record" if ref else "", "muted"),
                ),
            ),
        ),
        ref,
    )


def look_part(office: Office) -> PartView:
    """Return what needs somebody's eye: two versions, then what the hub did not simply take."""
    pairs = office.sync.conflicts.rows()
    issues = office.sync.waiting.issues()
    rows: list[ListRow | Heading] = []
    shown: dict[str, Shown] = {}
    grouped: dict[tuple[str, str], list[TwoVersions]] = {}
    for pair in pairs:
        grouped.setdefault((pair.entity, pair.row_id), []).append(pair)
    if grouped:
        many = "1 field" if len(pairs) == 1 else f"{len(pairs)} fields"
        rows.append(Heading(f"Two versions of {many}", "warning"))
    for (entity, row_id), several in grouped.items():
        row_key = f"v{entity}:{row_id}"
        rows.append(_versions_row(row_key, several))
        shown[row_key] = Shown(
            _versions_sections(several), f"versions:{entity}:{row_id}", frozenset({"versions"})
        )
    headings = (("not accepted", "Not accepted"), ("set aside", "Set aside"), ("held", "Held"))
    told = {state for state, _ in headings}
    for state, title in (*headings, ("", "Others")):
        here = [
            one for one in issues if one.state == state or (not state and one.state not in told)
        ]
        if here:
            rows.append(Heading(f"{title}, {len(here)}", _STATES.get(state, "muted")))
        for issue in here:
            rows.append(_issue_row(office, issue))
            shown[f"i{issue.number}"] = _issue_shown(office, issue)
    return PartView(
        (
            Column("Record", share=3, least=26),
            Column("What", share=2, least=18),
            Column("Since", 16),
        ),
        rows,
        shown,
        ("Nothing needs a look.", "Two versions and what was not accepted would stand here."),
    )


def _versions_row(row_key: str, several: Sequence[TwoVersions]) -> ListRow:
    labels = ", ".join(pair.label for pair in several)
    latest = several[0].lost.at or several[0].kept.at
    return ListRow(row_key, (several[0].record, Cell(labels, "warning"), Cell(latest, "muted")))


def _versions_sections(several: Sequence[TwoVersions]) -> tuple[CardSection, ...]:
    return tuple(
        CardSection(
            pair.label,
            (
                CardLine("Counts now", f"{pair.now or pair.kept.words}  ({by_whom(pair)})"),
                CardLine("The other", f"{pair.lost.words}  ({pair.lost.by})"),
            ),
        )
        for pair in several
    )


def _issue_row(office: Office, issue: Issue) -> ListRow:
    mark = "new: " if issue.is_new else ""
    return ListRow(
        f"i{issue.number}",
        (
            issue.record,
            Cell(f"{mark}{issue.fields or issue.state}", _STATES.get(issue.state, "normal")),
            Cell(_when(office, issue.at), "muted"),
        ),
    )


def _issue_shown(office: Office, issue: Issue) -> Shown:
    keys = [
        "r sends it again" if issue.may_send_again else "",
        "" if issue.is_for_now else "x gives it up",
    ]
    ref = leading_to.of_change(office.database, issue.number)
    may: set[Action] = set()
    if issue.may_send_again:
        may.add("again")
    if not issue.is_for_now:
        may.add("give_up")
    return Shown(
        (
            CardSection(
                f"{sentence(issue.record)}: {issue.state}",
                (
                    CardLine("Why", issue.sentence),
                    *line_if("Changed", issue.fields),
                    CardLine("Said", _when(office, issue.at)),
                    *line_if("Keys", ", ".join(key for key in keys if key), "muted"),
                    *line_if("Enter", "opens the record" if ref else "", "muted"),
                ),
            ),
        ),
        ref,
        frozenset(may),
        issue.number,
    )


def _when(office: Office, at: datetime | None) -> str:
    return say_moment(at, office.desk.local_now) if at else ""
