"""What `adviser --help` shows: every command in the order of an adviser's day, with examples."""

import argparse
from collections.abc import Mapping
from typing import Any

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Begin": ("demo", "init"),
    "Through the day": (
        "today",
        "log",
        "link",
        "out",
        "back",
        "find",
        "show",
        "people",
        "diary",
        "week",
    ),
    "Targets and measures": ("pattern", "away", "measure", "report", "equity", "fidelity"),
    "What is owed": ("follow-up", "promise"),
    "Matching": ("check", "submit", "outcome", "placement", "verify", "evidence"),
    "Records": ("add", "set", "void", "consent", "profile"),
    "Doubles and branches": ("merge", "group"),
    "As a team": ("join", "sync", "conflicts", "resolve", "hand-over", "bundle"),
    "Running the hub": ("hub",),
    "Second thoughts": ("undo", "redo", "history"),
    "Files in and out": ("import", "export", "register"),
    "Keeping it safe": ("backup", "restore", "doctor"),
    "For the shell": ("completion",),
}
"""Every command once; one that stands nowhere here is shown at the end."""

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "demo": ("adviser demo", "adviser demo --seed 7 --size large"),
    "init": (
        'adviser init --name "Vilma Testesen" --team Fjord --profile ips',
        "adviser init --demo --data-dir ~/adviser-demo",
    ),
    "today": ("adviser today", "adviser today --plain", "adviser today --on mon --show mine"),
    "log": (
        'adviser log tesco leeds f2f needs "2 night fillers" 25m fu fri',
        'adviser log amira call "bus pass sorted" --at yesterday',
        "adviser log greggs vm fu +2d --dry-run",
    ),
    "link": ('adviser link 0193a4f2 amira --why "asked about shifts that suit her"',),
    "out": ("adviser out with employer", "adviser out travel --at 10:40", "adviser out"),
    "back": ("adviser back", 'adviser back --at "yesterday 16:30"'),
    "find": ('adviser find "gregs leds"', "adviser find amira --kind participant"),
    "show": ("adviser show amira", "adviser show 0193a4f2 --json"),
    "people": ("adviser people", "adviser people --show parked --plain"),
    "diary": ("adviser diary", "adviser diary --week 2026-W47 --everybody"),
    "week": ("adviser week", "adviser week --target 8"),
    "pattern": (
        "adviser pattern",
        "adviser pattern mon-wed 60% 22h30 from 2026-09-01",
        'adviser pattern full time --of "bo invented"',
        "adviser pattern left from 31/12",
    ),
    "away": (
        "adviser away tue",
        "adviser away 2026-12-21 to 2026-12-31",
        "adviser away training mon",
        "adviser away --back 0193a4f2",
    ),
    "measure": (
        "adviser measure M1",
        "adviser measure all --week 2026-W47",
        "adviser measure M8 --month 2026-11 --rows",
    ),
    "report": (
        "adviser report week --plain",
        "adviser report week --week 2026-W47 --page week-47.html",
        "adviser report team",
    ),
    "equity": (
        'adviser equity ask amira disability=yes gender="prefer not to say"',
        "adviser equity list-characteristics",
        "adviser equity summary --team",
    ),
    "bundle": (
        "adviser bundle write /media/stick",
        "adviser bundle read /media/stick --tidy",
        "adviser bundle read /media/stick --hub",
    ),
    "follow-up": (
        'adviser follow-up done 0193a4f2 --next "fri ring back"',
        "adviser follow-up move 0193a4f2 0193a4f3 --to +1w",
        'adviser follow-up cancel 0193a4f2 --reason "the shop has closed"',
    ),
    "promise": (
        "adviser promise keep 0193a4f2",
        "adviser promise move 0193a4f2 --to thu",
        'adviser promise break 0193a4f2 --reason "the manager left"',
    ),
    "check": (
        'adviser check amira "night filler"',
        'adviser check amira "night filler" --answer C1=yes:"wants the nights" --follow-ups',
    ),
    "submit": ('adviser submit amira "night filler"',),
    "outcome": (
        'adviser outcome 0193a4f2 interview_booked --when "tue 10:30"',
        "adviser outcome 0193a4f2 refused_by_employer --reason missing_must_have",
    ),
    "placement": (
        "adviser placement agree 0193a4f2 --starts mon",
        "adviser placement start amira --on today",
    ),
    "verify": (
        "adviser verify amira 13 yes 16h --evidence payslip",
        "adviser verify amira 1-13 yes 16h £2720 --evidence payslip",
        "adviser verify amira 26 unknown",
        "adviser verify --due",
    ),
    "fidelity": ("adviser fidelity", "adviser fidelity --team --json"),
    "evidence": (
        "adviser evidence amira amira-13-weeks.md",
        "adviser evidence amira weeks.csv --rule ipspc --as-of 31/10",
    ),
    "add": (
        "adviser add participant --set name=Amira",
        'adviser add vacancy --set employer=tesco title="Night filler"',
        'adviser add partner --set name="Fettling College" kind=training_provider',
    ),
    "set": ("adviser set 0193a4f2 phone=0113 goal=warehouse",),
    "void": ('adviser void 0193a4f2 --reason "entered twice"',),
    "consent": (
        "adviser consent ask amira --by fri",
        'adviser consent give amira "night filler" --level named --words "tell them I am coming"',
    ),
    "profile": (
        "adviser profile agree amira",
        "adviser profile copy ips mine",
        "adviser profile copy standard mine --outcomes whp",
        "adviser profile use mine",
    ),
    "hand-over": (
        'adviser hand-over offer amira "bo invented" --why "on leave" --consent "fine with it"',
        "adviser hand-over list --show to_me",
        "adviser hand-over accept amira",
        'adviser hand-over return 0193a4f2 --note "no room before March"',
    ),
    "merge": (
        "adviser merge 0193a4f2 0193a4f3 --dry-run",
        'adviser merge "greggs leeds" 0193a4f3 --take phone=other notes=both',
        "adviser merge 0193a4f2 0193a4f3 --not-same",
    ),
    "group": (
        'adviser group "greggs plc" "greggs leeds" "greggs bradford"',
        "adviser group --propose",
        'adviser group --take-out "greggs leeds"',
    ),
    "join": (
        "adviser join https://hub.example.org 7KQ2M-9XW4T",
        "adviser join --invitation vilma.invitation 7KQ2M-9XW4T",
    ),
    "sync": (
        "adviser sync",
        "adviser sync status",
        "adviser sync waiting --confirmed",
        "adviser sync again 2045",
    ),
    "conflicts": ("adviser conflicts", "adviser conflicts --all --settled"),
    "resolve": (
        "adviser resolve 0193a4f2 keep",
        "adviser resolve 0193a4f2 take",
        'adviser resolve 0193a4f2 edit "0113 496 0123"',
    ),
    "undo": ("adviser undo",),
    "redo": ("adviser redo",),
    "history": ("adviser history --limit 5",),
    "import": (
        "adviser import employers list.csv --dry-run",
        "adviser import participants people.xlsx",
    ),
    "export": ("adviser export employers employers.xlsx", "adviser export follow-ups diary.ics"),
    "register": (
        "adviser register import BasicCompanyDataAsOneFile-2026-11-01.zip",
        "adviser register find zanan services leeds",
        "adviser register adopt 01234567",
        "adviser register status",
        "adviser register remove uk",
    ),
    "hub": (
        'adviser hub init --team Fjord --name "Sample Charity"',
        'adviser hub people add "Vilma Testesen" --role lead',
        'adviser hub code "Vilma Testesen"',
        "adviser hub serve --host 0.0.0.0 --tls-cert hub.pem --tls-key hub-key.pem",
        "adviser hub revoke 3",
        "adviser hub backup /media/stick",
    ),
    "backup": ("adviser backup", "adviser backup /media/stick"),
    "restore": ("adviser restore caseload-2026-11-20.db",),
    "doctor": ("adviser doctor", "adviser doctor --thorough"),
    "completion": ("adviser completion bash > ~/.local/share/bash-completion/completions/adviser",),
}
"""How each command is used; the test of the command line puts every line through the parser."""

