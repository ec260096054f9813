"""The apostrophe that keeps a spreadsheet from running text as a formula, put on and taken off.

A cell is dangerous when its first character that is not blank is one of `= + - @` or of their
full-width forms, or when a tab, a line end or a byte order mark leads it (`security.md` 3.3).
"""

import re

# Apostrophes in front are part of the danger: text that already begins with one gets one more,
# so that taking one off always gives back exactly what was written.
_DANGER = r"'*(?:[\s\ufeff\u200b]*[=+\-@＝＋－＠﹢﹣﹦﹫]|[\t\r\n\ufeff])"
_DANGEROUS = re.compile(_DANGER)
_GUARDED = re.compile("'" + _DANGER)


def guarded(text: str) -> str:
    """Return the text for a CSV cell, with an apostrophe in front when it needs one."""
    return "'" + text if _DANGEROUS.match(text) else text


def kept_apart(text: str) -> str:
    """Return the text for a cell that is stored as text, where a formula cannot run anyway.

    Only what `unguarded` would mistake for a guarded text gets an apostrophe more.
    """
    return "'" + text if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """Take one guarding apostrophe off, where there is one."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text
