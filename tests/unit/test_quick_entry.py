"""The quick-entry line, as advisers type it. Now is Friday 20 November 2026, 14:05."""

from datetime import UTC, date, datetime, time

import pytest

from adviser_tui.errors import InputError
from adviser_tui.services.words.quick_entry import (
    Role,
    Understood,
    join_words,
    parse,
    parse_or_refuse,
    say_back,
    say_line,
)
from models.kinds import Channel, Purpose
from seed.holidays import bank_holidays

NOW = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
ENGLAND = bank_holidays("england-wales")


def read(line: str) -> Understood:
    return parse(line, NOW, ENGLAND)


def roles(line: str) -> list[tuple[str, Role]]:
    return [(line[span.start : span.end], span.role) for span in read(line).spans]


def test_a_visit_with_a_need_and_a_follow_up() -> None:
    got = read('tesco leeds f2f needs "2 night fillers" 25m fu fri')
    assert (got.kind, got.subject, got.channel) == ("contact", "tesco leeds", Channel.VISIT)
    assert (got.purpose, got.need, got.minutes) == (Purpose.NEEDS, "2 night fillers", 25)
    assert (got.follow_up_on, got.follow_up_at) == (date(2026, 11, 27), None)
    assert (got.occurred_at, got.when_was_said, got.is_attempt) == (NOW, False, False)
    assert (got.problems, got.remarks) == ((), ())


def test_a_call_with_a_note() -> None:
    got = read('amira call "bus pass sorted"')
    assert (got.subject, got.channel, got.note) == ("amira", Channel.CALL, "bus pass sorted")
    assert got.problems == ()


def test_a_voicemail_is_an_attempt() -> None:
    got = read("greggs vm fu +2d")
    assert (got.channel, got.is_attempt) == (Channel.VOICEMAIL, True)
    assert got.follow_up_on == date(2026, 11, 22)
    assert got.remarks == ("Sun 22 Nov is a Sunday.",)


def test_a_promise() -> None:
    got = read('promise nando\'s "send 2 CVs" by thu')
    assert (got.kind, got.subject, got.promise) == ("promise", "nando's", "send 2 CVs")
    assert (got.promise_by, got.problems) == (date(2026, 11, 26), ())


@pytest.mark.parametrize(
    ("words", "channel", "attempt"),
    [
        ("f2f", Channel.VISIT, False),
        ("visit", Channel.VISIT, False),
        ("besøg", Channel.VISIT, False),
        ("CALL", Channel.CALL, False),
        ("video", Channel.VIDEO, False),
        ("email", Channel.EMAIL, False),
        ("e-mail", Channel.EMAIL, False),
        ("text", Channel.TEXT, False),
        ("sms", Channel.TEXT, False),
        ("vm", Channel.VOICEMAIL, True),
        ("call vm", Channel.VOICEMAIL, True),
        ("noshow", Channel.NO_SHOW, True),
        ("no-show", Channel.NO_SHOW, True),
        ("no show", Channel.NO_SHOW, True),
        ("no answer", Channel.CALL, True),
        ("call no answer", Channel.CALL, True),
    ],
)
def test_channels(words: str, channel: Channel, attempt: bool) -> None:
    got = read(f"greggs {words}")
    assert (got.subject, got.channel, got.is_attempt) == ("greggs", channel, attempt)
    assert (got.note, got.problems) == ("", ())


@pytest.mark.parametrize(
    "purpose", ["prospect", "needs", "present", "negotiate", "check", "support"]
)
def test_purposes(purpose: str) -> None:
    got = read(f"greggs f2f {purpose}")
    assert got.purpose is Purpose(purpose)
    assert got.remarks == ()


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("Call Centre Ltd call", "Call Centre Ltd"),
        ("Next call", "Next"),
        ("Text Ltd text", "Text Ltd"),
        ("Monday Text Ltd call", "Monday Text Ltd"),
        ("BT Video f2f", "BT Video"),
        ("May & Baker call", "May & Baker"),
        ("The Sun f2f", "The Sun"),
        ("Kung Fu Club f2f", "Kung Fu Club"),
        ("Baby by Design f2f", "Baby by Design"),
        ("Careers Support Services call", "Careers Support Services"),
        ("3M UK f2f", "3M UK"),
        ("7 Eleven f2f", "7 Eleven"),
        ("promise care ltd call", "promise care ltd"),
        ('"Call Centre" call "rang back"', "Call Centre"),
        ('"Tesco Support" f2f', "Tesco Support"),
        ("“Text Call” f2f", "Text Call"),
        ('promise "By Friday Foods" "send CV" by thu', "By Friday Foods"),
        ("nando's f2f", "nando's"),
        ("  tesco   leeds  f2f ", "tesco leeds"),
    ],
)
def test_names_that_hold_known_words(line: str, subject: str) -> None:
    got = read(line)
    assert got.subject == subject
    assert got.channel is not None or got.kind == "promise"
    assert not got.problems


