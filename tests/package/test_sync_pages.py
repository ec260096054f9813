"""The pages about sync and the hub name what there is in the code, and no more."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.hub.metrics import FIGURES
from adviser_tui.hub.rights import ROLES
from adviser_tui.hub.serving import Serving
from adviser_tui.hub.web import CALLS
from adviser_tui.hub.web_settings import WebSettings
from adviser_tui.sync import merging
from adviser_tui.sync.limits import BOOTSTRAPS, OUTCOMES

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "sync-protocol.md"
GUIDE = ROOT / "docs" / "guide" / "hub.md"
pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the documents are not in this archive")


def table(heading: str, page: Path = PAGE) -> list[list[str]]:
    """Return the cells of the table whose head begins with `heading`."""
    lines = iter(page.read_text(encoding="utf-8").splitlines())
    for line in lines:
        if line.startswith(f"| {heading} |"):
            next(lines)
            break
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def named(heading: str, column: int = 0) -> set[str]:
    """Return the words in code style in one column of a table."""
    return {word for row in table(heading) for word in re.findall(r"`([a-z_]+)`", row[column])}


def trees(*folders: str) -> Iterator[ast.AST]:
    """Yield the source files of some folders, read."""
    for folder in folders:
        for path in sorted((ROOT / "adviser_tui" / folder).rglob("*.py")):
            yield ast.parse(path.read_text(encoding="utf-8"))


def texts_given(names: set[str], place: int, *folders: str) -> Iterator[str]:
    """Yield the constant texts that are given at one place in calls of some names."""
    for tree in trees(*folders):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and len(node.args) > place:
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else ""
                name = called.id if isinstance(called, ast.Name) else name
                given = node.args[place]
                if name in names and isinstance(given, ast.Constant):
                    yield str(given.value)


def test_every_call_is_named() -> None:
    assert named("call") == {*CALLS, "hello", "enrol", "health"}


def test_every_outcome_is_named() -> None:
    assert named("outcome") == set(OUTCOMES)


def test_every_refusal_is_named() -> None:
    codes = {*texts_given({"HubError"}, 1, "hub"), *texts_given({"_anew"}, 0, "hub")}
    assert named("status", 1) == codes


def test_every_status_is_named_with_its_code() -> None:
    said = {
        (int(row[0]), code)
        for row in table("status")
        for code in re.findall(r"`([a-z_]+)`", row[1])
    }
    for tree in trees("hub"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "HubError":
                status, code = node.args[:2]
                if isinstance(status, ast.Constant) and isinstance(code, ast.Constant):
                    assert (status.value, code.value) in said


def test_every_reason_is_named() -> None:
    reasons = {*texts_given({"BadChangeError"}, 0, "hub", "sync")}
    reasons |= set(texts_given({"end"}, 1, "hub"))
    # Those that the code has a name or a statement for.
    reasons |= {"no_access", "rejected", "parent_rejected"}
    assert named("why") == reasons


def test_every_kind_of_two_values_is_named() -> None:
    told = Path(merging.__file__).read_text(encoding="utf-8")
    kinds = named("kind")
    assert len(kinds) == 7
    for kind in kinds:
        assert f'"{kind}"' in told
    given = {
        *texts_given({"_keep", "_take", "_lose"}, 1, "sync"),
        *texts_given({"Loser"}, 1, "sync"),
    }
    assert given <= kinds


def test_the_guide_tells_the_limits_of_a_process() -> None:
    web = WebSettings()
    said = [tuple(map(int, re.findall(r"\d+", row[1].replace(",", "")))) for row in told_limits()]
    assert said == [
        (web.threads, web.quick_threads),
        (web.waiting,),
        (Serving("").connections,),
        (int(web.device_rate), int(web.device_burst)),
        (int(web.address_rate), int(web.address_burst)),
        (web.guesses, web.guesses_together),
        (BOOTSTRAPS,),
    ]
    connections = web.threads + web.quick_threads
    text = GUIDE.read_text(encoding="utf-8")
    assert f"**Connections:** {connections} for each process" in text
    assert f"`max_connections` of {2 * 4 * connections} and a few" in text


def told_limits() -> list[list[str]]:
    """Return the guide's table of limits."""
    return table("limit, for each process", GUIDE)


def test_the_guide_names_measurements_and_roles_that_there_are() -> None:
    told = {
        word
        for row in table("measurement", GUIDE)
        for word in re.findall(r"`([a-z_]+)(?:\{[^`]*)?`", row[0])
    }
    assert len(told) > 10
    assert told <= {figure.name for figure in FIGURES}
    assert {row[0].strip("`") for row in table("role", GUIDE)} == set(ROLES)
