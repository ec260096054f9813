"""A quick-entry line taken apart into words and quoted pieces, each knowing where it stood."""

from collections.abc import Sequence
from dataclasses import dataclass

from adviser_tui.text import clean_text, fold

_CLOSING = {'"': '"”“', "“": '”"', "„": '“”"', "”": '”"', "«": "»", "»": "«", "＂": "＂"}
_QUOTES = frozenset('"“”„«»＂')


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or the inside of quotes; `start` and `end` include the quotes and the mark."""

    start: int
    end: int
    text: str
    folded: str
    mark: str = ""
    """`#` before a vacancy, `@` before a person."""
    quoted: bool = False
    closed: bool = True

    @property
    def is_word(self) -> bool:
        """Whether it may be a word of the grammar: neither quoted nor marked."""
        return not self.quoted and not self.mark


def tokens_of(line: str) -> list[Token]:
    """Return the pieces of a line; an unclosed quote reaches to the end of the line."""
    tokens: list[Token] = []
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        start = at
        mark = ""
        if line[at] in "#@" and at + 1 < len(line) and not line[at + 1].isspace():
            mark = line[at]
            at += 1
        if line[at] in _QUOTES:
            close = next(
                (i for i in range(at + 1, len(line)) if line[i] in _CLOSING[line[at]]), len(line)
            )
            text, at = clean_text(line[at + 1 : close]), min(close + 1, len(line))
            closed = close < len(line)
            tokens.append(Token(start, at, text, "", mark, quoted=True, closed=closed))
            continue
        end = at
        while end < len(line) and not line[end].isspace() and line[end] not in _QUOTES:
            end += 1
        text, at = clean_text(line[at:end]), end
        if text:
            tokens.append(Token(start, at, text, fold(text), mark))
    return tokens


def join_words(words: Sequence[str]) -> str:
    """Return one line from the words of a command line, where a shell has eaten the quotes.

    A word with spaces in it was quoted, so it is quoted again, behind its mark where it has one:
    `@"Kim Madeup"`. A single word is the whole line.
    """
    return words[0] if len(words) == 1 else " ".join(map(_quoted_again, words))


def _quoted_again(word: str) -> str:
    if word and not any(map(str.isspace, word)):
        return word
    mark = word[0] if len(word) > 1 and word[0] in "#@" and not word[1].isspace() else ""
    inside = word[len(mark) :]
    if mark and inside[0] in _QUOTES and inside[-1] in _CLOSING[inside[0]] and len(inside) > 2:
        inside = inside[1:-1]
    return f'{mark}"{inside.replace(chr(34), chr(39))}"'
