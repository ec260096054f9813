"""What must hold for any two employers that are compared, and for any list that grows."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from adviser_tui.clock import FixedClock
from adviser_tui.ids import new_id
from adviser_tui.services.duplicates.known import Known, drafted
from adviser_tui.services.duplicates.rarity import Rarity
from adviser_tui.services.duplicates.verdict import compare
from adviser_tui.services.office import Office
from adviser_tui.storage.database import Database
from models.tables import Employer

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


SLIPS = st.sampled_from(
    ["Harnbrook Pies", "Harnbrok Pies", "Harnbrook Pies UK", "Pies Harnbrook", "Harn Brook Pies"]
)
UNRELATED = st.lists(
    st.text(alphabet="bcdfgjlmqtuvwxz", min_size=3, max_size=9), min_size=1, max_size=3
).map(" ".join)


@settings(max_examples=15, deadline=None)
@given(SLIPS, st.lists(UNRELATED, min_size=1, max_size=80, unique=True))
def test_employers_added_to_the_list_take_no_warning_away(typed: str, others: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
        office = Office(Database(Path(folder) / "caseload", clock).open())
        try:
            with office.database.write() as work:
                work.add(Employer(name="Harnbrook Pies Ltd"))
            before = office.employers.possible_twins(typed)
            with office.database.write() as work:
                work.add_many(Employer, ({"id": new_id(), "name": name} for name in others))
            after = office.employers.possible_twins(typed)
        finally:
            office.close()

    assert [each.name for each in before] == ["Harnbrook Pies Ltd"]
    assert {each.id for each in before} <= {each.id for each in after}
