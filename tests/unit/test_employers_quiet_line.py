"""Who was in touch with an employer in the last 28 days (M7)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from adviser_tui.services.employers.quiet_line import (
    PointOfContact,
    QuietContact,
    QuietLine,
    quiet_line,
)
from models.kinds import Channel, Direction, Purpose

TODAY = date(2026, 11, 20)
NOBODY = PointOfContact()
MIA = PointOfContact("mia", "Mia Prøve")


def contact(days_ago: int, who: str = "me", organisation: str = "") -> QuietContact:
    at = datetime(2026, 11, 20, 10, tzinfo=UTC) - timedelta(days=days_ago)
    return QuietContact(
        id=f"{who}{days_ago}",
        at=at,
        who=who.capitalize(),
        who_id=who,
        organisation=organisation,
        channel=Channel.CALL,
        purpose=Purpose.PROSPECT,
        direction=Direction.OUTBOUND,
    )


def line(*contacts: QuietContact, spoc: PointOfContact = NOBODY) -> QuietLine:
    return quiet_line(contacts, TODAY, "me", {}, spoc)


def test_silence_is_said() -> None:
    quiet = line()

    assert quiet.sentence == "Nobody has been in touch in the last 28 days."
    assert quiet.warning == ""


def test_one_sentence_says_how_often_by_how_many_and_who_last() -> None:
    quiet = line(contact(20), contact(12, "ole"))

    assert (
        quiet.sentence == "Contacted 2 times in 28 days by 2 coaches; last, Ole called Sun 8 Nov."
    )
    assert quiet.warning == ""


def test_the_28th_day_back_no_longer_counts() -> None:
    assert line(contact(27)).coaches == 1
    assert line(contact(28)).coaches == 0


def test_two_organisations_are_warned_about() -> None:
    quiet = line(contact(20), contact(12, "kim", "Jobhuset"))

    assert quiet.organisations == 2
    assert "2 organisations in 28 days" in quiet.warnings
    assert "Kim of Jobhuset" in quiet.sentence


def test_three_coaches_are_warned_about() -> None:
    quiet = line(contact(27), contact(18, "ole"), contact(9, "kim"))

    assert quiet.warnings == ("3 coaches in 28 days",)


def test_a_call_within_five_working_days_of_anothers_is_to_be_agreed() -> None:
    quiet = line(contact(7, "ole"), spoc=MIA)

    assert quiet.warning == "Ole called Fri 13 Nov, agree it with Mia Prøve first"


def test_six_working_days_later_nothing_needs_agreeing() -> None:
    assert line(contact(8, "ole"), spoc=MIA).warning == ""


def test_a_bank_holiday_is_no_working_day() -> None:
    holiday = {date(2026, 11, 18): "a day off"}

    quiet = quiet_line([contact(8, "ole")], TODAY, "me", holiday, MIA)

    assert "agree it with Mia Prøve" in quiet.warning


def test_the_point_of_contact_need_ask_nobody() -> None:
    quiet = line(contact(2, "ole"), spoc=PointOfContact("me", "Vilma"))

    assert quiet.warning == ""


def test_my_own_contacts_do_not_warn_me() -> None:
    assert line(contact(1), contact(2)).warning == ""


def test_two_others_too_close_together_are_named() -> None:
    quiet = line(contact(20, "ole"), contact(18, "kim"))

    assert quiet.warning == ("Kim got in touch within 5 working days of Ole, not agreed")
    agreed = replace(contact(18, "kim"), spoc_agreed=True)
    assert line(contact(20, "ole"), agreed).warning == ""


def test_oneself_is_you() -> None:
    quiet = line(contact(20, "ole"), contact(18))

    assert quiet.warning == "you got in touch within 5 working days of Ole, not agreed"


def test_support_inbound_and_attempts_are_shown_and_not_counted() -> None:
    quiet = line(
        replace(contact(1, "ole"), purpose=Purpose.SUPPORT),
        replace(contact(2, "kim"), direction=Direction.INBOUND),
        replace(contact(3, "ida", "Jobhuset"), is_attempt=True, channel=Channel.VOICEMAIL),
    )

    assert len(quiet.rows) == 3
    assert (quiet.organisations, quiet.coaches, quiet.warning) == (0, 0, "")
    assert quiet.sentence == (
        "Nobody has contacted them in the last 28 days. "
        "Besides: 1 for in-work support, 1 begun by them, 1 attempt."
    )


def test_asked_to_be_left_alone_comes_first() -> None:
    quiet = quiet_line([contact(1, "ole")], TODAY, "me", {}, NOBODY, "do not contact")

    assert quiet.warnings[0] == "do not contact"