def test_a_known_word_in_doubt_is_said_aloud() -> None:
    got = read("Tesco Support f2f")
    assert (got.subject, got.purpose) == ("Tesco", Purpose.SUPPORT)
    assert "put the name in quotes" in got.remarks[0]


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("f2f yesterday", datetime(2026, 11, 19, 12, 0, tzinfo=UTC)),
        ("f2f mon 10:30", datetime(2026, 11, 16, 10, 30, tzinfo=UTC)),
        ("mon 10:30 f2f", datetime(2026, 11, 16, 10, 30, tzinfo=UTC)),
        ("yesterday f2f 25m", datetime(2026, 11, 19, 12, 0, tzinfo=UTC)),
        ("f2f 10:30", datetime(2026, 11, 20, 10, 30, tzinfo=UTC)),
        ("f2f 20 min ago", datetime(2026, 11, 20, 13, 45, tzinfo=UTC)),
        ("f2f 3 nov 9am", datetime(2026, 11, 3, 9, 0, tzinfo=UTC)),
        ("f2f i går", datetime(2026, 11, 19, 12, 0, tzinfo=UTC)),
        ("f2f fu fri yesterday", datetime(2026, 11, 19, 12, 0, tzinfo=UTC)),
    ],
)
def test_when_it_happened(words: str, moment: datetime) -> None:
    got = read(f"tesco {words}")
    assert (got.subject, got.occurred_at, got.when_was_said) == ("tesco", moment, True)
    assert (got.note, got.problems) == ("", ())


def test_a_follow_up_may_have_a_time() -> None:
    got = read("tesco f2f fu next tue 10am 25m")
    assert (got.follow_up_on, got.follow_up_at) == (date(2026, 11, 24), time(10))
    assert got.minutes == 25


def test_a_follow_up_on_a_bank_holiday_is_remarked() -> None:
    assert read("tesco f2f fu 26/12").remarks == ("Sat 26 Dec is Boxing Day.",)


def test_vacancies_and_people_are_named_with_marks() -> None:
    got = read('tesco f2f #night @sam #"till work" @"Ana Díaz"')
    assert got.vacancies == ("night", "till work")
    assert got.people == ("sam", "Ana Díaz")


def test_words_outside_quotes_are_kept_and_remarked() -> None:
    got = read("amira call bus pass sorted will check monday 25m fu fri")
    assert got.note == "bus pass sorted will check monday"
    assert (got.purpose, got.when_was_said, got.minutes) == (None, False, 25)
    assert "taken as the note" in got.remarks[0]


def test_a_need_may_go_without_quotes() -> None:
    got = read('tesco f2f needs 2 night fillers "spoke to the manager"')
    assert (got.need, got.note) == ("2 night fillers", "spoke to the manager")


def test_notes_keep_their_order() -> None:
    assert read('tesco f2f "one" two 25m "three"').note == "one; two; three"


def test_a_contact_may_carry_a_promise() -> None:
    got = read('tesco f2f "left CVs" promise "send 2 more" by thu')
    assert (got.kind, got.note, got.promise) == ("contact", "left CVs", "send 2 more")
    assert (got.promise_by, got.problems) == (date(2026, 11, 26), ())


