"""Whatever stands in a pitch, the check answers and points into the text, however it is spelt."""

from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.services.words.wording import check_length, check_pitch

ANYTHING = st.text(st.characters(codec=None))
BAD = st.sampled_from(
    [
        "universal credit",
        "sanctioned",
        "autistic",
        "jobcentre",
        "refugee",
        "pregnant",
        "kontanthjælp",
    ]
)


@given(ANYTHING, st.none() | BAD, ANYTHING)
def test_findings_point_into_the_text(before: str, bad: str | None, after: str) -> None:
    text = f"{before} {bad or ''} {after}"
    reached = 0
    for finding in check_pitch(text):
        assert reached <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.word
        reached = finding.end
    check_length(text)


@given(BAD, st.data())
def test_capitals_and_hidden_characters_change_nothing(bad: str, data: st.DataObject) -> None:
    capitals = data.draw(st.lists(st.booleans(), min_size=len(bad), max_size=len(bad)))
    hidden = data.draw(st.sampled_from(["", "\u200b", "\u200d", "\u00ad"]))
    written = hidden.join(c.upper() if up else c for c, up in zip(bad, capitals, strict=True))
    assert [f.word for f in check_pitch(f"Sam: {written}!")] == [written]
