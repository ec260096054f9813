"""The edges along which states may move (`domain.md` section 3): from each word, what may follow.

Imports only the standard library.
"""

from enum import StrEnum

from models.kinds import (
    BarrierState,
    ConflictState,
    ConsentState,
    FollowUpState,
    HandOverState,
    NeedState,
    PartnerState,
    PersonState,
    Pipeline,
    PlacementState,
    ProfileState,
    PromiseState,
    SheetState,
    Stage,
    SubmissionState,
    VacancyState,
)


class _Edges(dict[StrEnum, frozenset[StrEnum]]):
    """The edges of one machine; from a state that a newer program added, none are known."""

    def __missing__(self, state: StrEnum) -> frozenset[StrEnum]:
        return frozenset()


EDGES: dict[type[StrEnum], dict[StrEnum, frozenset[StrEnum]]] = {}
"""For each state machine: from a state, the states that may come next."""


def _machine(kind: type[StrEnum], lines: str) -> None:
    """Read one machine from lines such as `open > done cancelled`."""
    edges = _Edges({word: frozenset() for word in kind})
    for line in lines.strip().splitlines():
        start, _, ends = line.partition(">")
        edges[kind(start.strip())] = frozenset(kind(end) for end in ends.split())
    EDGES[kind] = edges


_machine(
    Stage,
    """
    referred > engaged withdrawn transferred
    engaged > profiling job_search withdrawn transferred
    profiling > engaged job_search withdrawn transferred
    job_search > profiling in_work_support moved_on withdrawn transferred
    in_work_support > job_search moved_on withdrawn transferred
    moved_on > engaged
    withdrawn > engaged
    transferred > engaged
    """,
)
_machine(
    ConsentState,
    """
    asked > given refused no_answer withdrawn
    no_answer > given refused asked withdrawn
    given > withdrawn expired
    refused > asked given withdrawn
    expired > asked given withdrawn
    withdrawn > asked
    """,
)
_machine(ProfileState, "draft > agreed\n agreed > review_due draft\n review_due > agreed draft")
_machine(
    BarrierState,
    """
    open > doing removed not_now
    doing > open removed not_now
    not_now > open doing removed
    removed > open
    """,
)
_machine(
    Pipeline,
    """
    prospecting > planning needs dormant do_not_contact
    planning > prospecting needs presentation dormant do_not_contact
    needs > planning presentation solutions dormant do_not_contact
    presentation > needs solutions ongoing dormant do_not_contact
    solutions > needs presentation ongoing dormant do_not_contact
    ongoing > needs presentation solutions dormant do_not_contact
    dormant > prospecting planning needs ongoing do_not_contact
    do_not_contact > prospecting dormant
    """,
)
_machine(PersonState, "current > left\n left > current")
_machine(PartnerState, "active > ended\n ended > active")
_machine(NeedState, "live > met lapsed\n lapsed > live\n met > live")
_machine(
    VacancyState,
    """
    heard > confirmed open on_hold filled withdrawn lapsed
    confirmed > open shortlisting on_hold filled withdrawn lapsed
    open > shortlisting on_hold filled withdrawn lapsed
    shortlisting > open on_hold filled withdrawn lapsed
    on_hold > confirmed open shortlisting filled withdrawn lapsed
    filled > open
    withdrawn > open
    lapsed > open
    """,
)
_machine(
    SheetState,
    """
    draft > ready ready_with_override not_ready
    ready > ready_with_override not_ready draft frozen
    ready_with_override > ready not_ready draft frozen
    not_ready > ready ready_with_override draft
    """,
)
_machine(
    SubmissionState,
    """
    considered > consent_asked prepared submitted declined_by_person vacancy_gone
    consent_asked > prepared submitted declined_by_person vacancy_gone
    prepared > submitted declined_by_person vacancy_gone
    submitted > interview_booked interviewed offered refused_by_employer \
declined_by_person vacancy_gone no_response
    interview_booked > interviewed offered refused_by_employer declined_by_person \
vacancy_gone no_response
    interviewed > interview_booked offered refused_by_employer declined_by_person \
vacancy_gone no_response
    offered > accepted refused_by_employer declined_by_person vacancy_gone no_response
    no_response > interview_booked interviewed offered refused_by_employer \
declined_by_person vacancy_gone
    """,
)
# How long a job was sustained rests on checks; where one is taken back, so is what it showed.
_machine(
    PlacementState,
    """
    agreed > started ended
    started > sustained_13 ended converted_to_ordinary progressed
    sustained_13 > sustained_26 started ended converted_to_ordinary progressed
    sustained_26 > sustained_52 sustained_13 ended converted_to_ordinary progressed
    sustained_52 > sustained_26 ended converted_to_ordinary progressed
    converted_to_ordinary > ended progressed
    progressed > ended
    """,
)
_machine(FollowUpState, "open > done cancelled")
_machine(PromiseState, "open > kept beaten late broken")
_machine(ConflictState, "open > settled\n settled > open")
# An acceptance counts wherever it arrives, for with it somebody else became responsible; who can
# see that the offer is gone is refused it by the service.
_machine(
    HandOverState,
    """
    offered > accepted returned taken_back
    returned > offered accepted
    taken_back > accepted
    """,
)


def may_follow(current: StrEnum, following: StrEnum) -> bool:
    """Say whether `following` may come after `current` (staying put is always allowed)."""
    return current == following or following in EDGES[type(current)][current]
