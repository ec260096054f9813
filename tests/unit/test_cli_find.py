"""`adviser find`, word for word as scripts use it."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from adviser_tui.cli.parser import build_parser
from adviser_tui.errors import ImportFileError, StorageError, UsageError
from adviser_tui.services.employers.drafts import EmployerDraft
from adviser_tui.services.office import Office
from tests.register_case import companies, made

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database
    from models.tables import Adviser


@pytest.fixture(autouse=True)
def caseload(database: "Database", me: "Adviser") -> None:
    office = Office(database)
    for name, town, key in (
        ("Tesselate Stores Ltd", "Leeds", "G1"),
        ("Tesselate Bank", "York", "G2"),
    ):
        office.employers.add(EmployerDraft(name, town=town, reference=key), even_if_similar=True)
    office.search.stop()


def run(*words: str) -> int:
    args = build_parser().parse_args(["find", *words])
    return int(args.run(args))


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_hits_are_printed_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("tesselate", "stores") == 0

    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("Tesselate Stores Ltd (Leeds). exact name. employer ")


def test_nothing_found_is_said_and_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("qqqqqq") == 0

    assert capsys.readouterr().out == "Nothing fits “qqqqqq”.\n"


def test_hits_are_printed_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("tesselate", "--kind", "employer", "--limit", "1", "--json") == 0

    document = printed(capsys)
    (hit,) = document["hits"]
    assert document["q"] == "tesselate"
    assert (hit["kind"], hit["name"], hit["reference"]) == ("employer", "Tesselate Bank", "G2")
    assert set(hit) == {"kind", "id", "reference", "name", "detail", "score", "why"}


def test_a_file_of_queries_is_answered_with_times(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text(
        '{"id": "a", "cls": "x", "q": "tesselate stors"}\n\n{"id": 2, "q": "zzzzzzz"}\n'
    )

    assert run("--queries", str(queries), "--limit", "30", "--json") == 0

    document = printed(capsys)
    assert [(each["id"], each["q"]) for each in document["results"]] == [
        ("a", "tesselate stors"),
        ("2", "zzzzzzz"),
    ]
    hit = document["results"][0]["hits"][0]
    assert set(hit) == {"id", "reference", "name", "score", "why"}
    assert hit["reference"] == "G1"
    assert document["results"][1]["hits"] == []
    assert set(document["ms"]) == {"p50", "p95", "p99"}
    assert all(each["ms"] >= 0 for each in document["results"])


def test_an_empty_file_of_queries_gives_no_results(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text("")

    assert run("--queries", str(queries), "--json") == 0

    assert printed(capsys) == {"results": [], "ms": {"p50": 0.0, "p95": 0.0, "p99": 0.0}}


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"id": "a", "q": "x"}\nnot a query\n')

    with pytest.raises(ImportFileError, match="Line 2") as refused:
        run("--queries", str(queries))

    assert refused.value.row == 2


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="nowhere"):
        run("--queries", str(tmp_path / "nowhere.jsonl"))


@pytest.mark.parametrize("words", [(), ("x", "--queries", "y"), ("x", "--limit", "0")])
def test_wrong_usage_is_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        run(*words)


def test_companies_of_the_register_come_after_our_own(
    database: "Database", capsys: pytest.CaptureFixture[str]
) -> None:
    made(
        database.folder / "register",
        companies(["Tesselate Tiles Ltd", "Quarrelsome Quilts Ltd"]),
    )
    assert run("tesselate", "--json") == 0
    hits = printed(capsys)["hits"]
    assert [(hit["kind"], hit["name"]) for hit in hits] == [
        ("employer", "Tesselate Bank"),
        ("employer", "Tesselate Stores Ltd"),
        ("register", "Tesselate Tiles Ltd"),
    ]
    assert (hits[2]["reference"], hits[2]["register"]) == ("00000001", "uk")

    assert run("quarelsome", "--kind", "register") == 0
    assert "Quarrelsome Quilts Ltd" in capsys.readouterr().out
    assert run("quarelsome", "--kind", "employer") == 0
    assert "Nothing fits" in capsys.readouterr().out


def test_queries_are_answered_from_the_register_too(
    database: "Database", tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(database.folder / "register", companies(["Quarrelsome Quilts Ltd"]))
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"id": "1", "q": "quarrelsome"}\n', encoding="utf-8")

    assert run("--queries", str(queries), "--json") == 0

    (result,) = printed(capsys)["results"]
    assert [hit["reference"] for hit in result["hits"]] == ["00000001"]
