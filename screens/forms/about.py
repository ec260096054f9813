"""Whom a form is about, from what is under the adviser's cursor."""

from adviser_tui.services.contacts.draft import Logged
from adviser_tui.services.office import Office
from adviser_tui.services.quick_line.ask import Party, PartyKind
from adviser_tui.services.quick_line.plan import QuickPreview
from adviser_tui.services.register.taking import party_of_company, saved_with_company
from screens.acting.base import Subject
from screens.register_rows import REGISTER, number_of

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


def begun_with(office: Office, subject: Subject) -> tuple[Party | None, str]:
    """Return whom a form begins with, and what its field has as its value for that.

    A company of the register is taken over with what the form saves.
    """
    if number := subject.company_number:
        return party_of_company(office, number), f"{REGISTER}{number}"
    who = party_of(office, subject)
    return who, f"{who.kind}:{who.id}" if who else ""


def party_in(office: Office, picked: str, new_name: str) -> Party | None:
    """Return whom a form's field names: `employer:ID`, `partner:ID`, or a new employer.

    A company of the register that is not ours yet is a new employer of its name.
    """
    kind, _, record_id = picked.partition(":")
    if number := number_of(picked):
        return party_of_company(office, number)
    if record_id:
        known = _KINDS.get(kind, "participant")
        return office.quick.known(known, record_id)
    return Party("employer", "", new_name) if new_name.strip() else None


def saved(office: Office, preview: QuickPreview, picked: str) -> Logged:
    """Save what a form asked for; a company of the register becomes an employer with it."""
    number = number_of(picked)
    if number and preview.who is not None and preview.who.is_new:
        return saved_with_company(office, preview, number)
    return office.quick.save(preview)


def quiet_words(office: Office, who: Party | None) -> str:
    """Return who contacted an employer in 28 days and what to mind, to be read beforehand (M7)."""
    if who is None or who.kind != "employer" or who.is_new:
        return ""
    quiet = office.employers.quiet_line(who.id)
    return f"{quiet.sentence} Mind: {quiet.warning}." if quiet.warning else quiet.sentence


def _person(subject: Subject) -> bool:
    return bool(subject.participant_id)