_HEAD = """\
Adviser: an offline caseload for employment advisers and job coaches.

  adviser                     open the caseload on the screen
  adviser COMMAND …           do one thing without the screen
  adviser COMMAND --help      say more about it, with examples
"""
_FOOT = """\
With every command
  --data-dir DIR  the folder of the caseload (or set ADVISER_DATA_DIR)
  --json          print one JSON document, for scripts
  --help          explain
  --version       print the version

IDs may be shortened to their first eight characters or more. Participants, vacancies,
employers and partners may also be given by a name that fits one alone; days in words, such as
fri, +2w, 24/12.
Ends with 0 when done, 1 when a rule or a file said no, 2 when the command line makes no sense,
3 when the data could not be opened safely, 4 when the hub was not reached or said no.
"""


class Commands:
    """Takes in the commands of all modules, with what the overview needs of them."""

    def __init__(self, parsers: Any, shared: argparse.ArgumentParser) -> None:
        self._parsers = parsers
        self._shared = shared
        self.helps: dict[str, str] = {}

    def add_parser(self, name: str, *, help: str, **settings: Any) -> Any:  # noqa: A002
        """Add a command, with its examples."""
        self.helps[name] = help
        settings.setdefault("parents", [self._shared])
        settings.setdefault("epilog", examples(name))
        return self._parsers.add_parser(name, help=help, **settings)


def examples(name: str) -> str:
    """Return the examples of a command as they stand below its help, or nothing."""
    lines = EXAMPLES.get(name, ())
    return "\n  ".join(("examples:", *lines)) if lines else ""


def overview(helps: Mapping[str, str]) -> str:
    """Write the help of `adviser` itself from the commands that there are."""
    listed = {name for names in SECTIONS.values() for name in names}
    others = tuple(name for name in helps if name not in listed)
    parts = [_HEAD]
    for title, names in (*SECTIONS.items(), ("More", others)):
        lines = [f"  {name:<12} {helps[name]}" for name in names if name in helps]
        if lines:
            parts.append("\n".join((title, *lines, "")))
    return "\n".join((*parts, _FOOT))


def describe(parser: argparse.ArgumentParser) -> None:
    """Let every command without a description of its own be described by its line in the list."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for line in action._choices_actions:
                inner, said = action.choices[line.dest], line.help or ""
                inner.description = inner.description or f"{said[:1].upper()}{said[1:]}."
                describe(inner)


def leaves(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return every command that can be run, by its words: `follow-up done`."""
    found: dict[str, argparse.ArgumentParser] = {}
    for action in parser._actions:
        if not isinstance(action, argparse._SubParsersAction):
            continue
        for name, inner in action.choices.items():
            deeper = leaves(inner)
            if deeper:
                found.update({f"{name} {rest}": each for rest, each in deeper.items()})
            else:
                found[name] = inner
    return found
