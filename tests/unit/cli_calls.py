"""One call of every command, for what scripts rely on."""

from collections.abc import Mapping
from pathlib import Path

from tests.hub_calls import managing


def reading(names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return one call of each command that changes nothing."""
    return {
        "today": ("today",),
        "people": ("people", "--show", "all"),
        "diary": ("diary", "--everybody"),
        "week": ("week",),
        "measure": ("measure", "all", "--rows"),
        "report week": ("report", "week"),
        "profile list": ("profile", "list"),
        "profile show": ("profile", "show", "ips"),
        "report team": ("report", "team"),
        "fidelity": ("fidelity",),
        "equity list-characteristics": ("equity", "list-characteristics"),
        "equity summary": ("equity", "summary"),
        "find": ("find", "bakery leeds"),
        "show": ("show", names["person"]),
        "check": ("check", names["person"], names["vacancy"]),
        "history": ("history",),
        "hand-over list": ("hand-over", "list"),
        "conflicts": ("conflicts",),
        "sync status": ("sync", "status"),
        "sync waiting": ("sync", "waiting"),
        "doctor": ("doctor",),
        "completion": ("completion", "bash"),
        "export": ("export", "follow-ups", names["folder"] + "/exports/week.ics"),
    }


def writing(names: Mapping[str, str], file: Path) -> dict[str, tuple[str, ...]]:
    """Return one call of each command that changes something, in an order that can be walked."""
    return {
        "init": ("init", "--team", "Fjord"),
        "import": ("import", "employers", names["list"]),
        "log": ("log", "zanzibar", "workshop", "call", "asked", "fu", "fri", "--new-employer"),
        "out": ("out", "with", "employer"),
        "back": ("back",),
        "link": ("link", names["free"], names["person"], "--why", "asked about shifts"),
        "add": ("add", "participant", "--set", "name=Testine Sample"),
        "set": ("set", names["person"], "goal=Warehouse"),
        "undo": ("undo",),
        "redo": ("redo",),
        "follow-up done": ("follow-up", "done", names["todo"], "--next", "fri ring back"),
        "follow-up move": ("follow-up", "move", names["later"], "--to", "+1w"),
        "follow-up cancel": ("follow-up", "cancel", names["never"], "--reason", "closed"),
        "promise keep": ("promise", "keep", names["promise"]),
        "promise move": ("promise", "move", names["promise2"], "--to", "+1w"),
        "promise break": ("promise", "break", names["promise3"], "--reason", "left"),
        "consent ask": ("consent", "ask", names["free"], names["vacancy"], "--by", "+1w"),
        "consent give": ("consent", "give", names["free"], names["vacancy"], "--words", "yes"),
        "consent withdraw": ("consent", "withdraw", names["free"], names["vacancy"]),
        "consent refuse": ("consent", "refuse", names["free"], names["vacancy"]),
        "consent unanswered": ("consent", "unanswered"),
        "pattern": ("pattern", "mon-thu", "80%", "from", "2026-01-05"),
        "away": ("away", "24/12", "to", "27/12"),
        "equity ask": ("equity", "ask", names["person"], "disability=prefer not to say"),
        "profile copy": ("profile", "copy", "ips", "mine"),
        "profile check": ("profile", "check", "mine"),
        "profile use": ("profile", "use", "mine"),
        "profile review": ("profile", "review", names["person"]),
        "profile agree": ("profile", "agree", names["person"]),
        "hand-over offer": (
            *("hand-over", "offer", names["person"], names["colleague"]),
            *("--why", "on leave", "--consent", "fine with it"),
        ),
        "hand-over show": ("hand-over", "show", names["person_name"]),
        "hand-over accept": ("hand-over", "accept", names["person_name"]),
        "hand-over return": ("hand-over", "return", names["person_name"], "--note", "no room"),
        "hand-over take-back": ("hand-over", "take-back", names["person_name"]),
        "submit": ("submit", names["free"], names["vacancy"]),
        "outcome": ("outcome", names["booked"], "interviewed"),
        "placement agree": (
            *("placement", "agree", "--participant", names["free"]),
            *("--employer", names["employer"], "--role", "Night filler", "--starts", "today"),
        ),
        "placement start": ("placement", "start", names["free"]),
        "verify": ("verify", names["free"], "1", "yes", "16h", "--evidence", "employer"),
        "evidence": ("evidence", names["free"], names["folder"] + "/exports/evidence.md"),
        "placement end": ("placement", "end", names["free"], "--why", "the shop closed"),
        "register import": ("register", "import", names["register"]),
        "register status": ("register", "status"),
        "register find": ("register", "find", "01000000"),
        "register adopt": ("register", "adopt", "01000000"),
        "register remove": ("register", "remove"),
        "merge": ("merge", names["employer"], names["double"], "--even-so"),
        "group": ("group", names["employer"], names["branch"]),
        "void": ("void", names["employer"], "--reason", "entered twice"),
        "resolve": ("resolve", "0193a4f2", "keep"),
        "sync again": ("sync", "again", "1"),
        "sync allow": ("sync", "allow"),
        "sync check": ("sync", "check"),
        "join": ("join", "http://127.0.0.1:9", "AAAAA-AAAAA"),
        "bundle write": ("bundle", "write", names["hub"]),
        "bundle read": ("bundle", "read", names["hub"]),
        "backup": ("backup",),
        "restore": ("restore", str(file)),
        "demo": ("demo",),
        **managing(("--at", names["hub"])),
    }


SAYS_NO = {
    "link": 1,
    "submit": 1,
    "demo": 2,
    "consent refuse": 1,
    "hand-over accept": 1,
    "hand-over return": 1,
    "resolve": 1,
    "sync again": 1,
    "sync check": 1,
    "join": 4,
    "bundle write": 1,
    "bundle read": 1,
    **dict.fromkeys(("hub revoke", "hub transfer", "hub erase"), 1),
    "hub serve": 2,
}
"""Calls above that are to be refused: with what code."""
