"""Whatever is typed into the quick-entry line is understood or explained, while it is typed."""

from datetime import UTC, datetime

from hypothesis import example, given
from hypothesis import strategies as st

from adviser_tui.services.words.quick_entry import join_words, parse, say_back, say_line
from adviser_tui.text import clean_text
from models.kinds import Channel

NOW = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
PIECES = st.sampled_from(
    [
        *("tesco", "leeds", "f2f", "call", "vm", "noshow", "no", "answer", "needs", "check", "25m"),
        *("1h30", "fu", "by", "fri", "+2d", "next", "tue", "10am", "yesterday", "mon", "10:30"),
        *("promise", "#night", "@sam", "#", "@", '"', '"a note"', "“curly”", "»", "31/2", "ago"),
        *("i", "går", "on", "the", "3", "sun", "may", "99h", "9999-99-99", "\x00", "\ud800"),
    ]
)
LINES = st.text() | st.lists(PIECES, max_size=12).map(" ".join)


@given(LINES)
@example("PROMISE")
def test_any_line_is_understood_and_said_back(line: str) -> None:
    got = parse(line, NOW)
    assert got.line == line
    assert got.problems or (got.subject and (got.channel or got.kind == "promise"))
    assert got.occurred_at.tzinfo is not None
    for part in (got.subject, got.note, got.need, got.promise, *got.vacancies, *got.people):
        assert part == clean_text(part, multiline=False)
    assert say_line(got)
    assert all(label and value for label, value in say_back(got))
    assert got.is_attempt or got.channel not in (Channel.VOICEMAIL, Channel.NO_SHOW)


@given(LINES)
def test_the_coloured_parts_lie_side_by_side(line: str) -> None:
    end = 0
    for span in parse(line, NOW).spans:
        assert end <= span.start < span.end <= len(line)
        end = span.end


@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_a_quoted_name_is_never_taken_apart(name: str) -> None:
    name = clean_text(name)
    if name:
        assert parse(f'"{name} call text" f2f', NOW).subject == f"{name} call text"


@given(st.lists(st.text(st.sampled_from("ab c#@")), min_size=2, max_size=6))
def test_joining_words_never_merges_them(words: list[str]) -> None:
    line = join_words(words)
    assert line.count('"') % 2 == 0
    parse(line, NOW)
