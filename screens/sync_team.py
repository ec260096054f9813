"""The parts of the Sync screen that ask the hub: devices, and what a team lead decides."""

from adviser_tui.errors import AdviserError
from adviser_tui.services.office import Office
from adviser_tui.services.sync.reviewing import KnownDevice, Reviewing, SetAside
from adviser_tui.services.words.say import say_moment
from adviser_tui.widgets.card import CardLine, CardSection
from adviser_tui.widgets.columns import Cell, Column, Heading, ListRow
from screens.cards.shared import line_if, sentence
from screens.sync_parts import PartView, Shown, hub_name

_HERE = "here"
_STATES = {"active": "works", "drain": "may only deliver", "revoked": "taken out"}


def devices_part(office: Office) -> PartView:
    """Return this laptop, its hub and clock, and the devices that the hub tells of."""
    rows: list[ListRow | Heading] = [ListRow(_HERE, ("This laptop", Cell(_now(office), "good")))]
    shown = {_HERE: Shown((_here(office),))}
    try:
        devices = Reviewing(office).devices()
    except AdviserError as error:
        rows.append(Heading("Devices at the hub"))
        rows.append(ListRow("none", ("The hub was not asked", Cell("now", "warning"))))
        shown["none"] = Shown((CardSection("Devices at the hub", (), str(error)),))
        devices = ()
    if devices:
        rows.append(Heading(f"Devices at the hub, {len(devices)}"))
    for one in devices:
        rows.append(_device_row(office, one))
        shown[f"d{one.number}"] = Shown((_device_card(office, one),))
    return PartView((Column("Device", share=1, least=24), Column("Last seen", 22)), rows, shown)


def _now(office: Office) -> str:
    last = office.sync.status().last
    return f"synced {say_moment(last, office.desk.local_now)}" if last else "not synced yet"


def _here(office: Office) -> CardSection:
    status, mine = office.sync.status(), office.sync.membership
    clock = status.clock_words() or "about the same as the hub's"
    return CardSection(
        "This laptop",
        (
            CardLine("Hub", hub_name(office)),
            CardLine("You are", f"{status.user_name}, {status.role}"),
            CardLine("Teams", ", ".join(status.teams) or "—"),
            CardLine("Device number", str(mine.dev_no) if mine else "—"),
            CardLine("Last good sync", _now(office).removeprefix("synced ")),
            CardLine("Clock", clock, "warning" if status.clock_words() else "normal"),
            *line_if("Trouble", status.trouble, "danger"),
        ),
    )


def _device_row(office: Office, one: KnownDevice) -> ListRow:
    this = " (this laptop)" if one.is_this else ""
    seen = say_moment(one.seen, office.desk.local_now) if one.seen else "never"
    name = f"{one.person}: {one.name}{this}" if one.person else f"{one.name}{this}"
    return ListRow(f"d{one.number}", (name, Cell(seen, "muted")))


def _device_card(office: Office, one: KnownDevice) -> CardSection:
    seen = say_moment(one.seen, office.desk.local_now) if one.seen else "never"
    return CardSection(
        one.name,
        (
            *line_if("Whose", one.person),
            CardLine("Device number", str(one.number)),
            CardLine("State", _STATES.get(one.state, one.state)),
            CardLine("Last seen", seen),
            *line_if("Program", one.program),
        ),
    )


def team_part(office: Office) -> PartView:
    """Return what was set aside for the lead of the team."""
    found = Reviewing(office).items()
    office.sync.note_set_aside(len(found))
    return PartView(
        (
            Column("Record", share=2, least=22),
            Column("By", 18, priority=1),
            Column("Waits since", 18),
        ),
        [_set_aside_row(office, one) for one in found],
        {
            one.id: Shown((_set_aside_card(office, one),), may=frozenset({"decide"}))
            for one in found
        },
        ("Nothing was set aside in your team.", "t moves a participant to another team."),
    )


def _set_aside_row(office: Office, one: SetAside) -> ListRow:
    since = say_moment(one.since, office.desk.local_now)
    return ListRow(one.id, (one.record, one.author, Cell(since, "muted")))


def _set_aside_card(office: Office, one: SetAside) -> CardSection:
    does = "Would be added" if one.is_new else "Would become"
    now = [f"  (now {words})" for words in one.now] or [""] * len(one.fields)
    return CardSection(
        f"{sentence(one.record)}: {does.lower()}",
        (
            *(
                CardLine(label, f"{value}{stands}")
                for (label, value), stands in zip(one.fields, now, strict=True)
            ),
            CardLine("By", f"{one.author}, {one.done_at}".removesuffix(", ")),
            CardLine("Set aside since", one.why, "warning"),
            CardLine("Keys", "a accepts it, n rejects it with a reason", "muted"),
        ),
    )
