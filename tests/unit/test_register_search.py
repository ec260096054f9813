"""Finding companies of the register by what people type."""

from pathlib import Path

import pytest

from adviser_tui.services.register import steps
from adviser_tui.services.register.hit import RegisterHit
from adviser_tui.services.register.search import RegisterSearch
from tests.register_case import company, made

COMPANIES = [
    company(
        1234567,
        "TALLOW & WICK BAKERIES LIMITED",
        previous_names=("Candlemere Foods Limited",),
        status="Active",
        town="Leeds",
        postcode="LS1 4AP",
    ),
    company(2, "Tallow Freight Ltd", town="Bradford", postcode="BD1 1AA"),
    company(3, "Tallow Ltd", status="Dissolved", town="Hull"),
    company(4, "Tallow Holdings Ltd", status="Active", town="Hull"),
    company(5, "Greenmarrow Services plc", town="Leeds"),
    company(6, "The Northern Quill Company (Scotland) Limited", town="Perth"),
    company(7, "Harrowgate Veterinary Supplies", town="Harrogate", postcode="HG2 7XX"),
    company(8, "Borough of Quellinghame", town="Quellinghame"),
    company(9, "Brackenfell Ænglisc Håndværk ApS", town="Århus"),
    *(company(100 + number, f"Leeds Trading Post {number}") for number in range(40)),
]


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> RegisterSearch:
    return RegisterSearch(made(tmp_path_factory.mktemp("register"), COMPANIES))


def first(search: RegisterSearch, text: str) -> RegisterHit:
    hits = search.find(text)
    assert hits, text
    return hits[0]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("tallow and wick bakeries", "TALLOW & WICK BAKERIES LIMITED"),
        ("Tallow & Wick Bakeries", "TALLOW & WICK BAKERIES LIMITED"),
        ("TALLOW & WICK BAKERIES PLC", "TALLOW & WICK BAKERIES LIMITED"),
        ("bak wick", "TALLOW & WICK BAKERIES LIMITED"),
        ("tal fre", "Tallow Freight Ltd"),
        ("fre tal", "Tallow Freight Ltd"),
        ("tallow friehgt", "Tallow Freight Ltd"),
        ("tallwo frei", "Tallow Freight Ltd"),
        ("yallow freight", "Tallow Freight Ltd"),
        ("vetrinery", "Harrowgate Veterinary Supplies"),
        ("hreenmarrow", "Greenmarrow Services plc"),
        ("greenmarow serv", "Greenmarrow Services plc"),
        ("green marrow", "Greenmarrow Services plc"),
        ("tallowfreight", "Tallow Freight Ltd"),
        ("northernquill", "The Northern Quill Company (Scotland) Limited"),
        ("quellinghame borough council", "Borough of Quellinghame"),
        ("hvs", "Harrowgate Veterinary Supplies"),
        ("brackenfell aenglisc handvaerk", "Brackenfell Ænglisc Håndværk ApS"),
        ("tallow bradford", "Tallow Freight Ltd"),
        ("tallow leeds", "TALLOW & WICK BAKERIES LIMITED"),
        ("tallow ls1", "TALLOW & WICK BAKERIES LIMITED"),
        ("tallow ls14ap", "TALLOW & WICK BAKERIES LIMITED"),
    ],
)
def test_the_right_company_is_on_top(search: RegisterSearch, typed: str, name: str) -> None:
    assert first(search, typed).name == name


def test_a_number_finds_its_company(search: RegisterSearch) -> None:
    hit = first(search, "01234567")
    assert (hit.name, hit.why, hit.score) == (
        "TALLOW & WICK BAKERIES LIMITED",
        "company number",
        100,
    )
    assert first(search, "1234567").number == "01234567"
    assert first(search, "012345").number == "01234567"
    entry = search.entry("01234567")
    assert entry == COMPANIES[0]
    assert search.entry("99999999") is None


