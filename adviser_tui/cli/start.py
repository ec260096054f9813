"""Beginning: `adviser`, `adviser init`, `adviser demo`."""

import argparse
import sys
from typing import Any

from adviser_tui.cli import output


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands that begin a caseload."""
    init = commands.add_parser("init", parents=[shared], help="make a caseload")
    init.add_argument("--name", default="", help="the name that colleagues know you by")
    init.add_argument("--team", default="")
    init.add_argument("--profile", default="", help="the programme's rules, such as ips or nav")
    init.add_argument("--demo", action="store_true", help="fill it with invented people")
    _add_demo_options(init)
    init.set_defaults(run=run_init)
    demo = commands.add_parser(
        "demo", parents=[shared], help="open an invented caseload in a temporary folder"
    )
    _add_demo_options(demo)
    demo.set_defaults(run=run_demo)


def _add_demo_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=1, help="another number, other people")
    parser.add_argument("--size", choices=("small", "large"), default="small")


def open_app(args: argparse.Namespace) -> int:
    """Open the caseload on the screen; the first run makes it and asks for a name."""
    from adviser_tui.paths import data_dir
    from adviser_tui.services.office import open_office

    _need_a_terminal()
    code, wish = _show(open_office(data_dir(args.data_dir)))
    if wish == "demo":
        args.data_dir, args.seed, args.size = None, 1, "small"
        return run_demo(args)
    return code


def run_demo(args: argparse.Namespace) -> int:
    """Make an invented caseload in a temporary folder and open it."""
    import tempfile
    from pathlib import Path

    from adviser_tui.services.demo import make_demo
    from adviser_tui.services.office import open_office

    _need_a_terminal()
    with tempfile.TemporaryDirectory(prefix="adviser-demo-", ignore_cleanup_errors=True) as folder:
        office = open_office(args.data_dir or Path(folder))
        make_demo(office.database, args.seed, args.size, office.desk.today)
        return _show(office)[0]


def run_init(args: argparse.Namespace) -> int:
    """Make a caseload, or say again who works in it."""
    from adviser_tui.paths import data_dir
    from adviser_tui.services.office import open_office

    folder = data_dir(args.data_dir)
    office = open_office(folder)
    try:
        if args.demo:
            from adviser_tui.services.demo import make_demo

            make_demo(office.database, args.seed, args.size, office.desk.today)
        if args.name or office.identity.is_first_run():
            office.identity.introduce(args.name or "Adviser", args.team, args.profile)
        who = office.identity.who()
    finally:
        office.close()
    document = {"ok": True, "folder": str(folder), "adviser": who}
    output.answer(args, document, [f"The caseload of {who.name} is ready in {folder}."])
    return 0


def _show(office: Any) -> tuple[int, str]:
    """Run the app on an open caseload, close it whatever happens; return its code and last wish."""
    from adviser_tui.app import AdviserApp

    try:
        app = AdviserApp(office)
        wish = app.run()
        return app.return_code or 0, wish or ""
    finally:
        office.close()


def _need_a_terminal() -> None:
    from adviser_tui.errors import UsageError

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "The screen needs a terminal. `adviser today --plain` prints the list, and "
            "`adviser --help` shows every command."
        )
