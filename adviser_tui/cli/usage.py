"""What is said, in one sentence, of a command line that was put together wrongly."""

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from adviser_tui.errors import UsageError


class _Formatter(argparse.HelpFormatter):
    """Fills lines, but leaves examples as they stand."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if text.startswith("examples:"):
            return text + "\n"
        return super()._fill_text(text, width, indent)


class Parser(argparse.ArgumentParser):
    """An argument parser that takes no shortened options and raises `UsageError` in plain words."""

    def __init__(self, **settings: Any) -> None:
        # --help comes with the options that every command takes.
        settings = {"formatter_class": _Formatter, **settings, "add_help": False}
        super().__init__(allow_abbrev=False, **settings)
        self._positionals.title = "arguments"
        # The innermost command that was understood, so that it can be named if the rest was not.
        self.set_defaults(parser=self)

    def error(self, message: str) -> NoReturn:
        """Raise what argparse says, in our words."""
        raise UsageError(in_our_words(self, message))

    def parse_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> argparse.Namespace:
        """Return what was asked for; what no option is meant for is refused by its command."""
        found, rest = self.parse_known_args(args, namespace)
        if rest:
            raise UsageError(_not_known(found.parser, rest))
        return found


def in_our_words(parser: argparse.ArgumentParser, message: str) -> str:
    """Turn one of argparse's messages into a sentence; one that is not known stays as it is."""
    ask = f"`{parser.prog} --help` shows how."
    if found := re.fullmatch(r"the following arguments are required: (.+)", message):
        choices = _commands_of(parser)
        if choices and found[1] in {"WHAT", "STEP", "COMMAND"}:
            return f"`{parser.prog}` goes on with {_either(choices)}. {ask}"
        missing = " and ".join(_shown(each) for each in found[1].split(", "))
        return f"`{parser.prog}` needs {missing}. {ask}"
    if found := re.fullmatch(
        r"argument ([^:]+): invalid choice: '(.*)' \(.*\)", message, re.DOTALL
    ):
        return _no_choice(parser, found[1], found[2])
    if found := re.fullmatch(r"argument ([^:]+): expected (?:at least )?one argument", message):
        return f"{_shown(found[1])} needs a value after it. {ask}"
    if found := re.fullmatch(r"argument ([^:]+): invalid int value: '(.*)'", message, re.DOTALL):
        return f"{_shown(found[1])} takes a whole number, not “{found[2]}”."
    if found := re.fullmatch(r"argument ([^:]+): ignored explicit argument '(.*)'", message):
        return f"{_shown(found[1])} takes no value."
    return f"{message[:1].upper()}{message[1:].rstrip('.')}. {ask}"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return “ Did you mean …?” for the nearest of the known words, or nothing."""
    import difflib

    close = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.7)
    return f" Did you mean `{close[0]}`?" if close else ""


def _no_choice(parser: argparse.ArgumentParser, name: str, word: str) -> str:
    commands = _commands_of(parser)
    ask = f" `{parser.prog} --help` shows what there is."
    if commands and name in {"WHAT", "STEP", "COMMAND"}:
        mean = nearest(word, commands)
        return f"`{parser.prog}` has no command “{word}”.{mean}{'' if mean else ask}"
    for action in parser._actions:
        shown = "/".join(action.option_strings) or action.metavar or action.dest
        if shown == name and action.choices is not None:
            choices = [str(each) for each in action.choices]
            return f"{_shown(name)} is {_either(choices)}, not “{word}”.{nearest(word, choices)}"
    return f"{_shown(name)} cannot be “{word}”.{ask}"


def _not_known(parser: argparse.ArgumentParser, rest: Sequence[str]) -> str:
    word = next((each for each in rest if each.startswith("-")), rest[0]).partition("=")[0]
    if word == "--json":
        return "--json goes with a command, such as `adviser today --json`."
    if word.startswith("-"):
        options = [name for action in parser._actions for name in action.option_strings]
        mean = nearest(word, options) or f" `{parser.prog} --help` shows what there is."
        return f"`{parser.prog}` has no option {word}.{mean}"
    return (
        f"`{parser.prog}` does not know what to do with “{word}”. Put quotation marks around "
        f"words that belong together. `{parser.prog} --help` shows how."
    )


def _commands_of(parser: argparse.ArgumentParser) -> list[str]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return list(action.choices)
    return []


def _shown(name: str) -> str:
    return name.replace("/", " or ")


def _either(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
