"""`adviser find`: whatever the caseload has, by a few letters, also misspelt."""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload
from adviser_tui.errors import ImportFileError, StorageError, UsageError

if TYPE_CHECKING:
    from adviser_tui.services.office import Office
    from adviser_tui.services.register.hit import RegisterHit
    from adviser_tui.services.search.hit import Hit

KINDS = ("employer", "participant", "vacancy", "partner")
REGISTER = "register"
_WHAT = (
    "what to look for: employer, participant, vacancy, partner, register (companies of the "
    "national register) or all"
)


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `adviser find`."""
    find = commands.add_parser(
        "find", parents=[shared], help="find an employer, participant, vacancy or partner"
    )
    find.add_argument(
        "text", nargs="*", metavar="TEXT", help="a few letters of a name, a place, a person, an id"
    )
    find.add_argument("--kind", choices=(*KINDS, REGISTER, "all"), metavar="KIND", help=_WHAT)
    find.add_argument("--limit", type=int, default=10, metavar="N", help="how many at most")
    find.add_argument(
        "--queries",
        type=Path,
        metavar="FILE",
        help='answer every line {"id", "q"} of a JSON-lines file, with the time each took',
    )
    find.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what fits, the best first."""
    if bool(args.text) == bool(args.queries):
        raise UsageError("Say what to find, or give a file of queries with --queries.")
    if args.limit < 1:
        raise UsageError("--limit is at least 1.")
    if args.queries:
        return _run_queries(args)
    text = " ".join(args.text)
    kinds = _kinds(args.kind or "all")
    with caseload(args, only_reading=True) as office:
        hits = office.search.find(text, kinds, args.limit)
        companies = _companies(office, text, kinds, args.limit - len(hits))
        if office.search.aliases.mistake:
            output.tell(office.search.aliases.mistake)
    shown = [*map(_shown, hits), *map(_shown_company, companies)]
    lines = [f"{hit.name}{_aside(hit)}. {hit.why}. {hit.kind} {hit.id}" for hit in hits]
    lines += [
        f"{each.name} ({each.place}). {each.why}. register {each.number}" for each in companies
    ]
    output.answer(args, {"q": text, "hits": shown}, lines or [f"Nothing fits “{text}”."])
    return 0


def _companies(
    office: "Office", text: str, kinds: Sequence[str], limit: int
) -> "list[RegisterHit]":
    """Return companies of the national register that are no employer of the caseload yet."""
    if REGISTER not in kinds or limit < 1:
        return []
    from adviser_tui.services.register.taking import numbers_of_ours

    try:
        found = office.register.find(text, limit)
    except StorageError as error:
        if len(kinds) == 1:
            raise
        # A register that cannot be searched keeps nobody from finding their own.
        output.tell(str(error))
        return []
    ours = numbers_of_ours(office.database, [each.number for each in found]) if found else ()
    return [each for each in found if each.number not in ours]


def _run_queries(args: argparse.Namespace) -> int:
    """Answer a file of queries; they are about employers, ours and the register's, unless said."""
    kinds = _kinds(args.kind) if args.kind else ("employer", REGISTER)
    queries = list(_queries(args.queries))
    with caseload(args, only_reading=True) as office:
        # So that the first answer takes no longer than the others.
        office.search.prepare()
        office.search.stop()
        results = [_answered(office, kinds, args.limit, *query) for query in queries]
    times = sorted(float(result["ms"]) for result in results)
    document = {
        "results": results,
        "ms": {f"p{part}": _percentile(times, part) for part in (50, 95, 99)},
    }
    lines = [
        f"{result['q']}: {result['hits'][0]['name'] if result['hits'] else 'nothing'}"
        for result in results
    ]
    output.answer(args, document, lines)
    return 0


def _answered(
    office: "Office", kinds: Sequence[str], limit: int, query_id: str, text: str
) -> dict[str, Any]:
    started = time.perf_counter()
    hits = office.search.find(text, kinds, limit)
    companies = _companies(office, text, kinds, limit - len(hits))
    took = (time.perf_counter() - started) * 1_000
    return {
        "id": query_id,
        "q": text,
        "ms": round(took, 3),
        "hits": [
            *(
                {
                    "id": hit.id,
                    "reference": hit.reference,
                    "name": hit.name,
                    "score": hit.score,
                    "why": hit.why,
                }
                for hit in hits
            ),
            *map(_shown_company, companies),
        ],
    }


def _queries(path: Path) -> Iterator[tuple[str, str]]:
    """Yield id and text of each line; raises `ImportFileError` with the line that is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise StorageError(f"{path} could not be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ImportFileError(f"{path} is not UTF-8 text. Save it as UTF-8.") from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            query = json.loads(line)
            yield str(query["id"]), str(query["q"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ImportFileError(
                f'Line {number} of {path} is not a query such as {{"id": "1", "q": "tesco"}}.',
                row=number,
            ) from error


def _kinds(kind: str) -> tuple[str, ...]:
    return (*KINDS, REGISTER) if kind == "all" else (kind,)


def _percentile(times: Sequence[float], part: int) -> float:
    """Return the nearest-rank percentile in milliseconds, 0 where there is nothing."""
    if not times:
        return 0.0
    return times[max(0, -(-len(times) * part // 100) - 1)]


def _shown_company(hit: "RegisterHit") -> dict[str, object]:
    return {
        "kind": REGISTER,
        "id": "",
        "reference": hit.number,
        "register": hit.register,
        "name": hit.name,
        "place": hit.place,
        "status": hit.status,
        "score": hit.score,
        "why": hit.why,
    }


def _shown(hit: "Hit") -> dict[str, object]:
    return {
        "kind": hit.kind,
        "id": hit.id,
        "reference": hit.reference,
        "name": hit.name,
        "detail": hit.detail,
        "score": hit.score,
        "why": hit.why,
    }


def _aside(hit: "Hit") -> str:
    return f" ({hit.detail})" if hit.detail else ""
