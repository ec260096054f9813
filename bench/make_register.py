"""`make-register N`: a register of N companies that do not exist, always the same bytes.

`uk` has the layout of the Companies House basic company data, `no` of the CSV of
Enhetsregisteret, `dk` one JSON object a line as the CVR hands it out.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import BinaryIO

from bench.register_layouts import LAYOUTS, Company
from bench.register_names import RegisterNames, nth
from bench.register_words import ROADS, SECTORS, TOWNS

_BATCH = 5_000
_SEED = 20_26_11
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def main(arguments: list[str]) -> int:
    """Write a register as the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench make-register", description=__doc__)
    parser.add_argument("number", type=int, metavar="N", help="how many companies")
    parser.add_argument("--to", type=Path, metavar="FILE", help="where to; else standard output")
    parser.add_argument("--format", choices=sorted(LAYOUTS), default="uk")
    asked = parser.parse_args(arguments)
    if asked.to is None:
        write_register(sys.stdout.buffer, asked.number, asked.format)
        return 0
    with asked.to.open("wb") as file:
        write_register(file, asked.number, asked.format)
    return 0


def write_register(file: BinaryIO, number: int, layout: str = "uk") -> None:
    """Write `number` companies, the same on every machine and in every run."""
    header, line_of = LAYOUTS[layout]
    file.write(header.encode())
    batch: list[str] = []
    for company in companies(number):
        batch.append(line_of(company))
        if len(batch) == _BATCH:
            file.write("".join(batch).encode())
            batch.clear()
    file.write("".join(batch).encode())


def companies(number: int) -> Iterator[Company]:
    """Yield invented companies one by one."""
    rng = Random(_SEED)
    draw = rng.random
    names = RegisterNames(rng)
    towns = _bag_of_towns()
    for place in range(number):
        core, ending = names.core(), names.ending()
        earlier: tuple[str, ...] = ()
        if draw() < 0.08:
            many = 1 if draw() < 0.85 else 2 + int(draw() * 3)
            earlier = tuple(
                f"{core if draw() < 0.25 else names.core()} {names.ending()}".rstrip()
                for _ in range(many)
            )
        town, area = towns[int(draw() * len(towns))]
        yield Company(
            place=place,
            core=core,
            ending=ending,
            earlier=earlier,
            unit=f"UNIT {int(draw() * 40) + 1}" if draw() < 0.2 else "",
            street=f"{int(draw() * 240) + 1} {names.word()} {ROADS[int(draw() ** 2 * 13)]}",
            town=town,
            postcode=(
                f"{area}{int(draw() * 20) + 1} {int(draw() * 10)}"
                f"{_LETTERS[int(draw() * 20)]}{_LETTERS[int(draw() * 20)]}"
            ),
            sectors=tuple(SECTORS[nth(draw(), len(SECTORS), 3)] for _ in range(_how_many(draw()))),
            fate=draw(),
            day=int(draw() * 28) + 1,
            month=int(draw() * 12) + 1,
            year=2026 - int(draw() ** 2 * 40),
        )


def _how_many(share: float) -> int:
    """Return for a number from 0 to 1 how many industry codes a company gives."""
    if share < 0.83:
        return 1
    return 2 if share < 0.93 else 3 if share < 0.965 else 4 if share < 0.98 else 0


def _bag_of_towns() -> list[tuple[str, str]]:
    """Return the towns, each as often as its place in the list suggests."""
    return [
        (town, area)
        for place, (town, area) in enumerate(TOWNS)
        for _ in range(max(2, 60 // (place + 1)))
    ]
