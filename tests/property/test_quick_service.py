"""Whatever is typed, the preview never fails, and what it shows is what is stored."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adviser_tui.clock import FixedClock
from adviser_tui.errors import AdviserError, NotFoundError
from adviser_tui.services.employers.drafts import EmployerDraft, PersonDraft
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.writing import ParticipantDraft
from adviser_tui.services.quick_line.plan import QuickPreview

PIECES = st.sampled_from(
    [
        *("crumbly", "testco", "amira", "zebra", "f2f", "call", "vm", "noshow", "no", "answer"),
        *("needs", "check", "25m", "1h30", "fu", "by", "fri", "+2d", "tue", "10am", "yesterday"),
        *("promise", "#night", "@sam", "@amira", "@", '"', '"a note"', '"send 2 CVs"', "inbound"),
        *("31/2", "99h", "\x00", "\ud800", "new:employer", "[b]", "=1+1", "café", "Ærø", "x" * 300),
    ]
)
LINES = st.text() | st.lists(PIECES, min_size=1, max_size=12).map(" ".join)
SENSIBLE = st.tuples(
    st.sampled_from(["crumbly", "amira", '"Zebra Café"', '"testco"']),
    st.sampled_from(["f2f", "call", "vm", "email inbound", "text no answer"]),
    st.lists(PIECES, max_size=7).map(" ".join),
).map(" ".join)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder: Path = tmp_path_factory.mktemp("quick") / "caseload"
    opened = open_office(folder, clock=FixedClock(datetime(2026, 11, 20, 14, 5, tzinfo=UTC)))
    opened.identity.introduce("Vilma Testesen", "Fjord", "ips")
    crumbly = opened.employers.add(EmployerDraft("Crumbly Bakery Ltd", town="Leeds"))
    opened.employers.add_person(crumbly, PersonDraft("Sam Invented"))
    for town in ("Leeds", "York"):
        opened.employers.add(EmployerDraft("Testco Stores", town=town), even_if_similar=True)
    opened.participants.add(ParticipantDraft("Amira Sample"))
    yield opened
    opened.close()


@settings(max_examples=150)
@given(line=LINES, standing=st.booleans())
def test_any_line_can_be_looked_at(office: Office, line: str, standing: bool) -> None:
    crumbly = office.search.find("crumbly", limit=1)[0].id
    about = office.quick.known("employer", crumbly) if standing else None
    preview = office.quick.understand(line, about)
    assert preview.lines or not line.strip()
    assert preview.can_be_saved or preview.asks or preview.problems or preview.refused
    assert all(line.value for line in preview.lines)


@settings(max_examples=80)
@given(line=SENSIBLE)
def test_what_is_shown_is_what_is_stored(office: Office, line: str) -> None:
    preview = office.quick.understand(line)
    if not preview.can_be_saved:
        with pytest.raises(AdviserError):
            office.quick.record(line)
        return
    logged = office.quick.save(preview)
    _same(office, preview, logged.contact_id)
    steps = [office.follow_ups.one(each) for each in logged.follow_up_ids]
    assert [(each.what, each.due_on, each.due_time) for each in steps] == [
        (each.what, each.due_on, each.due_time) for each in preview.next_steps
    ]
    promises = [office.promises.one(each) for each in logged.promise_ids]
    assert [(each.what, each.due_on) for each in promises] == [
        (each.what, each.due_on) for each in preview.promises
    ]
    office.history.undo()
    with pytest.raises(NotFoundError):
        office.contacts.one(logged.contact_id)


def _same(office: Office, preview: QuickPreview, contact_id: str) -> None:
    draft, who = preview.contact, preview.who
    assert draft is not None
    assert who is not None
    row = office.contacts.one(contact_id)
    assert row.name == who.name
    assert (row.channel, row.direction, row.purpose, row.minutes, row.note) == (
        draft.channel,
        draft.direction,
        draft.purpose,
        draft.minutes,
        draft.note,
    )
    assert row.at == draft.occurred_at
    assert row.is_attempt == (draft.state == "attempt")
    assert row.person == (preview.person.name if preview.person else "")
    shown = {line.label: line.value for line in preview.lines}
    assert shown.get("Note", "") == row.note
    if draft.need:
        needs = office.employers.card(row.employer_id).needs
        assert shown["Need"] in [need.task for need in needs]
