"""Changes as they come from elsewhere: read strictly, so that nothing strange comes further."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.sync.canonical import START, canonical, digest, linked
from adviser_tui.sync.change import BadChangeError, Change, check, read_envelope
from adviser_tui.sync.limits import SHORT_CHARACTERS, TEXT_CHARACTERS
from adviser_tui.sync.shapes import shapes
from tests.sync.apart import ONE, PERSON, ROW, SHEET

MOMENT = "2026-11-20T09:30:00.000000Z"
GOOD: dict[str, Any] = {
    "l": 7,
    "g": 3,
    "n": 1,
    "e": "participant",
    "id": ROW,
    "op": "upd",
    "f": {"phone": "0470 12"},
    "b": {"phone": [2, 4]},
    "t": 5,
    "at": MOMENT,
    "hh": "a" * 64,
    "s": "team:1",
}


def told(**parts: Any) -> Change:
    """The good change with some parts otherwise, read whole."""
    return check(read_envelope({**GOOD, **parts}))


def why(**parts: Any) -> str:
    with pytest.raises(BadChangeError) as refused:
        told(**parts)
    return refused.value.why


def outcome(parts: dict[str, Any]) -> str:
    try:
        told(**parts)
    except BadChangeError as refused:
        return refused.why
    return "taken"


def test_a_good_change_is_what_was_said() -> None:
    found = told()
    assert (found.lseq, found.group, found.group_size, found.hlc) == (7, 3, 1, 5)
    assert (found.entity, found.row_id, found.op, found.home) == (
        "participant",
        ROW,
        "upd",
        "team:1",
    )
    assert (found.fields, found.base, found.at) == ({"phone": "0470 12"}, {"phone": (2, 4)}, MOMENT)
    assert found.raw == GOOD


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "change",
        {},
        {**GOOD, "l": 0},
        {**GOOD, "l": -1},
        {**GOOD, "l": True},
        {**GOOD, "l": "7"},
        {**GOOD, "l": 7.0},
        {**GOOD, "l": 1 << 63},
        {**GOOD, "hh": None},
        {**GOOD, "hh": "A" * 64},
        {**GOOD, "hh": "a" * 63},
        {**GOOD, "hh": "a" * 64 + "\n"},
    ],
)
def test_without_its_place_and_hash_nothing_can_be_confirmed(raw: Any) -> None:
    with pytest.raises(BadChangeError) as refused:
        read_envelope(raw)
    assert refused.value.why == "malformed"


@pytest.mark.parametrize(
    "parts",
    [
        {"e": ["participant"] * 9},
        {"id": {"x": 1}},
        {"op": 5},
        {"f": "phone"},
        {"f": {}},
        {"f": None},
        {"id": ROW.upper().replace("0", "A")},
        {"id": f"{ROW}\n"},
        {"id": ROW[:-1]},
        {"op": "del"},
        {"at": "yesterday"},
        {"at": MOMENT + "Z"},
        {"b": {"phone": 4}},
        {"b": {"phone": [1]}},
        {"b": {"phone": [1, True]}},
        {"b": {"phone": [1, -2]}},
        {"b": {"phone": "1,2"}},
        {"f": {"id": PERSON}},
    ],
)
def test_a_crooked_change_has_a_place_but_is_not_taken(parts: dict[str, Any]) -> None:
    assert read_envelope({**GOOD, **parts}).lseq == 7
    assert why(**parts) in ("malformed", "unknown")


def test_numbers_that_are_none_are_the_least() -> None:
    found = read_envelope({**GOOD, "g": "x", "n": 0, "t": -5})
    assert (found.group, found.group_size, found.hlc) == (0, 1, 0)


def test_a_change_of_a_hidden_place_has_no_contents() -> None:
    found = read_envelope({"l": 7, "scrub": 1, "hh": "b" * 64, "f": {"phone": "1"}})
    assert (found.op, found.fields, found.lseq) == ("scrub", {}, 7)


def test_tables_and_fields_that_nobody_here_knows_are_told_apart_from_mistakes() -> None:
    assert why(e="horoscope") == "unknown"
    assert why(f={"star_sign": "x"}) == "unknown"
    assert why(f={"versions": "{}"}) == "unknown"
    assert why(f={"updated_by": ONE}) == "unknown"


def test_a_base_of_an_unknown_field_is_left_out() -> None:
    assert told(b={"star_sign": [1, 2], "phone": None}).base == {"phone": None}


def test_an_insert_is_filled_with_defaults_and_its_id() -> None:
    made = {"preferred_name": "Ada", "created_at": MOMENT}
    found = told(op="ins", f=made)
    assert found.fields["stage"] == "referred"
    assert found.fields["paused_agreed"] == 0
    assert found.fields["coach_id"] is None
    assert found.fields["id"] == ROW
    with pytest.raises(BadChangeError) as refused:
        told(op="ins", f={"preferred_name": "Ada"})
    assert (refused.value.why, refused.value.field) == ("incomplete", "created_at")


TOO_LONG = "x" * (SHORT_CHARACTERS + 1)
HOSTILE: list[tuple[str, str, Any]] = [
    ("participant", "phone", None),
    ("participant", "phone", 5),
    ("participant", "phone", ["1"]),
    ("participant", "phone", {"a": 1}),
    ("participant", "phone", TOO_LONG),
    ("participant", "phone", "1\n2"),
    ("participant", "phone", "\x00"),
    ("participant", "phone", "\x1b]52;c;aGk=\x07"),
    ("participant", "phone", "\x9b31m"),
    ("participant", "phone", "\ud800"),
    ("participant", "goal", "x" * (TEXT_CHARACTERS + 1)),
    ("participant", "goal", "a\x1b[2Jb"),
    ("participant", "goal", "a\rb"),
    ("participant", "coach_id", "me"),
    ("participant", "coach_id", ""),
    ("participant", "coach_id", ONE.upper().replace("0", "A")),
    ("participant", "stage", "Referred!"),
    ("participant", "stage", ""),
    ("participant", "stage", None),
    ("participant", "enrolled_on", "20261120"),
    ("participant", "enrolled_on", "2026-02-30"),
    ("participant", "enrolled_on", "0001-01-01"),
    ("participant", "enrolled_on", "9999-12-31"),
    ("participant", "paused_agreed", 2),
    ("participant", "paused_agreed", True),
    ("participant", "paused_agreed", "1"),
    ("participant", "created_at", "2026-11-20T09:30:00Z"),
    ("participant", "created_at", "2026-11-20T09:30:00.000000"),
    ("participant", "created_at", "2026-11-20T09:30:00.000000+02:00"),
    ("participant", "created_at", "0001-01-01T00:00:00.000000Z"),
    ("contact", "occurred_offset", 1 << 40),
    ("contact", "occurred_offset", 24 * 60),
    ("contact", "minutes", 1 << 61),
    ("contact", "minutes", 5.5),
    ("follow_up", "window_days", 4_000_000),
    ("follow_up", "reasons", ""),
    ("follow_up", "reasons", "{}"),
    ("follow_up", "reasons", "[1]"),
    ("follow_up", "reasons", "[[]]"),
    ("follow_up", "reasons", "not JSON"),
    ("follow_up", "reasons", '["\\u001b]52;c;aGk="]'),
    ("follow_up", "reasons", '["\\ud800"]'),
    ("match_sheet", "frozen", "{"),
    ("match_sheet", "frozen", "[" * 100_000),
    ("match_sheet", "frozen", '{"a": NaN}'),
    ("match_sheet", "frozen", "9" * 5_000),
    ("match_sheet", "frozen", '{"a": [{"\\u009b": 1}]}'),
    ("match_sheet", "frozen", '{"a": [{"b": "\\u0000"}]}'),
    ("match_sheet", "frozen", json.dumps("x" * (16 * TEXT_CHARACTERS))),
]


@pytest.mark.parametrize(("entity", "field", "value"), HOSTILE)
def test_a_value_that_does_not_fit_its_field_is_refused(
    entity: str, field: str, value: Any
) -> None:
    with pytest.raises(BadChangeError) as refused:
        told(e=entity, f={field: value}, b={})
    assert (refused.value.why, refused.value.field) == ("invalid", field)


@pytest.mark.parametrize(
    ("entity", "field", "value"),
    [
        ("participant", "phone", ""),
        ("participant", "phone", "Łódź ☎ 12"),
        ("participant", "goal", "two\nlines\tand a tab"),
        ("participant", "coach_id", None),
        ("participant", "device_id", ""),
        ("participant", "stage", "a_word_of_a_newer_program"),
        ("participant", "enrolled_on", "2026-11-20"),
        ("participant", "created_at", MOMENT),
        ("participant", "pay_affects_payments", None),
        ("contact", "occurred_offset", -12 * 60),
        ("follow_up", "reasons", '["safety"]'),
        ("match_sheet", "frozen", ""),
        ("match_sheet", "frozen", json.dumps({"a": ["two\nlines", 1, None, 0.5]})),
        ("match_sheet", "frozen", json.dumps("x" * (2 * TEXT_CHARACTERS))),
    ],
)
def test_what_the_program_itself_writes_is_taken(entity: str, field: str, value: Any) -> None:
    assert told(e=entity, f={field: value}, b={}).fields == {field: value}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(SHEET),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)
FIELDS = st.sampled_from(sorted({(e, c) for e, shape in shapes().items() for c in shape.columns}))


@given(FIELDS, ANYTHING)
def test_no_value_of_any_field_ends_otherwise_than_taken_or_refused(
    place: tuple[str, str], value: Any
) -> None:
    parts = {"e": place[0], "f": {place[1]: value}, "b": {}}
    assert outcome(parts) in ("taken", "invalid", "malformed")
    if outcome(parts) == "taken":
        assert told(**parts).fields == parts["f"]


@given(st.dictionaries(st.sampled_from(sorted(GOOD)), ANYTHING))
def test_no_envelope_ends_otherwise_than_read_or_refused(parts: dict[str, Any]) -> None:
    assert outcome(parts) in ("taken", "malformed", "unknown", "invalid", "incomplete")


def test_one_change_has_one_hash_however_its_parts_are_ordered() -> None:
    turned = dict(reversed(GOOD.items()))
    assert digest(turned) == digest(GOOD) == digest({**GOOD, "s": "team:2", "n": 9, "at": ""})
    assert digest({**GOOD, "f": {"phone": "2"}}) != digest(GOOD)
    assert canonical({"b": "é", "a": [1, None]}) == '{"a":[1,null],"b":"é"}'.encode()


def test_a_chain_tells_order_and_begins_with_nothing() -> None:
    one, two = "1" * 64, "2" * 64
    assert linked("", one) == linked(START, one)
    assert linked(linked("", one), two) != linked(linked("", two), one)
