"""`python -m bench NAME [--runs N] [--json] [--strict]` measures one thing and prints it."""

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
}
"""Each bench and the module whose `measure` runs it."""


def main(arguments: list[str] | None = None) -> int:
    """Run one bench; a missed budget is an error only with `--strict`."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", choices=sorted(MODULES))
    parser.add_argument("--runs", type=int, default=LEAST_RUNS, help="rounds, at least ten")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a budget is missed")
    asked = parser.parse_args(arguments)
    outcome: Outcome = import_module(MODULES[asked.name]).measure(max(asked.runs, LEAST_RUNS))
    if asked.json:
        print(json.dumps(outcome.document(), indent=2, ensure_ascii=False))
    else:
        print("\n".join(in_words(outcome)))
    return 1 if asked.strict and not outcome.holds else 0


def in_words(outcome: Outcome) -> list[str]:
    """Return the outcome as lines for a person."""
    lines = [f"{outcome.bench}, {outcome.runs} runs"]
    for key, figure in outcome.figures.items():
        unit = figure["unit"]
        lines.append(f"  {key}: median {figure['median']} {unit}, p95 {figure['p95']} {unit}")
    for key, ratio in outcome.ratios.items():
        word = "holds" if outcome.kept(key) else "MISSED"
        lines.append(
            f"  {key}: {ratio} times the reference, budget {outcome.budgets[key].most}: {word}"
        )
    for key, most in outcome.limits.items():
        lines.append(f"  {key}: at most {most}: {'holds' if outcome.kept(key) else 'MISSED'}")
    return [*lines, *(f"  {note}" for note in outcome.notes)]


if __name__ == "__main__":
    sys.exit(main())
