"""M1: contacts with employers, what counts of them, and everything that does not with its reason.

Voicemails and no-shows are attempts and count nothing. Inbound contacts count as outbound ones,
with a participant there or not, about somebody or about nobody in particular; the split is shown.
"""

from collections.abc import Iterable

from adviser_tui.services.measures.contact import EmployerContact
from adviser_tui.services.measures.counting import Tally, counted_contacts, two_way_contacts
from adviser_tui.services.measures.figure import Counts, Figure, LeftOut, Ref, Unit
from adviser_tui.services.measures.scene import Scene
from adviser_tui.services.words.say import say_date
from models.kinds import Channel
from seed.profile_words import certainties_words, certainty_words

_RULES = ("contacts.channels", "contacts.needs_hiring_say", "contacts.purposes")
"""What decides in the programme which contacts count."""


def measure(scene: Scene) -> Counts:
    """Count the period's contacts with employers by the programme's rules."""
    found, any_way = counted_contacts(scene), two_way_contacts(scene)
    for_person = [each for each in found.counted if each.participant]
    generic = [each for each in found.counted if not each.participant]
    visits = [each for each in found.counted if each.channel == Channel.VISIT]
    complete = [each for each in found.counted if each.is_complete]
    figures = (
        Figure(
            "M1.counted",
            "employer contacts that count",
            Unit.COUNT,
            len(found.counted),
            rows=_refs(found.counted),
            left_out=_left_out(found),
            note=_note(scene, found),
            certainty=certainties_words(scene.profile, *_RULES),
        ),
        Figure(
            "M1.two_way",
            "two-way contacts of every kind",
            Unit.COUNT,
            len(any_way.counted),
            rows=_refs(any_way.counted),
            left_out=_left_out(any_way),
        ),
        _count("M1.attempts", "attempts, which count nothing", found.attempts),
        _count("M1.face_to_face", "of those that count, visits", visits),
        _count("M1.for_person", "of those that count, for a participant", for_person),
        _count("M1.generic", "of those that count, for nobody", generic),
    )
    companion = Figure(
        "M1.needs_and_next_step",
        "with a need and a next step",
        Unit.SHARE,
        len(complete),
        len(found.counted),
        rows=_refs(complete),
        others=_refs(each for each in found.counted if not each.is_complete),
        note=f"at least {scene.profile.week.next_step_share} of 100 are looked for",
        certainty=certainty_words(scene.profile, "week.next_step_share"),
    )
    return Counts(figures, (companion,))


def _note(scene: Scene, found: Tally) -> str:
    late = sum(each.is_late for each in found.counted)
    said = (f"{late} written down more than 7 days later.",) if late else ()
    return " ".join((*said, *crowded_days(scene, found)))


def crowded_days(scene: Scene, found: Tally) -> tuple[str, ...]:
    """Return a question for each day with so many employers that a note should say why.

    At a job fair every employer who was spoken to counts; where more than a handful are written
    down for one day, at least one of them says what the day was.
    """
    days: dict[tuple[str, object], list[EmployerContact]] = {}
    for each in found.counted:
        days.setdefault((each.adviser, each.day), []).append(each)
    most = scene.profile.contacts.fair_note_above
    return tuple(
        f"{len(of_day)} employer contacts on {say_date(of_day[0].day, scene.today)} and no note "
        "says why: if it was a job fair, write so with one of them."
        for of_day in days.values()
        if len({each.employer for each in of_day}) > most
        and not any(each.has_note for each in of_day)
    )


def _count(key: str, label: str, contacts: Iterable[EmployerContact]) -> Figure:
    rows = _refs(contacts)
    return Figure(key, label, Unit.COUNT, len(rows), rows=rows)


def _refs(contacts: Iterable[EmployerContact]) -> tuple[Ref, ...]:
    return tuple(each.ref for each in contacts)


def _left_out(found: Tally) -> tuple[LeftOut, ...]:
    return tuple(LeftOut(str(why), _refs(rows)) for why, rows in found.left_out.items())
