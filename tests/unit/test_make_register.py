"""The invented registers: always the same bytes, in the layouts of three countries."""

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.make_register import companies, write_register


def made(number: int, layout: str) -> bytes:
    file = io.BytesIO()
    write_register(file, number, layout)
    return file.getvalue()


@pytest.mark.parametrize("layout", ["uk", "no", "dk"])
def test_it_is_the_same_every_time_and_a_longer_one_begins_with_the_shorter(layout: str) -> None:
    assert made(300, layout) == made(300, layout)
    assert made(900, layout).startswith(made(300, layout))


def test_these_very_bytes_on_every_machine() -> None:
    assert hashlib.sha256(made(2_000, "uk")).hexdigest() == (
        "b4bf8a77195f22fb3ca3d8e1a7487a9399030dc371c987d95e55f977a1b6808d"
    )


def test_the_british_layout_is_that_of_companies_house() -> None:
    rows = list(csv.reader(io.StringIO(made(5_000, "uk").decode(), newline="")))
    assert rows[0][:2] == ["CompanyName", " CompanyNumber"]
    assert {len(row) for row in rows} == {55}
    body = rows[1:]
    assert len({row[1] for row in body}) == 5_000
    assert all(len(row[1]) == 8 for row in body)
    renamed = sum(1 for row in body if row[34])
    assert 0.06 < renamed / 5_000 < 0.10
    limited = sum(1 for row in body if row[0].endswith((" LTD", " LIMITED")))
    assert 0.9 < limited / 5_000 < 0.96


def test_words_are_as_unevenly_spread_as_in_a_register() -> None:
    words = [word for each in companies(20_000) for word in each.core.split()]
    once = {word for word in set(words) if len(word) > 5}
    assert 20_000 / 5 < len(once) < 20_000
    assert 0.03 < words.count("SERVICES") / 20_000 < 0.12


def test_the_nordic_layouts_can_be_read() -> None:
    rows = list(csv.DictReader(io.StringIO(made(50, "no").decode(), newline="")))
    assert len(rows) == 50
    assert rows[0]["organisasjonsnummer"] == "910000000"
    lines = made(50, "dk").decode().splitlines()
    assert len(lines) == 50
    assert json.loads(lines[7])["_source"]["Vrvirksomhed"]["cvrNummer"] == 20_000_007


def test_the_command_writes_a_file(tmp_path: Path) -> None:
    path = f"{tmp_path}/register.csv"
    assert main(["make-register", "25", "--to", path, "--format", "uk"]) == 0
    with open(path, "rb") as file:
        assert file.read() == made(25, "uk")
