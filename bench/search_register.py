"""`search --register FILE` (or a number of companies to make up): the national register.

The import runs as a program of its own, so that its most memory is its own. Names are typed letter
by letter from the third on; then whole names are looked for, as they are and with a slip in them.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from adviser_tui.services.office import Office, open_office
from bench.make_register import write_register
from bench.measuring import Outcome
from bench.search_goals import add_latency
from bench.search_scoring import core_words, normalised, wilson
from bench.search_slips import slip
from bench.surroundings import environment

TARGETS = 150
SEED = 43
LEAST_LETTERS, MOST_LETTERS = 3, 24
BUILD_MS, INDEX_MB, MEMORY_MB = 300_000.0, 600.0, 2_000.0
SHOWN = 10
_LARGE = 4_000_000
"""From so many companies on, the goals of time and size hold."""


@dataclass(slots=True)
class Asked:
    """The milliseconds of each question, and how many of them this process worked."""

    times: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)

    def add_to(self, outcome: Outcome, key: str) -> None:
        """Add both as figures, with what they may be."""
        add_latency(outcome, key, self.times)
        outcome.spread(f"{key}_work", self.work)


@dataclass(frozen=True, slots=True)
class Company:
    """A company that is looked for."""

    number: str
    name: str


def measure_register(outcome: Outcome, asked: str) -> None:
    """Import a register and search it."""
    with tempfile.TemporaryDirectory(prefix="adviser-bench-") as kept:
        folder = Path(kept)
        path = _made(folder, int(asked)) if asked.isdigit() else Path(asked)
        size, wanted = _drawn(path)
        caseload = folder / "caseload"
        _begin(caseload)
        took, memory = _import(caseload, path)
        outcome.say("register_import", took, "ms")
        outcome.say("register_import_memory", memory, "MB")
        outcome.say("register_index", _size(caseload / "registers", caseload), "MB")
        outcome.limit("register_import_memory", MEMORY_MB)
        if size >= _LARGE:
            outcome.limit("register_import", BUILD_MS)
            outcome.limit("register_index", INDEX_MB)
        office = open_office(caseload, visiting=True)
        try:
            _search(outcome, office, wanted)
        finally:
            office.close()
        outcome.notes.append(f"{size:,} companies, {len(wanted)} of them looked for")


def _made(folder: Path, number: int) -> Path:
    path = folder / "register.csv"
    with path.open("wb") as file:
        write_register(file, number)
    return path


def _begin(folder: Path) -> None:
    """Make a caseload for the register to lie beside."""
    folder.mkdir()
    office = open_office(folder)
    try:
        office.identity.introduce("Bench Testwick")
    finally:
        office.close()


def _drawn(path: Path) -> tuple[int, list[Company]]:
    """Return how many companies a file of Companies House has, and some, each as likely."""
    chance, wanted, size = Random(SEED), list[Company](), 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        headers = [header.strip() for header in next(rows)]
        name, number = headers.index("CompanyName"), headers.index("CompanyNumber")
        for row in rows:
            size += 1
            if len(wanted) < TARGETS:
                wanted.append(Company(row[number], row[name]))
            elif (place := int(chance.random() * size)) < TARGETS:
                wanted[place] = Company(row[number], row[name])
    return size, wanted


def _import(folder: Path, path: Path) -> tuple[float, float]:
    """Return the milliseconds of the import and the MB that it had at most, 0 where unknown."""
    command = [sys.executable, "-m", "adviser_tui", "register", "import", str(path)]
    began = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(
            [*command, "--data-dir", str(folder)], stdout=told, stderr=told, env=environment()
        )
        if sys.platform == "win32":
            status, most = process.wait(), 0.0
        else:
            _, code, used = os.wait4(process.pid, 0)
            process.returncode = status = os.waitstatus_to_exitcode(code)
            most = used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3 / 1.024)
        took = (time.perf_counter() - began) * 1000
        if status:
            told.seek(0)
            raise RuntimeError(told.read().decode(errors="replace")[-2000:])
    return took, most


def _size(registers: Path, folder: Path) -> float:
    """Return the MB of everything beside the caseload's own file."""
    root = registers if registers.is_dir() else folder
    files = (each for each in root.rglob("*") if each.is_file() and each.parent != folder)
    return sum(each.stat().st_size for each in files) / 1e6


def _search(outcome: Outcome, office: Office, wanted: list[Company]) -> None:
    for company in wanted[:3]:
        office.register.find(company.name, SHOWN)
    keys = Asked()
    letters: list[float] = []
    for company in wanted:
        letters.append(_typed(office, company, keys))
    keys.add_to(outcome, "register_key")
    outcome.add("register_letters", letters, "letters")
    chance = Random(SEED)
    for kind in ("whole", "slipped"):
        found, times = 0, Asked()
        for company in wanted:
            words = core_words(company.name)
            if kind == "slipped":
                place = max(range(len(words)), key=lambda each: len(words[each]))
                words[place] = slip(words[place], chance)
            found += _is_found(office, company, " ".join(words), times)
        share = wilson(found, len(wanted))
        outcome.say(f"register_{kind}_recall10", share.value)
        outcome.figures[f"register_{kind}_recall10"] |= share.document()
        times.add_to(outcome, f"register_{kind}")
    outcome.floor("register_whole_recall10", 0.99)


def _typed(office: Office, company: Company, asked: Asked) -> float:
    """Type a name and return how many letters it took; one more than typed where it never came."""
    text = " ".join(core_words(company.name))[:MOST_LETTERS]
    needed = len(text) + 1
    for count in range(LEAST_LETTERS, len(text) + 1):
        if text[count - 1] != " " and _is_found(office, company, text[:count], asked):
            needed = min(needed, count)
    return float(needed)


def _is_found(office: Office, company: Company, text: str, asked: Asked) -> bool:
    began, worked = time.perf_counter(), time.process_time()
    hits = office.register.find(text, SHOWN)
    asked.work.append((time.process_time() - worked) * 1000)
    asked.times.append((time.perf_counter() - began) * 1000)
    name = normalised(company.name)
    return any(hit.number == company.number or normalised(hit.name) == name for hit in hits)
