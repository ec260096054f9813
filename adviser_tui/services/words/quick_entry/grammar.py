"""Reads a quick-entry line from left to right: who, how, and what else was said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from adviser_tui.errors import InputError
from adviser_tui.services.words.amounts import DAY_MINUTES
from adviser_tui.services.words.quick_entry.draft import Draft
from adviser_tui.services.words.quick_entry.keywords import (
    ATTEMPTS,
    BY,
    CHANNELS,
    FOLLOW_UP,
    INBOUND,
    NO_ANSWER,
    PROMISE,
    PURPOSES,
    STRONG_CHANNELS,
)
from adviser_tui.services.words.quick_entry.phrases import day_at, minutes_alone, moment_at
from adviser_tui.services.words.quick_entry.subject import promise_subject_end, subject_end
from adviser_tui.services.words.quick_entry.tokens import Token, tokens_of
from adviser_tui.services.words.quick_entry.understood import Role, Understood
from adviser_tui.services.words.say import say_date
from adviser_tui.services.words.working_days import Holidays, day_note
from models.kinds import Direction, Purpose

LINE_LIMIT = 2_000
"""Characters of a line that are read; the rest is left out with a remark."""


def parse(line: str, now: datetime, holidays: Holidays | None = None) -> Understood:
    """Return what `line` says, seen from `now`, which is aware and in the adviser's zone."""
    reading = _Reading(line[:LINE_LIMIT], now, holidays or {})
    understood = reading.read()
    if len(line) > LINE_LIMIT:
        remark = f"Only the first {LINE_LIMIT} characters were read."
        return replace(understood, line=line, remarks=(*understood.remarks, remark))
    return understood


def parse_or_refuse(line: str, now: datetime, holidays: Holidays | None = None) -> Understood:
    """Return what `line` says, or raise InputError with the first thing that stands in the way."""
    understood = parse(line, now, holidays)
    if understood.problems:
        raise InputError(f"{understood.problems[0]} Nothing was saved.")
    return understood


