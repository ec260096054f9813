"""Beginning: `adviser`, `adviser init`, `adviser demo`."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.errors import InputError, UsageError
from adviser_tui.paths import data_dir

if TYPE_CHECKING:
    from adviser_tui.services.office import Office


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands that begin a caseload."""
    init = commands.add_parser("init", parents=[shared], help="make a caseload")
    init.add_argument(
        "--name", default="", metavar="NAME", help="the name that colleagues know you by"
    )
    init.add_argument("--team", help="the team that you work in")
    init.add_argument(
        "--profile",
        metavar="NAME",
        help="the programme whose rules hold: standard, ips, nav or jobcentre-dk",
    )
    init.add_argument("--demo", action="store_true", help="fill it with invented people")
    _add_demo_options(init)
    init.set_defaults(run=run_init)
    demo = commands.add_parser(
        "demo",
        parents=[shared],
        help="look at an invented caseload; nothing of it stays",
        description="Open a caseload of invented people in a temporary folder, which is removed "
        "at the end; with --data-dir it is made there and stays.",
    )
    _add_demo_options(demo)
    demo.set_defaults(run=run_demo)


def _add_demo_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, metavar="N", help="another number makes other people")
    parser.add_argument("--size", choices=("small", "large"), help="of 60 or of 500 participants")


def open_app(args: "argparse.Namespace") -> int:
    """Open the caseload on the screen; the first run makes it and asks for a name."""
    return open_folder(args.data_dir, args.allow_location)


def open_folder(folder: Path | str | None, allow_location: str = "") -> int:
    """Open the caseload in `folder`, or where it usually is when that is empty."""
    import gc

    _need_a_terminal()
    # Everything made while starting stays; looking for what could go would only delay the first
    # frame. The app turns it on again once it stands.
    gc.disable()
    from adviser_tui.services.office import open_office

    office = open_office(data_dir(Path(folder) if folder else None), allow_location=allow_location)
    _refuse_watchers(office)
    code, wish = _show(office)
    if wish == "demo":
        from adviser_tui.cli.parser import build_parser

        return run_demo(build_parser().parse_args(["demo"]))
    return code


def run_demo(args: argparse.Namespace) -> int:
    """Make an invented caseload, in a temporary folder unless told otherwise, and open it."""
    import tempfile

    if args.json:
        raise UsageError(
            "The demo opens on the screen. `adviser init --demo --data-dir DIR --json` makes one "
            "without."
        )
    _need_a_terminal()
    if args.data_dir is not None:
        return _open_demo(args, data_dir(args.data_dir))
    with tempfile.TemporaryDirectory(prefix="adviser-demo-", ignore_cleanup_errors=True) as folder:
        return _open_demo(args, Path(folder))


def _open_demo(args: argparse.Namespace, folder: Path) -> int:
    from adviser_tui.services.office import open_office

    office = open_office(folder, allow_location=args.allow_location)
    try:
        if not office.identity.who().is_demo:
            _fill(office, args)
    except BaseException:
        office.close()
        raise
    return _show(office)[0]


def run_init(args: argparse.Namespace) -> int:
    """Make a caseload, or say again who works in it."""
    from adviser_tui.services.office import open_office

    if not args.demo and (args.seed is not None or args.size is not None):
        raise UsageError("--seed and --size belong to --demo. Nothing was made.")
    profile = _profile(args.profile)
    folder = data_dir(args.data_dir)
    office = open_office(folder, allow_location=args.allow_location)
    try:
        if args.demo:
            _fill(office, args, args.name)
        _introduce(office, args, profile)
        who = office.identity.who()
    finally:
        office.close()
    document = {"ok": True, "folder": str(folder), "adviser": who}
    words = f"The caseload of {who.name} is ready in {folder}."
    opens = f"`{_opening(args, folder)}` opens it. The file is not encrypted yet."
    output.answer(args, document, [words, opens])
    return 0


def _opening(args: argparse.Namespace, folder: Path) -> str:
    """Return the command that opens a caseload again from any folder."""
    if args.data_dir is None:
        return "adviser"
    import shlex

    shown = str(folder)
    if sys.platform == "win32":
        return f'adviser --data-dir "{shown}"'
    return f"adviser --data-dir {shlex.quote(shown)}"


def _fill(office: "Office", args: argparse.Namespace, name: str = "") -> None:
    from adviser_tui.services.demo import make_demo

    seed = 1 if args.seed is None else args.seed
    make_demo(office.database, seed, args.size or "small", office.desk.today, name)


def _introduce(office: "Office", args: argparse.Namespace, profile: str | None) -> None:
    """Say who works here; what is not given stays as it was."""
    said = (args.name.strip(), args.team, profile)
    if not office.identity.is_first_run() and said == ("", None, None):
        return
    who = office.identity.who()
    office.identity.introduce(
        said[0] or who.name or "Adviser",
        who.team if args.team is None else args.team,
        who.programme if profile is None else profile,
    )


def _profile(given: str | None) -> str | None:
    """Return the id of a programme's profile; raises `InputError` for one that is not there."""
    from seed.profiles import profiles

    if given is None:
        return None
    known = [profile.id for profile in profiles()]
    if given.strip().casefold() not in known:
        raise InputError(
            f"There is no profile “{given}”; there are {', '.join(known)}. Nothing was made.",
            "profile",
        )
    return given.strip().casefold()


def _show(office: "Office") -> tuple[int, str]:
    """Run the app on an open caseload, close it whatever happens; return its code and last wish."""
    from adviser_tui.cli.beside import looked_after

    try:
        from adviser_tui.app import AdviserApp

        app = AdviserApp(office)
        with looked_after(office, app):
            wish = app.run()
        return app.return_code or 0, wish or ""
    finally:
        office.close()


def _refuse_watchers(office: "Office") -> None:
    """Refuse what would copy the screen elsewhere, unless there are only invented people on it."""
    from adviser_tui.privacy import watcher

    name = watcher(os.environ)
    if name and not office.identity.who().is_demo:
        office.close()
        raise UsageError(
            f"{name} is set and would copy what is on the screen, names among it, to where others "
            f"may read it. Unset it, or look at invented people: `adviser demo`."
        )


def _need_a_terminal() -> None:
    if os.environ.get("TERM", "").lower() in ("dumb", "unknown"):
        # Its size would be guessed, and the screen laid out for another one without end.
        raise UsageError(
            "This terminal says that it cannot place anything (TERM is dumb). `adviser today "
            "--plain` prints the list instead; in a terminal that can, set TERM, for example to "
            "xterm-256color."
        )
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise UsageError(
            "The screen needs a terminal. `adviser today --plain` prints the list instead, and "
            "`adviser --help` shows every command."
        )
