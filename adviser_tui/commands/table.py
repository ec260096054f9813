"""The one table of commands that bindings, footer, palette, help and the guide are made from."""

from adviser_tui.commands.command import SCREEN_SCOPES, Command, Scope
from adviser_tui.commands.one_screen import ONE_SCREEN

_ALL: tuple[Scope, ...] = ("everywhere",)
_LIST: tuple[Scope, ...] = ("list",)
_MOVE: tuple[Scope, ...] = ("list", "match", "merge", "sync", "versions", "targets")
_ROW: tuple[Scope, ...] = ("list", "card")

COMMANDS: tuple[Command, ...] = (
    # Going somewhere.
    Command(
        "screen.today", ("1",), "Today", "Go to what is due, the most pressing first.", _ALL, 99
    ),
    Command(
        "screen.people", ("2",), "People", "Go to the participants of your caseload.", _ALL, 99
    ),
    Command("screen.employers", ("3",), "Employers", "Go to the employers and find one.", _ALL, 99),
    Command("screen.vacancies", ("4",), "Vacancies", "Go to the open vacancies.", _ALL, 99),
    Command(
        "screen.diary", ("5",), "Diary", "Go to the week: contacts, follow-ups, promises.", _ALL, 99
    ),
    Command(
        "screen.targets",
        ("6",),
        "Targets",
        "Go to the week's target, eight weeks, and every measure with what is behind it.",
        _ALL,
        99,
    ),
    Command(
        "screen.sync",
        ("7",),
        "Sync",
        "Go to what waits to be sent, what needs a look and what is confirmed.",
        _ALL,
        99,
    ),
    Command(
        "jump",
        ("o", "ctrl+o"),
        "Jump",
        "Put a letter on every part of the screen and go to one.",
        _ALL,
        60,
    ),
    Command(
        "back",
        ("escape",),
        "Back",
        "Go back a step; what was typed is kept.",
        ("everywhere", "form"),
        6,
        False,
    ),
    # Everywhere.
    Command(
        "quick.entry",
        ("ctrl+n",),
        "Quick entry",
        "Write down a contact or promise in one line.",
        _ALL,
        30,
    ),
    Command(
        "out_of_office",
        ("O",),
        "Out or back",
        "Say that you go out of the office, and with whom; again, that you are back.",
        _ALL,
        64,
    ),
    Command(
        "find.anything",
        ("ctrl+f",),
        "Find anything",
        "Find any employer, participant, vacancy or partner, or a company of the register.",
        _ALL,
        19,
    ),
    Command("palette", ("ctrl+p",), "Commands", "Find any command by its name.", _ALL, 4, False),
    Command(
        "help",
        ("f1", "?"),
        "Help",
        "Explain what has the focus and the keys that work here.",
        ("everywhere", "form"),
        2,
    ),
    Command("history.undo", ("u",), "Undo", "Take back the last thing you did.", _ALL, 35),
    Command("history.redo", ("U",), "Redo", "Do again what you took back.", _ALL, 70),
    Command(
        "history.open",
        ("H",),
        "History",
        "Show what was done, newest first; u takes back the newest.",
        _ALL,
        80,
    ),
    Command(
        "file.import",
        (),
        "Import a file",
        "Bring in employers, participants, vacancies or partners from a CSV or Excel file.",
        _ALL,
        99,
    ),
    Command(
        "register.open",
        (),
        "Register",
        "Import a national register of companies, and see how old the one here is.",
        _ALL,
        99,
    ),
    Command(
        "register.stop",
        (),
        "Stop register",
        "Stop the import of the national register; what was read is kept.",
        _ALL,
        99,
    ),
    Command(
        "partner.list",
        (),
        "Partners",
        "Go to the partner organisations and what is agreed with them.",
        _ALL,
        99,
    ),
    Command(
        "sync.now",
        ("ctrl+r",),
        "Sync now",
        "Send what waits and fetch what colleagues did; Escape in Sync stops it.",
        _ALL,
        72,
    ),
    Command(
        "hand_over.list",
        (),
        "Hand-overs",
        "Show who was handed over to whom, and answer what was offered to you.",
        _ALL,
        99,
    ),
    Command(
        "working_time",
        (),
        "Working time",
        "Say when you work and when you are away, so that targets are fair.",
        _ALL,
        99,
    ),
    Command("partner.add", (), "Add a partner", "Add a partner organisation.", _ALL, 99),
    Command("theme.next", (), "Theme", "Change the colours: dark, light, high contrast.", _ALL, 99),
    Command("quit", ("ctrl+q",), "Quit", "Leave; everything is saved already.", _ALL, 85),
    # Moving in a list.
    Command("list.down", ("j", "down"), "Down", "Move to the next row.", _MOVE, 99, False),
    Command("list.up", ("k", "up"), "Up", "Move to the row before.", _MOVE, 99, False),
    Command("list.top", ("g", "home"), "Top", "Move to the first row.", _MOVE, 99, False),
    Command("list.bottom", ("G", "end"), "Bottom", "Move to the last row.", _MOVE, 99, False),
    Command(
        "list.page_down",
        ("pagedown", "ctrl+d"),
        "Page down",
        "Move down by one page.",
        _MOVE,
        99,
        False,
    ),
    Command(
        "list.page_up", ("pageup", "ctrl+u"), "Page up", "Move up by one page.", _MOVE, 99, False
    ),
    Command(
        "list.open",
        ("enter",),
        "Open",
        "Open what is under the cursor.",
        ("list", "match", "card", "merge", "sync", "versions", "targets"),
        5,
    ),
    Command(
        "list.mark", ("space",), "Mark", "Mark this row, to act on several at once.", _LIST, 40
    ),
    Command(
        "list.mark_all",
        ("*",),
        "Mark all",
        "Mark every row shown, or none if all are marked.",
        _LIST,
        75,
    ),
    Command(
        "list.search",
        ("/",),
        "Search",
        "Search in this list; small typing mistakes are forgiven.",
        _LIST,
        12,
    ),
    Command("list.filter", ("f",), "Filter", "Show only some of the rows.", _LIST, 45),
    # Acting on a row or a card.
    Command("row.done", ("d",), "Done", "Mark as done and ask for the next step.", _ROW, 10),
    Command(
        "row.snooze",
        ("s",),
        "Snooze",
        "Move it to another day: 1 tomorrow, w a week, or a date in words.",
        _ROW,
        15,
    ),
    Command(
        "contact.log",
        ("l",),
        "Log",
        "Log a contact with this employer, participant or partner.",
        _ROW,
        11,
    ),
    Command(
        "contact.link",
        (),
        "Link contact",
        "Count an employer contact that was about nobody in particular for a participant.",
        _ROW,
        99,
    ),
    Command("promise.add", ("p",), "Promise", "Write down a promise with its date.", _ROW, 32),
    Command("new", ("n",), "New", "Add what fits here; elsewhere choose what to add.", _ROW, 20),
    Command(
        "match.open",
        ("m",),
        "Match",
        "Open the match sheet of a participant and a vacancy.",
        _ROW,
        18,
    ),
    Command(
        "timeline", ("t",), "Timeline", "Show everything that happened, newest first.", _ROW, 38
    ),
    Command(
        "edit",
        ("e",),
        "Edit",
        "Edit the field under the cursor.",
        ("list", "card", "match", "merge", "versions"),
        25,
    ),
    Command(
        "copy", ("c",), "Copy", "Copy what is under the cursor.", ("list", "card", "match"), 65
    ),
    Command(
        "void",
        ("v",),
        "Take off",
        "Take it off the record, with a reason; undo brings it back.",
        _ROW,
        68,
    ),
    Command("export", ("x",), "Export", "Write this list to a file.", _LIST, 78),
    *ONE_SCREEN,
    # Forms.
    Command("form.save", ("ctrl+s",), "Save", "Save what was entered.", ("form",), 1, False),
    Command(
        "form.empty",
        ("ctrl+l",),
        "Empty",
        "Empty the whole form and drop its draft; again brings back what stood there.",
        ("form",),
        7,
        False,
    ),
    Command(
        "form.next",
        ("enter",),
        "Next",
        "Go to the next field; on the last one, save.",
        ("form",),
        5,
        False,
    ),
)

BY_ID: dict[str, Command] = {one.id: one for one in COMMANDS}


def command(command_id: str) -> Command:
    """Return the command with this id; an unknown id is a mistake of ours and raises KeyError."""
    return BY_ID[command_id]


def commands_for(scope: Scope) -> tuple[Command, ...]:
    """Return the commands of a scope, in the order of the table."""
    return tuple(one for one in COMMANDS if scope in one.scopes)


__all__ = ["BY_ID", "COMMANDS", "SCREEN_SCOPES", "Command", "Scope", "command", "commands_for"]
