"""Each refusal points to the items that would have caught it."""

import pytest

from adviser_tui.errors import InputError
from adviser_tui.services.checklist.refusals import (
    REASONS,
    Refusal,
    find_reason,
    reason_of,
    reasons_for,
)
from models.kinds import SubmissionState
from seed.checklists import right_person_first_time

EMPLOYER = SubmissionState.REFUSED_BY_EMPLOYER
PERSON = SubmissionState.DECLINED_BY_PERSON


def test_the_set_is_the_one_the_domain_names() -> None:
    assert {reason.id: reason.items for reason in REASONS} == {
        Refusal.DID_NOT_ATTEND: ("P2", "C4"),
        Refusal.NOT_CONTACTABLE: ("P5",),
        Refusal.MISSING_MUST_HAVE: ("M1", "E2"),
        Refusal.NOT_INFORMED_ENOUGH: ("M3", "P1"),
        Refusal.HOURS_OR_TRAVEL: ("C3", "M2"),
        Refusal.NOT_INTERESTED: ("C1",),
        Refusal.LEGAL_OR_ELIGIBILITY: ("C5",),
        Refusal.SUPPORT_CONCERN: ("M4", "O4"),
        Refusal.POST_FILLED_OR_WITHDRAWN: ("E6",),
        Refusal.DUPLICATE_CANDIDATE: ("E7", "T1"),
        Refusal.NO_ANSWER: ("T3",),
        Refusal.OTHER: (),
    }
    known = {item.id for item in right_person_first_time().items}
    assert {item for reason in REASONS for item in reason.items} <= known
    assert [reason_of(refusal).id for refusal in Refusal] == list(Refusal)


def test_what_counts_as_a_bad_fit_and_what_as_no_decision() -> None:
    assert {reason.id for reason in REASONS if reason.no_decision} == {
        Refusal.POST_FILLED_OR_WITHDRAWN,
        Refusal.NO_ANSWER,
    }
    assert {reason.id for reason in REASONS if not reason.bad_fit} == {
        Refusal.POST_FILLED_OR_WITHDRAWN,
        Refusal.NO_ANSWER,
        Refusal.OTHER,
    }


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("missing_must_have", Refusal.MISSING_MUST_HAVE),
        ("missing must-have", Refusal.MISSING_MUST_HAVE),
        ("Post filled internally", Refusal.POST_FILLED_OR_WITHDRAWN),
        ("hours/travel", Refusal.HOURS_OR_TRAVEL),
        ("legal", Refusal.LEGAL_OR_ELIGIBILITY),
        ("OTHER", Refusal.OTHER),
    ],
)
def test_a_reason_is_found_however_it_is_typed(typed: str, refusal: Refusal) -> None:
    assert find_reason(typed, EMPLOYER).id is refusal


def test_a_reason_must_fit_the_end() -> None:
    with pytest.raises(InputError, match="hours_or_travel") as refusal:
        find_reason("missing_must_have", PERSON)
    assert "Nothing was changed" in str(refusal.value)
    assert refusal.value.field == "reason"
    with pytest.raises(InputError):
        find_reason("bad attitude", EMPLOYER)


def test_every_end_has_reasons_and_a_hire_has_none() -> None:
    assert len(reasons_for(EMPLOYER)) == len(REASONS)
    for end in (PERSON, SubmissionState.VACANCY_GONE, SubmissionState.NO_RESPONSE):
        assert reasons_for(end)
    assert reasons_for(SubmissionState.ACCEPTED) == ()
