"""The one table of commands that bindings, footer, palette, help and the guide are made from."""

from adviser_tui.commands.command import SCREEN_SCOPES, Command, Scope

_ALL: tuple[Scope, ...] = ("everywhere",)
_LIST: tuple[Scope, ...] = ("list",)
_MOVE: tuple[Scope, ...] = ("list", "match", "merge")
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
        ("list", "match", "card", "merge"),
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
        ("list", "card", "match", "merge"),
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
    # One screen only.
    Command(
        "submission.outcome",
        ("r",),
        "Outcome",
        "Record how a submission went.",
        ("vacancies", "people"),
        22,
    ),
    Command(
        "board.open",
        ("b",),
        "Board",
        "Show everybody put forward, by how far it has come.",
        ("vacancies", "people"),
        36,
    ),
    Command("week.previous", ("[", "left"), "Week before", "Show the week before.", ("diary",), 27),
    Command("week.next", ("]", "right"), "Week after", "Show the week after.", ("diary",), 28),
    Command("week.this", ("w",), "This week", "Show the week of today.", ("diary",), 29),
    # The national register.
    Command(
        "register.adopt",
        ("a",),
        "From register",
        "Go to the companies of the national register; on one, make it one of your employers.",
        ("employers",),
        7,
    ),
    # The match sheet.
    Command("match.yes", ("y",), "Yes", "Answer this item with yes and move on.", ("match",), 10),
    Command("match.no", ("n",), "No", "Answer this item with no and move on.", ("match",), 11),
    Command(
        "match.not_applicable",
        ("a",),
        "Not applicable",
        "Say why this item does not apply.",
        ("match",),
        20,
    ),
    Command(
        "match.unknown",
        ("backspace",),
        "Not known",
        "Take the answer back: not known.",
        ("match",),
        30,
    ),
    Command(
        "match.override",
        ("w",),
        "Override",
        "Go ahead without this item, with a reason.",
        ("match",),
        22,
    ),
    Command(
        "match.follow_up",
        ("f",),
        "Follow up",
        "Make a dated follow-up of a missing item.",
        ("match",),
        12,
    ),
    Command(
        "match.submit",
        ("P",),
        "Put forward",
        "Put the participant forward when the sheet is ready.",
        ("match",),
        8,
    ),
    # Doubles and branches.
    Command(
        "merge.open",
        ("M",),
        "Merge with",
        "Make one of this and its double, or of two marked rows, after a look at both.",
        ("employers", "people", "vacancies"),
        77,
    ),
    Command(
        "group.open",
        ("B",),
        "Branches",
        "Put this employer, or the marked ones, under its parent company.",
        ("employers",),
        79,
    ),
    Command(
        "merge.run",
        ("ctrl+s",),
        "Merge",
        "Make one of the two, as chosen; u takes it back.",
        ("merge",),
        1,
    ),
    Command("merge.left", ("left",), "Left", "Take what the left one says.", ("merge",), 10),
    Command("merge.right", ("right",), "Right", "Take what the right one says.", ("merge",), 11),
    Command("merge.both", ("b",), "Both", "Take what both say, together.", ("merge",), 12),
    Command(
        "merge.not_same",
        ("n",),
        "Are two",
        "Remember that these are two, and ask about them no more.",
        ("merge",),
        14,
    ),
    Command(
        "merge.swap",
        ("x",),
        "Swap",
        "Keep the right one instead, and let the left one go into it.",
        ("merge",),
        26,
    ),
    # Importing.
    Command(
        "import.run",
        ("enter",),
        "Import",
        "Bring in the rows that are new, once you have looked at what will happen.",
        ("import",),
        1,
    ),
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