def test_an_earlier_name_finds_the_company_and_says_so(search: RegisterSearch) -> None:
    hit = first(search, "candlemere foods")
    assert (hit.name, hit.why) == ("TALLOW & WICK BAKERIES LIMITED", "earlier name")
    assert hit.matched == ()


def test_a_hit_says_why_and_where(search: RegisterSearch) -> None:
    hit = first(search, "tallow wick")
    assert hit.place == "Leeds LS1 4AP"
    assert "".join(hit.name[place] for place in hit.matched) == "TALLOWWICK"
    assert hit.why == "word in name"
    assert first(search, "hvs").why == "initials"
    assert first(search, "greenmarrow services").why == "exact name"
    assert first(search, "vetrinery").why == "looks like"


def test_a_company_that_is_no_more_comes_after_live_ones(search: RegisterSearch) -> None:
    hits = search.find("tallo")
    assert [hit.name for hit in hits][-1] == "Tallow Ltd"
    assert hits[-1].is_gone
    assert not any(hit.is_gone for hit in hits[:-1])


@pytest.mark.parametrize("typed", ["", " ", "t", "ta", "a b", "&", "!!", "  '' "])
def test_less_than_three_letters_find_nothing(search: RegisterSearch, typed: str) -> None:
    assert search.find(typed) == []


@pytest.mark.parametrize(
    "typed",
    [
        "limited",
        "the",
        "aaa",
        "x" * 5_000,
        "ß" * 120,
        "\x00\x01\x02 \ud800 abc",
        "tallow " * 40,
        "a b c d e f g h i j",
        "~hvs",
        "number:1 OR *",
        "🙂🙂🙂",
        "mancehster birmnigham leeeds lodnon brsitol sheffeild livrepool cardfif",
    ],
)
def test_nothing_that_is_typed_is_too_much(search: RegisterSearch, typed: str) -> None:
    assert len(search.find(typed, 5)) <= 5


def test_it_ends_where_something_else_was_typed_meanwhile(search: RegisterSearch) -> None:
    asked: list[int] = []

    def is_stale() -> bool:
        asked.append(1)
        return True

    assert search.find("vetrinery suplies", 10, is_stale) == []
    assert asked


def test_no_more_than_asked_for(search: RegisterSearch) -> None:
    assert len(search.find("leeds trading", 7)) == 7
    assert search.find("leeds trading", 0) == []


def test_the_folder_of_a_register_may_be_anywhere(tmp_path: Path) -> None:
    odd = tmp_path / "Ørsted's “folder” & more"
    assert RegisterSearch(made(odd, COMPANIES[:1])).find("tallow")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("bak wick", "TALLOW & WICK BAKERIES LIMITED"),
        ("tallow bradford", "Tallow Freight Ltd"),
        ("green marrow", "Greenmarrow Services plc"),
        ("hreenmarrow", "Greenmarrow Services plc"),
        ("vetrinery", "Harrowgate Veterinary Supplies"),
    ],
)
def test_a_clock_that_has_run_out_is_never_told_as_there_being_nothing(
    search: RegisterSearch, monkeypatch: pytest.MonkeyPatch, typed: str, name: str
) -> None:
    """As on a machine that is busy with something else from the first letter on."""
    monkeypatch.setattr(steps, "TIME_BOX", -1.0)
    monkeypatch.setattr(steps, "WORK_BOX", -1.0)
    assert first(search, typed).name == name


def test_names_as_typed_are_looked_for_even_where_there_is_time_for_nothing(
    search: RegisterSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    for box in ("TIME_BOX", "WORK_BOX", "WORK_IN_VAIN"):
        monkeypatch.setattr(steps, box, -1.0)
    assert first(search, "bak wick").name == "TALLOW & WICK BAKERIES LIMITED"
    assert search.find("vetrinery") == []


def test_what_nobody_waits_for_any_more_is_not_looked_for(search: RegisterSearch) -> None:
    assert search.find("bak wick", is_stale=lambda: True) == []
