"""`adviser fidelity`: what the records can say of the programme's fidelity scale, item by item."""

import argparse
from typing import Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `adviser fidelity`."""
    fidelity = commands.add_parser(
        "fidelity", parents=[shared], help="what the records say of the IPS fidelity scale"
    )
    fidelity.add_argument("--team", action="store_true", help="of the team taken together")
    fidelity.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print every item with what can be told of it."""
    from adviser_tui.services.measures.fidelity import self_check
    from adviser_tui.services.measures.sight import require_sight_of

    with caseload(args, only_reading=True) as office:
        measures = office.measures
        whose = measures.team() if args.team else measures.myself()
        require_sight_of(office, whose.advisers)
        found = self_check(measures, whose, measures.profile().fidelity or "ips25")
    document = {
        "scale": found.scale.id,
        "on": found.on,
        "whose": found.whose,
        "told": found.told,
        "with_level": found.levelled,
        "of": len(found.items),
        "items": found.items,
        "bands": [
            {"name": each.name, "least": each.least, "is_certain": each.is_certain}
            for each in found.scale.bands
        ],
    }
    lines = [f"{found.whose}, {found.scale.name}, on {found.on.isoformat()}.", found.words, ""]
    for item in found.items:
        if item.is_told:
            sure = f" ({item.certainty})" if item.certainty else ""
            said = f"{item.found}. Level: {item.level_words}{sure}."
        else:
            said = f"{item.found}. It would need {item.needs}."
        lines.append(f"{item.number:>2} {item.name}: {said}")
    lines += ["", "What a total of all items would be called:"]
    lines += [f"  {each}" for each in found.band_words]
    output.answer(args, document, lines)
    return 0
