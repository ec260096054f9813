"""Writing a calendar file that phones and Outlook open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from adviser_tui.exchange.private_files import written_whole
from adviser_tui.exchange.writing import Written

_LONGEST_OCTETS = 75


@dataclass(frozen=True, slots=True)
class Appointment:
    """One entry of a calendar: `starts` is an aware moment, or a day for the whole of it."""

    uid: str
    starts: datetime | date
    title: str
    minutes: int = 30
    place: str = ""
    notes: str = ""


def write_ics(
    path: Path, appointments: Iterable[Appointment], *, made_at: datetime, replace: bool = False
) -> Written:
    """Write the appointments as one calendar; the same `uid` replaces its entry when read again."""
    count = 0
    with (
        written_whole(path, replace=replace) as temporary,
        temporary.open("w", encoding="utf-8", errors="replace", newline="") as file,
    ):
        file.write(_folded(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Adviser//Diary//EN"]))
        for entry in appointments:
            file.write(_folded(_event(entry, made_at)))
            count += 1
        file.write(_folded(["END:VCALENDAR"]))
    return Written(path, count)


def _event(entry: Appointment, made_at: datetime) -> list[str]:
    lines = ["BEGIN:VEVENT", f"UID:{_escaped(entry.uid)}", f"DTSTAMP:{_moment(made_at)}"]
    if isinstance(entry.starts, datetime):
        lines.append(f"DTSTART:{_moment(entry.starts)}")
        lines.append(f"DTEND:{_moment(entry.starts + timedelta(minutes=entry.minutes))}")
    else:
        lines.append(f"DTSTART;VALUE=DATE:{entry.starts:%Y%m%d}")
        lines.append(f"DTEND;VALUE=DATE:{entry.starts + timedelta(days=1):%Y%m%d}")
    lines.append(f"SUMMARY:{_escaped(entry.title)}")
    if entry.place:
        lines.append(f"LOCATION:{_escaped(entry.place)}")
    if entry.notes:
        lines.append(f"DESCRIPTION:{_escaped(entry.notes)}")
    # What is in a caseload is nobody else's business when a calendar is shared.
    return [*lines, "CLASS:PRIVATE", "END:VEVENT"]


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\n"), ("\r", "\n")):
        text = text.replace(plain, safe)
    kept = "".join(character for character in text if character >= " " or character in "\n\t")
    return kept.replace("\n", "\\n")


def _folded(lines: Iterable[str]) -> str:
    """Return the lines with CRLF, longer ones continued after 75 octets, never inside a letter."""
    folded: list[str] = []
    for line in lines:
        room, part = _LONGEST_OCTETS, ""
        for character in line:
            size = len(character.encode("utf-8", "replace"))
            if size > room:
                folded.append(part)
                room, part = _LONGEST_OCTETS - 1, " "
            part += character
            room -= size
        folded.append(part)
    return "\r\n".join(folded) + "\r\n"
