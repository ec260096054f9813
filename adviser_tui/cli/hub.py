"""`adviser hub`: running the place where a team's devices meet."""

import argparse
import os
from pathlib import Path
from typing import Any

from adviser_tui.cli import hub_devices, hub_keeping, hub_people, output
from adviser_tui.cli.hub_opening import hub_folder_of, now_ms
from adviser_tui.cli.usage import Parser
from adviser_tui.errors import StorageError, UsageError

_MODULES = ("starlette", "uvicorn")


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands about the hub."""
    noun = commands.add_parser(
        "hub",
        help="run the hub where a team's devices meet",
        description="Run the hub where a team's devices meet. A small team needs four commands: "
        "init, people add, code and serve.",
    )
    steps = noun.add_subparsers(metavar="STEP", required=True)
    where = Parser()
    where.add_argument(
        "--at",
        metavar="FOLDER",
        type=Path,
        default=argparse.SUPPRESS,
        help="the folder of the hub (or set ADVISER_HUB_DIR)",
    )
    both = [where, shared]
    _init(steps, both)
    _serve(steps, both)
    hub_people.register(steps, both)
    hub_devices.register(steps, both)
    hub_keeping.register(steps, both)


def _init(steps: Any, both: list[argparse.ArgumentParser]) -> None:
    init = steps.add_parser(
        "init",
        parents=both,
        help="make a hub",
        description="Make a hub with its first team. Its data lies in a file beside it, or in a "
        "PostgreSQL database. A password belongs into ADVISER_HUB_DATABASE, or into a file that "
        "ADVISER_HUB_DATABASE_FILE names; never on the command line.",
    )
    init.add_argument("--team", required=True, metavar="NAME", help="the first team")
    init.add_argument("--name", default="", metavar="NAME", help="what the hub is called")
    init.add_argument(
        "--database", default="", metavar="URL", help="postgresql://user@host/name, no password"
    )
    init.set_defaults(run=run_init)


def _serve(steps: Any, both: list[argparse.ArgumentParser]) -> None:
    serve = steps.add_parser(
        "serve",
        parents=both,
        help="let devices reach the hub",
        description="Let devices reach the hub until ctrl+c. Beyond this machine it needs a "
        "certificate, or a proxy before it that has one.",
    )
    serve.add_argument("--host", default="127.0.0.1", metavar="HOST", help="where to listen")
    serve.add_argument("--port", type=int, default=8470, metavar="N", help="8470 if left out")
    serve.add_argument("--workers", type=int, default=1, metavar="N", help="only with PostgreSQL")
    serve.add_argument("--tls-cert", type=Path, metavar="FILE", help="the certificate")
    serve.add_argument("--tls-key", type=Path, metavar="FILE", help="the certificate's key")
    serve.add_argument(
        "--behind-proxy", action="store_true", help="a proxy before the hub speaks TLS"
    )
    serve.add_argument(
        "--forwarded-allow-ips",
        default="127.0.0.1",
        metavar="LIST",
        help="proxies whose word about the caller counts",
    )
    serve.set_defaults(run=run_serve)


def run_init(args: argparse.Namespace) -> int:
    """Make a hub."""
    from adviser_tui.hub.founding import found
    from adviser_tui.hub.place import (
        is_server,
        named_address,
        refuse_password,
        without_password,
    )
    from adviser_tui.storage.location import trouble_with

    refuse_password(args.database)
    if args.database and not is_server(args.database):
        raise UsageError(
            "--database takes postgresql://user@host/name. Without it the data lies in a file in "
            "the hub's folder, which --at names."
        )
    folder = hub_folder_of(args)
    if trouble := trouble_with(folder):
        raise StorageError(
            f"{folder} {trouble}. A hub there gets damaged or leaves this machine, so none was "
            "made. Choose a folder on this machine's own disk with --at."
        )
    address = named_address() or args.database
    made = found(folder, address, args.name or f"{args.team} hub", args.team, now_ms())
    database = without_password(made.place.database)
    document = {
        "ok": True,
        "hub_id": made.place.hub_id,
        "name": made.name,
        "folder": str(folder),
        "database": database,
        "team": {"number": made.team.id, "name": made.team.name},
    }
    named = "" if getattr(args, "at", None) is None else f" --at {folder}"
    lines = [
        f"The hub “{made.name}” is made, with the team {made.team.name}: {folder}",
        "Its key, hub.key, and its journal, journal.jsonl, are in no backup. Keep copies apart.",
        "Next:",
        f'  adviser hub people add "First Last" --role lead{named}',
        f'  adviser hub code "First Last"{named}',
        f"  adviser hub serve{named}",
    ]
    output.answer(args, document, lines)
    return 0


def run_serve(args: argparse.Namespace) -> int:
    """Serve until it is told to stop; standard output then holds where the hub is."""
    from importlib.util import find_spec

    from adviser_tui.hub.place import FOLDER_VARIABLE, read_place

    if any(find_spec(name) is None for name in _MODULES):
        raise StorageError(
            "Serving the hub needs a part that is not installed. Nothing was changed. Install it "
            'with: pip install "adviser-tui[hub]"'
        )
    if not 0 <= args.port <= 65_535:
        raise UsageError("--port is a number from 0 to 65535.")
    from adviser_tui.hub.serving import Serving, run

    place = read_place(hub_folder_of(args))
    place.keys  # noqa: B018 - said now where it is missing, and not by the first device
    # Workers are processes of their own and find the hub by this.
    os.environ[FOLDER_VARIABLE] = str(place.folder)
    serving = Serving(
        place.database,
        folder=place.folder,
        host=args.host,
        port=args.port,
        workers=args.workers,
        tls_cert=args.tls_cert,
        tls_key=args.tls_key,
        behind_proxy=args.behind_proxy,
        forwarded_allow_ips=args.forwarded_allow_ips,
    )
    scheme = "https" if args.tls_cert else "http"
    shown = f"[{args.host}]" if ":" in args.host else args.host
    url = f"{scheme}://{shown}:{args.port}"
    document = {"ok": True, "hub_id": place.hub_id, "url": url, "workers": args.workers}

    def tell() -> None:
        # Only now, so that there is one document also where it cannot listen there.
        output.answer(args, document, [f"The hub is at {url} until ctrl+c."])
        output.flush()

    run(serving, tell)
    return 0
