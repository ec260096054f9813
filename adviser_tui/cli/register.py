"""`adviser register`: the national register of companies, as reference data beside the caseload.

Nothing but `adopt` needs the caseload, so everything else works while it is open in a window.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.paths import data_dir

if TYPE_CHECKING:
    from adviser_tui.services.register.hit import RegisterHit
    from adviser_tui.storage.register.store import RegisterStatus, RegisterStore, Unfinished

WHICH = ("uk", "dk", "no")
"""The registers there can be: `KINDS` of the storage, which is imported when it is needed."""
NAMES = {
    "uk": "Companies House (United Kingdom)",
    "dk": "CVR (Denmark)",
    "no": "Enhetsregisteret (Norway)",
}


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands about the national register."""
    noun = commands.add_parser("register", help="the national register of companies, offline")
    steps = noun.add_subparsers(metavar="STEP", required=True)
    bring = steps.add_parser(
        "import",
        parents=[shared],
        help="bring a register in, or go on with it",
        description="Bring a national register in from the open data of its publisher: Companies "
        "House (CSV or zip), Enhetsregisteret (CSV or JSON, also .gz), CVR (JSON or CSV). An "
        "import that was stopped goes on where it was when the same file is imported again; the "
        "register in use stays until the new one is whole.",
    )
    bring.add_argument("files", metavar="FILE", nargs="+", type=Path, help="as it was downloaded")
    bring.add_argument("--dry-run", action="store_true", help="read it and say what would come in")
    # For the screen, which runs this command beside itself: see `register_import`.
    bring.add_argument("--progress-json", action="store_true", help=argparse.SUPPRESS)
    bring.set_defaults(run=run_import)
    status = steps.add_parser("status", parents=[shared], help="which registers there are")
    status.set_defaults(run=run_status)
    find = steps.add_parser("find", parents=[shared], help="find a company in the register")
    find.add_argument("words", nargs="+", metavar="WORDS", help="a few letters of a name, a town")
    find.add_argument("--limit", type=int, default=10, metavar="N", help="how many at most")
    find.set_defaults(run=run_find)
    adopt = steps.add_parser("adopt", parents=[shared], help="make a company one of your employers")
    adopt.add_argument("number", metavar="NUMBER", help="its company number")
    adopt.add_argument(
        "--anyway", action="store_true", help="also when an employer looks like the same one"
    )
    adopt.set_defaults(run=run_adopt)
    remove = steps.add_parser(
        "remove", parents=[shared], help="remove a register from this machine"
    )
    remove.add_argument(
        "which", metavar="WHICH", nargs="?", help="uk, dk or no, where there are several"
    )
    remove.set_defaults(run=run_remove)


def run_import(args: argparse.Namespace) -> int:
    """Bring a register in."""
    from adviser_tui.cli.register_import import run

    return run(args, store_of(args))


def store_of(args: argparse.Namespace) -> "RegisterStore":
    """Return the registers beside the caseload that the command is about."""
    from adviser_tui.storage.register.store import FOLDER, RegisterStore

    return RegisterStore(data_dir(args.data_dir) / FOLDER)


def run_status(args: argparse.Namespace) -> int:
    """Say which registers are in use, how old they are, and what is unfinished."""
    from adviser_tui.storage.register.entry import KINDS

    store = store_of(args)
    found = store.statuses()
    begun = [each for each in (store.unfinished(kind) for kind in KINDS) if each is not None]
    document = {
        "ok": True,
        "registers": [_document(each) for each in found],
        "unfinished": [
            {"register": each.mark.register, "file_name": each.mark.file_name, "size": each.size}
            for each in begun
        ],
    }
    lines = [line for each in found for line in _lines(each)]
    lines += [_unfinished(each) for each in begun]
    nothing = "No register was imported yet. `adviser register import FILE` brings one in."
    output.answer(args, document, lines or [nothing])
    return 0


def _document(status: "RegisterStatus") -> dict[str, object]:
    return {
        "register": status.register,
        "file_name": status.file_name,
        "as_of": status.as_of,
        "companies": status.entries,
        "size": status.size,
        "imported_at": status.imported_at,
        "is_old": status.is_old,
        "trouble": status.trouble,
    }


