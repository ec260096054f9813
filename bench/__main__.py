"""`python -m bench NAME [--runs N] [--json] [--strict]` measures one thing and prints it.

`python -m bench make-register N [--to FILE] [--format uk|dk|no]` measures nothing: it makes the
register that other things are measured with.
"""

import argparse
import json
import sys
from importlib import import_module

from bench.measuring import LEAST_RUNS, Outcome

MODULES = {
    "start": "bench.start",
    "write": "bench.write",
    "memory": "bench.memory",
    "keys": "bench.keys",
    "import": "bench.importing",
    "keystrokes": "bench.keystrokes",
    "metrics": "bench.metrics",
}
"""Each bench and the module whose `measure` runs it."""

ASKED = {
    "search": "bench.search",
    "growth": "bench.growth",
    "sync": "bench.sync",
}
"""Each bench with options of its own: its module has `add_options` and `measure_as_asked`."""

MAKERS = {"make-register": "bench.make_register"}
"""What makes data instead of measuring: the module's `main` takes the rest of the line."""


def main(arguments: list[str] | None = None) -> int:
    """Run one bench; a missed budget is an error only with `--strict`."""
    words = sys.argv[1:] if arguments is None else arguments
    if words and words[0] in MAKERS:
        made: int = import_module(MAKERS[words[0]]).main(words[1:])
        return made
    asked = _parser(words[0] if words else "").parse_args(words)
    runs = max(asked.runs, LEAST_RUNS)
    outcome: Outcome
    if asked.name in ASKED:
        outcome = import_module(ASKED[asked.name]).measure_as_asked(runs, asked)
    else:
        outcome = import_module(MODULES[asked.name]).measure(runs)
    if asked.json:
        print(json.dumps(outcome.document(), indent=2, ensure_ascii=False))
    else:
        print("\n".join(in_words(outcome)))
    return 1 if asked.strict and not outcome.holds else 0


def _parser(name: str) -> argparse.ArgumentParser:
    """Return what reads the line; only the bench that is named adds its own options."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--runs", type=int, default=LEAST_RUNS, help="rounds, at least ten")
    shared.add_argument("--json", action="store_true", help="print one JSON document")
    shared.add_argument("--strict", action="store_true", help="exit 1 when a budget is missed")
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    benches = parser.add_subparsers(dest="name", required=True, metavar="NAME")
    for each in sorted((*MODULES, *ASKED)):
        one = benches.add_parser(each, parents=[shared])
        if each == name and each in ASKED:
            import_module(ASKED[each]).add_options(one)
    for each in MAKERS:
        benches.add_parser(each)
    return parser


def in_words(outcome: Outcome) -> list[str]:
    """Return the outcome as lines for a person."""
    lines = [f"{outcome.bench}, {outcome.runs} runs"]
    for key, figure in outcome.figures.items():
        unit = figure["unit"]
        if figure["median"] == figure["p95"]:
            lines.append(f"  {key}: {figure['median']} {unit}".rstrip())
        else:
            lines.append(f"  {key}: median {figure['median']} {unit}, p95 {figure['p95']} {unit}")
    for key, ratio in outcome.ratios.items():
        line = f"  {key}: {ratio} times the reference"
        if key in outcome.budgets:
            line += f", budget {outcome.budgets[key].most}: {_word(outcome, key)}"
        lines.append(line)
    for key, most in outcome.limits.items():
        lines.append(f"  {key}: at most {most}: {_word(outcome, key)}")
    for key, least in outcome.floors.items():
        lines.append(f"  {key}: at least {least}: {_word(outcome, key)}")
    return [*lines, *outcome.tables, *(f"  {note}" for note in outcome.notes)]


def _word(outcome: Outcome, key: str) -> str:
    return "holds" if outcome.kept(key) else "MISSED"


if __name__ == "__main__":
    sys.exit(main())
