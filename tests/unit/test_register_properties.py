"""What holds for any register and any name in it."""

import string
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adviser_tui.services.register.search import RegisterSearch
from adviser_tui.text import fold
from tests.register_case import companies, made

WORDS = st.text(string.ascii_lowercase + "éøå", min_size=2, max_size=10)
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
SOME = st.lists(NAMES, min_size=1, max_size=12, unique_by=lambda name: fold(name).replace(" ", ""))
FORMS = st.sampled_from(["", " Ltd", " LIMITED", " plc", " LLP", " C.I.C.", " ApS", " AS"])
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def searching(folder: str, names: list[str]) -> RegisterSearch:
    return RegisterSearch(made(Path(folder), companies(names)))


@FEW
@given(SOME, FORMS)
def test_every_exact_name_is_on_top(names: list[str], form: str) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        search = searching(folder, [name + form for name in names])
        for name in names:
            if len(name.replace(" ", "")) >= 3:
                assert search.find(name)[0].name == name + form


@FEW
@given(SOME, FORMS, st.data())
def test_case_accents_form_and_ampersand_never_change_the_first(
    names: list[str], form: str, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        search = searching(folder, [f"{name} and {name[::-1]}" for name in names])
        name = data.draw(st.sampled_from(names))
        ways = (
            f"{name} and {name[::-1]}",
            f"{name} & {name[::-1]}".upper(),
            fold(f"{name} and {name[::-1]}"),
            f"{name}  and, {name[::-1]}{form}",
        )
        assert len({search.find(way)[0].number for way in ways}) == 1


@FEW
@given(SOME, SOME)
def test_others_never_take_an_exact_hit_away(names: list[str], others: list[str]) -> None:
    known = {fold(name).replace(" ", "") for name in names}
    more = [name for name in others if fold(name).replace(" ", "") not in known]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        search = searching(folder, names + more)
        for name in names:
            if len(name.replace(" ", "")) >= 3:
                assert search.find(name)[0].name == name