def _lines(status: "RegisterStatus") -> list[str]:
    as_of = f", as of {status.as_of.isoformat()}" if status.as_of else ""
    lines = [
        f"{NAMES[status.register]}: {status.entries:,} companies{as_of}, "
        f"{status.size / 1e6:,.0f} MB, from {status.file_name}."
    ]
    if status.trouble:
        lines.append(f"  {status.trouble}")
    elif status.is_old:
        lines.append("  It is more than two months old. Its publisher has a newer one.")
    return lines


def _unfinished(begun: "Unfinished") -> str:
    return (
        f"Unfinished: {NAMES[begun.mark.register]} from {begun.mark.file_name}, "
        f"{begun.size / 1e6:,.0f} MB so far. Import the same file again to go on, or use "
        f"`adviser register remove {begun.mark.register}`."
    )


def run_find(args: argparse.Namespace) -> int:
    """Print the companies that fit, the best first."""
    from adviser_tui.errors import NotFoundError, UsageError
    from adviser_tui.services.register.search import LEAST_LETTERS, RegisterSearch
    from adviser_tui.services.search.aliases import Aliases

    if args.limit < 1:
        raise UsageError("--limit is at least 1.")
    store = store_of(args)
    if store.status() is None:
        raise NotFoundError(
            "No register was imported yet. `adviser register import FILE` brings one in."
        )
    text = " ".join(args.words)
    known_as = Aliases(data_dir(args.data_dir)).readings
    hits = RegisterSearch(store, known_as).find(text, args.limit)
    document = {"q": text, "hits": [_hit(hit) for hit in hits]}
    nothing = f"Nothing in the register fits “{text}”."
    if sum(letter.isalnum() for letter in text) < LEAST_LETTERS:
        nothing = f"The register is searched from {LEAST_LETTERS} letters on."
    output.answer(args, document, [_found(hit) for hit in hits] or [nothing])
    return 0


def _hit(hit: "RegisterHit") -> dict[str, object]:
    return {
        "register": hit.register,
        "number": hit.number,
        "name": hit.name,
        "place": hit.place,
        "status": hit.status,
        "is_gone": hit.is_gone,
        "why": hit.why,
        "score": hit.score,
    }


def _found(hit: "RegisterHit") -> str:
    place = f" ({hit.place})" if hit.place else ""
    gone = f" {hit.status}." if hit.is_gone else ""
    return f"{hit.name}{place}. {hit.why}.{gone} {hit.number}"


def run_adopt(args: argparse.Namespace) -> int:
    """Make a company of the register an employer of the caseload."""
    from adviser_tui.cli.opening import caseload

    with caseload(args) as office:
        entry = office.register.entry(args.number)
        made = office.register.adopt(entry.number, even_if_similar=args.anyway)
    document = {"ok": True, "id": made, "number": entry.number, "name": entry.name}
    output.answer(
        args,
        document,
        [f"{entry.name} is one of your employers now: {made}.", "`adviser undo` takes it back."],
    )
    return 0


def run_remove(args: argparse.Namespace) -> int:
    """Remove a register; employers that were adopted from it stay."""
    from adviser_tui.errors import NotFoundError, StorageError, UsageError
    from adviser_tui.storage.register.entry import KINDS

    if args.which not in (None, *WHICH):
        raise UsageError(f"A register is one of {', '.join(WHICH)}, not “{args.which[:20]}”.")
    store = store_of(args)
    there = [kind for kind in KINDS if store.sealed(kind) or store.unfinished(kind)]
    if args.which is None and len(there) > 1:
        raise UsageError(f"There are several registers. Say which to remove: {', '.join(there)}.")
    which = args.which or (there[0] if there else "")
    if which not in there:
        raise NotFoundError("There is no such register here. Nothing was removed.")
    store.forget(which)
    if store.sealed(which) or store.unfinished(which):
        raise StorageError(
            f"The register of {NAMES[which]} could not be removed: another window reads it, or "
            f"its folder ({store.folder}) may not be written by you. Look at both and try again."
        )
    output.answer(
        args,
        {"ok": True, "register": which},
        [f"Removed: {NAMES[which]}. Employers that you adopted from it stay."],
    )
    return 0
