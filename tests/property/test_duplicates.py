"""What must hold for any two employers that are compared."""

from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.services.duplicates.known import Known, drafted
from adviser_tui.services.duplicates.rarity import Rarity
from adviser_tui.services.duplicates.verdict import compare

_SOME = (
    "harnbrook millvane care home services group uk nhs trust kestrel ovens & sons 2 north "
    "leather pies holdings ltd limited co o'dell's zürn"
)
WORDS = st.sampled_from(_SOME.split())
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
TOWNS = st.sampled_from(["", "Testham", "Nowhere-on-Sea"])
POSTCODES = st.sampled_from(["", "ZZ1 1ZZ", "zz11zz", "ZZ9 9ZZ"])
NUMBERS = st.sampled_from(["", "01234567", "1234567", "SC000001"])
EMPLOYERS = st.builds(
    lambda name, town, postcode, number: drafted(name, "", town, postcode, number),
    *(NAMES, TOWNS, POSTCODES, NUMBERS),
)
FEW = Rarity({"care": 900, "services": 2_000, "group": 3_000}, {"testham": 40}, 12_000)


@given(EMPLOYERS, EMPLOYERS)
def test_a_verdict_is_the_same_the_other_way_round(one: Known, two: Known) -> None:
    there, back = compare(one, two, FEW), compare(two, one, FEW)

    assert (there.certainty, round(there.points, 6)) == (back.certainty, round(back.points, 6))


@given(EMPLOYERS, EMPLOYERS)
def test_two_numbers_are_never_the_same_company(one: Known, two: Known) -> None:
    verdict = compare(one, two, FEW)

    if one.number and two.number:
        assert (verdict.certainty == "same") == (one.number == two.number)


@given(
    st.lists(st.sampled_from(["harnbrook", "zürn", "millvane", "pies"]), min_size=1, max_size=3),
    st.sampled_from(["", " Ltd", " LIMITED", " PLC", ", L.L.P."]),
    st.booleans(),
)
def test_case_accents_and_legal_form_make_no_other_company(
    words: list[str], form: str, loud: bool
) -> None:
    name = " & ".join(words)
    written = name + form
    other = (written.upper() if loud else written).replace(" & ", " and ").replace("ü", "u")

    assert compare(drafted(name), drafted(other), FEW).certainty == "same"


@given(EMPLOYERS, EMPLOYERS, st.integers(0, 90_000))
def test_employers_that_share_no_word_take_no_warning_away(
    one: Known, two: Known, more: int
) -> None:
    grown = Rarity({"care": 900, "services": 2_000, "group": 3_000}, {"testham": 40}, 12_000 + more)

    before, after = compare(one, two, FEW), compare(one, two, grown)

    assert after.points >= before.points - 1e-9
    assert after.certainty == before.certainty or before.certainty == "new"
