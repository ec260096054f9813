"""`adviser add`, `set`, `show`, `void`: any record, field by field."""

import argparse
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload
from adviser_tui.errors import AlikeError, RuleError, UsageError

if TYPE_CHECKING:
    from adviser_tui.services.office import Office
    from adviser_tui.services.records.finding import RecordRef

KINDS = (
    *("participant", "employer", "vacancy", "partner", "follow-up", "promise", "person", "site"),
    *("need", "barrier", "consent", "profile"),
)


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands about any record."""
    add = commands.add_parser("add", parents=[shared], help="add a record")
    add.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    add.add_argument(
        "--set",
        dest="given",
        nargs="+",
        action="extend",
        default=[],
        metavar="FIELD=VALUE",
        help="a field and its value, such as name=Amira or due=fri",
    )
    add.add_argument(
        "--even-if-similar", action="store_true", help="also when one much like it is there"
    )
    add.set_defaults(run=run_add)
    change = commands.add_parser("set", parents=[shared], help="change fields of a record")
    change.add_argument("record", metavar="ID", help="an id, its end or its beginning, or a name")
    change.add_argument(
        "given", nargs="+", metavar="FIELD=VALUE", help="a field and its value, such as phone=0113"
    )
    change.set_defaults(run=run_set)
    show = commands.add_parser("show", parents=[shared], help="one record with its timeline")
    show.add_argument(
        "record", metavar="ID", nargs="+", help="an id, its end or its beginning, or a name"
    )
    show.add_argument("--plain", action="store_true", help="lines of words, for a screen reader")
    show.set_defaults(run=run_show)
    void = commands.add_parser("void", parents=[shared], help="take a record out of account")
    void.add_argument("record", metavar="ID", help="an id, its end or its beginning, or a name")
    void.add_argument(
        "--reason", required=True, metavar="TEXT", help="why it should no longer count"
    )
    void.set_defaults(run=run_void)


def run_add(args: argparse.Namespace) -> int:
    """Add a record from its fields."""
    with caseload(args) as office:
        try:
            made = office.records.add(
                args.kind, pairs(args.given), even_if_similar=args.even_if_similar
            )
        except AlikeError as error:
            raise RuleError(f"{error} Add --even-if-similar where it is another.") from error
        document = {"ok": True, **_named(made), "fields": _fields(office, made)}
    output.answer(args, document, [f"Added {made.kind} {made.name}. Its id is {made.id}."])
    return 0


def run_set(args: argparse.Namespace) -> int:
    """Change fields of a record."""
    with caseload(args) as office:
        changed = office.records.apply(args.record, pairs(args.given))
        document = {"ok": True, **_named(changed), "fields": _fields(office, changed)}
    output.answer(args, document, [f"Changed {changed.kind} {changed.name}."])
    return 0


def run_void(args: argparse.Namespace) -> int:
    """Take a record out of account."""
    with caseload(args) as office:
        gone = office.records.void(args.record, args.reason)
    words = f"The {gone.kind} {gone.name} no longer counts. `adviser undo` brings it back."
    output.answer(args, {"ok": True, **_named(gone)}, [words])
    return 0


def run_show(args: argparse.Namespace) -> int:
    """Print one record."""
    with caseload(args, only_reading=True) as office:
        ref = office.records.find(" ".join(args.record))
        card = _card(office, ref)
        values = _fields(office, ref)
    document = {**_named(ref), "fields": values}
    if card is not None:
        document["card"] = card
    output.answer(args, document, _lines(ref, card, values))
    return 0


def pairs(given: Iterable[str]) -> dict[str, str]:
    """Return fields and their texts from words such as `name=Amira`."""
    found: dict[str, str] = {}
    for each in given:
        name, mark, text = each.partition("=")
        if not mark or not name.strip():
            raise UsageError(f"“{each[:60]}” is not FIELD=VALUE, such as name=Amira.")
        found[name.strip()] = text
    return found


def _named(ref: "RecordRef") -> dict[str, object]:
    return {"id": ref.id, "kind": ref.kind, "name": ref.name}


def _fields(office: "Office", ref: "RecordRef") -> dict[str, str]:
    return {value.spec.name: value.text for value in office.records.fields_of(ref.id)}


def _card(office: "Office", ref: "RecordRef") -> Any:
    match ref.table:
        case "participant":
            return office.participants.card(ref.id)
        case "employer":
            return office.employers.card(ref.id)
        case "vacancy":
            return office.vacancies.card(ref.id)
        case "partner":
            return office.partners.card(ref.id)
        case "follow_up":
            return office.follow_ups.one(ref.id)
        case "promise":
            return office.promises.one(ref.id)
    return None


def _lines(ref: "RecordRef", card: Any, values: Mapping[str, str]) -> list[str]:
    from adviser_tui.cli.showing import card_lines

    heading = f"{ref.kind.capitalize()}: {ref.name}"
    told: list[str] = []
    if card is None or ref.table in ("vacancy", "partner"):
        told = [f"{name.replace('_', ' ').capitalize()}: {text}" for name, text in values.items()]
    known = [line for line in told if not line.endswith(": ")]
    labels = {line.partition(":")[0] for line in known}
    more = card_lines(card) if card is not None else ()
    # What was told as a field is not told again in other words; lists keep their lines.
    rest = (line for line in more if line.endswith(":") or line.partition(":")[0] not in labels)
    return [heading, *known, *rest, f"Id: {ref.id}"]
