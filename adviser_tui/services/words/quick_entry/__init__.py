"""The quick-entry line: one grammar for the app and the command line (`ux.md` section 4).

    tesco leeds f2f needs "2 night fillers" 25m fu fri
    promise nando's "send 2 CVs" by thu

The first word, or a quoted name, is always who it is about. It never guesses which record is
meant: the subject stays as it was typed. `parse` never fails; what stands in the way of saving is
in `problems`, what was taken in good faith is in `remarks`.
"""

from adviser_tui.services.words.quick_entry.grammar import parse, parse_or_refuse
from adviser_tui.services.words.quick_entry.say_back import say_back, say_line
from adviser_tui.services.words.quick_entry.tokens import join_words
from adviser_tui.services.words.quick_entry.understood import Kind, Role, Span, Understood

__all__ = [
    "Kind",
    "Role",
    "Span",
    "Understood",
    "join_words",
    "parse",
    "parse_or_refuse",
    "say_back",
    "say_line",
]