def test_an_open_quote_reaches_to_the_end() -> None:
    got = read('tesco f2f "call back fu fri')
    assert (got.note, got.follow_up_on) == ("call back fu fri", None)
    assert "not closed" in got.remarks[0]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("", "Say first who it was with"),
        ("#night f2f", "Say first who it was with"),
        ("tesco", "Say how it was"),
        ("tesco f2f fu", "Say a day after “fu”"),
        ("tesco f2f fu 31/2", "There is no 31 February"),
        ("tesco f2f fu yesterday", "cannot lie in the past"),
        ("tesco f2f tomorrow", "has not come yet"),
        ("tesco f2f 0m", "cannot be the length"),
        ("promise tesco", "Put what was promised in quotes"),
        ('promise tesco "send CV"', "Say by when"),
        ('promise tesco "send CV" by', "Say a day after “by”"),
        ('promise tesco "send CV" by yesterday', "a day to come"),
        ("promise", "Say first who it is promised to"),
    ],
)
def test_what_stands_in_the_way(line: str, problem: str) -> None:
    assert any(problem in sentence for sentence in read(line).problems)
    with pytest.raises(InputError, match="Nothing was saved"):
        parse_or_refuse(line, NOW, ENGLAND)


def test_a_second_channel_is_left_out_aloud() -> None:
    got = read("tesco f2f email")
    assert got.channel is Channel.VISIT
    assert "second way of contact" in got.remarks[0]


def test_a_day_to_come_without_fu_is_explained() -> None:
    assert "needs “fu” before it" in read("tesco f2f +2d").remarks[0]


def test_a_very_long_line_is_read_in_part() -> None:
    got = read("tesco f2f " + "x" * 5_000)
    assert got.channel is Channel.VISIT
    assert "first 2000 characters" in got.remarks[-1]


def test_every_part_of_the_line_has_a_role() -> None:
    assert roles('tesco leeds f2f needs "2 fillers" 25m fu fri mon 10:30 #x @y') == [
        ("tesco leeds", Role.SUBJECT),
        ("f2f", Role.CHANNEL),
        ("needs", Role.PURPOSE),
        ('"2 fillers"', Role.NEED),
        ("25m", Role.MINUTES),
        ("fu fri", Role.FOLLOW_UP),
        ("mon 10:30", Role.WHEN),
        ("#x", Role.VACANCY),
        ("@y", Role.PERSON),
    ]


def test_said_back_in_plain_words() -> None:
    got = read('tesco leeds f2f needs "2 night fillers" 25m fu fri')
    assert say_back(got) == [
        ("Visit with", "tesco leeds"),
        ("When", "today 14:05"),
        ("Length", "25 minutes"),
        ("Need", "2 night fillers"),
        ("Follow-up", "Fri 27 Nov"),
    ]
    assert say_line(got) == (
        "Visit with tesco leeds, today 14:05 · 25 minutes · need: 2 night fillers · "
        "follow-up: Fri 27 Nov"
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("greggs call no answer", "Unanswered call to greggs, today 14:05"),
        ("sam noshow", "No-show of sam, today 14:05"),
        ("sam vm", "Voicemail for sam, today 14:05"),
        (
            'promise nando\'s "send CV" by thu',
            "Promise to nando's · promise: send CV · by Thu 26 Nov",
        ),
        ("tesco", "Contact with tesco, today 14:05"),
        ("tesco call inbound 10m", "Call from tesco, today 14:05 · 10 minutes"),
        ("tesco inbound email", "Email from tesco, today 14:05"),
        ("tesco f2f mon check", "Visit with tesco, Mon 16 Nov 12:00 · purpose: check"),
    ],
)
def test_said_back_in_one_line(line: str, said: str) -> None:
    assert say_line(read(line)) == said


def test_words_of_a_command_line_become_one_line_again() -> None:
    assert join_words(["tesco leeds f2f"]) == "tesco leeds f2f"
    words = ["tesco leeds", "f2f", "needs", "2 night fillers", "fu", "fri"]
    got = read(join_words(words))
    assert (got.subject, got.need) == ("tesco leeds", "2 night fillers")
    assert (
        read(join_words(["tesco", "f2f", 'they said "yes" twice'])).note == "they said 'yes' twice"
    )
    for shown in ("@Kim Madeup", '@"Kim Madeup"', "@“Kim Madeup”"):
        assert join_words(["tesco", "f2f", shown]) == 'tesco f2f @"Kim Madeup"'
