"""Whatever is pasted, in whatever pieces it comes: it is one paste and never a key."""

from hypothesis import given
from hypothesis import strategies as st
from textual import events

from adviser_tui.widgets.pasting import PastingParser

BEGIN, END = "\x1b[200~", "\x1b[201~"

pasted = st.text(st.sampled_from("\x1b[O20~1;AqxM é\r\n\t")).filter(lambda text: END not in text)


@given(pasted, st.lists(st.integers(1, 9)))
def test_a_paste_is_one_paste_and_no_key(text: str, cuts: list[int]) -> None:
    whole = f"j{BEGIN}{text}{END}k"
    parser = PastingParser()
    got: list[events.Key | events.Paste] = []
    while whole:
        cut = cuts.pop() if cuts else len(whole)
        for message in parser.feed(whole[:cut]):
            assert isinstance(message, events.Key | events.Paste)
            got.append(message)
        whole = whole[cut:]
    before, paste, after = got
    assert isinstance(before, events.Key)
    assert isinstance(paste, events.Paste)
    assert isinstance(after, events.Key)
    assert (before.key, paste.text, after.key) == ("j", text.replace("\x1b", ""), "k")


@given(st.text(st.sampled_from("[O20~1;AjqxM\r\t")))
def test_what_is_typed_is_read_as_ever(text: str) -> None:
    from textual._xterm_parser import XTermParser

    ours, theirs = PastingParser().feed(text), XTermParser().feed(text)
    if text:
        assert [repr(one) for one in ours] == [repr(one) for one in theirs]
