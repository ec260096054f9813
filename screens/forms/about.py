"""Whom a form is about, from what is under the adviser's cursor."""

from adviser_tui.services.office import Office
from adviser_tui.services.quick_line.ask import Party, PartyKind
from screens.acting.base import Subject

_KINDS: dict[str, PartyKind] = {"employer": "employer", "partner": "partner"}


def party_of(office: Office, subject: Subject) -> Party | None:
    """Return the employer, participant or partner that a subject is or belongs to, or nobody."""
    if subject.kind == "employer":
        return office.quick.known("employer", subject.id)
    if subject.kind == "participant":
        return office.quick.known("participant", subject.id)
    if subject.kind == "partner":
        return office.quick.known("partner", subject.id)
    if subject.employer_id:
        return office.quick.known("employer", subject.employer_id)
    return office.quick.known("participant", subject.participant_id) if _person(subject) else None


def party_in(office: Office, picked: str, new_name: str) -> Party | None:
    """Return whom a form's field names: `employer:ID`, `partner:ID`, or a new employer."""
    kind, _, record_id = picked.partition(":")
    if record_id:
        known = _KINDS.get(kind, "participant")
        return office.quick.known(known, record_id)
    return Party("employer", "", new_name) if new_name.strip() else None


def quiet_words(office: Office, who: Party | None) -> str:
    """Return who contacted an employer in 28 days and what to mind, to be read beforehand (M7)."""
    if who is None or who.kind != "employer" or who.is_new:
        return ""
    quiet = office.employers.quiet_line(who.id)
    return f"{quiet.sentence} Mind: {quiet.warning}." if quiet.warning else quiet.sentence


def _person(subject: Subject) -> bool:
    return bool(subject.participant_id)