class _Reading:
    """One line being read; `at` is the next token to look at."""

    def __init__(self, line: str, now: datetime, holidays: Holidays) -> None:
        self.tokens = tokens_of(line)
        self.now = now
        self.holidays = holidays
        self.draft = Draft(line, now)
        self.at = 0
        self.after_needs = False
        self.after_promise = False
        self.loose: list[Token] = []

    def read(self) -> Understood:
        """Read the whole line."""
        self._read_subject()
        steps: tuple[Callable[[Token], int], ...] = (
            self._quoted,
            self._marked,
            self._follow_up,
            self._promise,
            self._by,
            self._no_answer,
            self._inbound,
            self._minutes,
            self._channel,
            self._purpose,
            self._moment,
        )
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            taken = next((count for step in steps if (count := step(token))), 0)
            if not taken:
                self.loose.append(token)
                self.draft.mark(token, token, Role.UNKNOWN)
                taken = 1
            else:
                self._settle_loose()
            self.at += taken
        self._settle_loose()
        return self.draft.finish()

    def _read_subject(self) -> None:
        tokens, draft = self.tokens, self.draft
        if tokens and tokens[0].is_word and tokens[0].folded in PROMISE:
            end = promise_subject_end(tokens, self.now.date(), self.holidays)
            if end:
                draft.kind = "promise"
                draft.mark(tokens[0], tokens[0], Role.PROMISE)
                self.at = 1
                self.after_promise = True
                self._take_subject(end)
                return
        if tokens and not tokens[0].mark:
            self._take_subject(subject_end(tokens, self.now, self.holidays))

    def _take_subject(self, end: int) -> None:
        if end <= self.at:
            return
        first, last = self.tokens[self.at], self.tokens[end - 1]
        self.draft.take_subject(first, last)
        self.at = end

    # Each step looks at one token and returns how many it used, 0 when it is none of its business.

    def _quoted(self, token: Token) -> int:
        if not token.quoted or token.mark:
            return 0
        self._settle_loose()
        if self.after_promise and not self.draft.promise:
            self.draft.promise = token.text
            role = Role.PROMISE
        elif self.after_needs and not self.draft.need:
            self.draft.need = token.text
            role = Role.NEED
        else:
            self.draft.notes.append((token.start, token.text))
            role = Role.NOTE
        self.after_needs = False
        self.draft.mark(token, token, role)
        if not token.closed:
            self.draft.remarks.append("The quote is not closed, so it reaches to the end.")
        return 1

    def _marked(self, token: Token) -> int:
        if not token.mark:
            return 0
        is_vacancy = token.mark == "#"
        (self.draft.vacancies if is_vacancy else self.draft.people).append(token.text)
        self.draft.mark(token, token, Role.VACANCY if is_vacancy else Role.PERSON)
        return 1

    def _follow_up(self, token: Token) -> int:
        if token.quoted or token.folded not in FOLLOW_UP:
            return 0
        count = self._due(Role.FOLLOW_UP, "fu")
        if count > 1 and self.draft.follow_up_on and self.draft.follow_up_on < self.now.date():
            self.draft.problems.append("A follow-up cannot lie in the past; write a day to come.")
        return count

    def _by(self, token: Token) -> int:
        if not token.is_word or token.folded not in BY or not self.after_promise:
            return 0
        self.draft.by_was_said = True
        return self._due(Role.BY, token.text)

    def _due(self, role: Role, word: str) -> int:
        """Read the day after "fu" or "by"; without one, the line cannot be saved."""
        today, tokens, draft = self.now.date(), self.tokens, self.draft
        try:
            found = day_at(tokens, self.at + 1, today, self.holidays)
        except InputError as error:
            draft.problems.append(str(error))
            draft.mark(tokens[self.at], tokens[self.at + 1], role)
            return 2
        if found is None:
            draft.mark(tokens[self.at], tokens[self.at], role)
            draft.problems.append(f"Say a day after “{word}”, like {word} fri or {word} +2d.")
            return 1
        count, day, clock = found
        draft.mark(tokens[self.at], tokens[self.at + count], role)
        if role is Role.FOLLOW_UP:
            draft.follow_up_on, draft.follow_up_at = day, clock
        else:
            draft.promise_by = day
            if day < today:
                draft.problems.append("A promise is for a day to come; that one has passed.")
        if note := day_note(day, self.holidays):
            draft.remarks.append(f"{say_date(day, today)} is {note}.")
        return count + 1

    def _promise(self, token: Token) -> int:
        following = self.tokens[self.at + 1 : self.at + 2]
        if token.quoted or token.folded not in PROMISE or not (following and following[0].quoted):
            return 0
        self.after_promise = True
        self.draft.mark(token, token, Role.PROMISE)
        return 1

    def _no_answer(self, token: Token) -> int:
        pair = tuple(t.folded for t in self.tokens[self.at : self.at + 2])
        if pair not in NO_ANSWER:
            return 0
        self.draft.is_attempt = True
        self.draft.channel = self.draft.channel or NO_ANSWER[pair[0], pair[1]]
        self.draft.mark(token, self.tokens[self.at + 1], Role.CHANNEL)
        return 2

    def _inbound(self, token: Token) -> int:
        if not token.is_word or token.folded not in INBOUND or self.loose:
            return 0
        self.draft.mark(token, token, Role.CHANNEL)
        self.draft.direction = Direction.INBOUND
        return 1

    def _minutes(self, token: Token) -> int:
        minutes = minutes_alone(self.tokens, self.at)
        if minutes is None:
            return 0
        self.draft.mark(token, token, Role.MINUTES)
        if 0 < minutes <= DAY_MINUTES:
            self.draft.minutes = minutes
        else:
            self.draft.problems.append(f"“{token.text}” cannot be the length of a contact.")
        return 1

    def _channel(self, token: Token) -> int:
        channel = CHANNELS.get(token.folded) if token.is_word else None
        if channel is None or (self.loose and token.folded not in STRONG_CHANNELS):
            return 0
        draft = self.draft
        draft.mark(token, token, Role.CHANNEL)
        draft.is_attempt = draft.is_attempt or channel in ATTEMPTS
        if draft.channel and channel is not draft.channel and channel not in ATTEMPTS:
            draft.remarks.append(
                f"“{token.text}” is a second way of contact and was left out; "
                "put a name or a note in quotes."
            )
        else:
            draft.channel = channel
        return 1

    def _purpose(self, token: Token) -> int:
        purpose = PURPOSES.get(token.folded) if token.is_word else None
        if purpose is None or self.loose:
            return 0
        draft = self.draft
        draft.mark(token, token, Role.PURPOSE)
        if draft.purpose and purpose is not draft.purpose:
            draft.remarks.append(f"“{token.text}” is a second purpose and was left out.")
        else:
            draft.purpose = purpose
        if not draft.channel and purpose is not Purpose.NEEDS:
            draft.remarks.append(
                f"“{token.text}” was taken as the purpose; "
                "put the name in quotes if it belongs to it."
            )
        self.after_needs = purpose is Purpose.NEEDS
        return 1

    def _moment(self, token: Token) -> int:
        found = None if self.loose else moment_at(self.tokens, self.at, self.now)
        if found is None:
            return 0
        count, moment = found
        self.draft.mark(token, self.tokens[self.at + count - 1], Role.WHEN)
        if isinstance(moment, str):
            self.draft.problems.append(moment)
        else:
            self.draft.occurred_at, self.draft.when_was_said = moment, True
        return count

    def _settle_loose(self) -> None:
        """Keep words that nothing else explains: as the need after "needs", else as the note."""
        if not self.loose:
            return
        text = " ".join(token.text for token in self.loose)
        if text.startswith("+"):
            self.draft.remarks.append(f"A day to come needs “fu” before it, like fu {text}.")
        first, last = self.loose[0], self.loose[-1]
        if self.after_promise and not self.draft.promise:
            self.draft.problems.append("Put what was promised in quotes.")
        if self.after_needs and not self.draft.need:
            self.draft.need, role = text, Role.NEED
        else:
            self.draft.notes.append((first.start, text))
            role = Role.NOTE
        self.draft.remark_loose(first, last, text, role)
        self.after_needs = False
        self.loose = []
