"""Employer contact load (M7): how many organisations and coaches call on one site.

The same contacts as on the quiet line that is shown before anybody dials, over all sites at once.
It is about the employers, so it is the same for everybody in the team.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adviser_tui.services.employers.quiet_line import QuietContact, aside, not_agreed
from adviser_tui.services.measures.figure import Counts, Figure, LeftOut, Ref, Unit
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Scene
from adviser_tui.services.measures.starts import kept_employer
from adviser_tui.services.words.say import say_moment
from adviser_tui.services.words.working_days import Holidays
from adviser_tui.storage.reading import moment
from models.kinds import Channel, ContactState, Direction, Purpose
from seed.profile_rules import LoadRules

_CONTACTS = """SELECT c.id, c.employer_id, coalesce(c.site_id, '') AS site_id, c.occurred_at,
    c.occurred_offset, coalesce(c.adviser_id, '') AS adviser_id, c.channel, c.purpose, c.direction,
    c.state, c.spoc_agreed, c.void_reason IS NOT NULL AS is_void, e.void_reason AS employer_gone,
    CASE WHEN c.organisation = '' THEN '' ELSE coalesce(o.name, c.organisation) END AS made_by,
    coalesce(e.spoc_id, '') AS spoc_id
  FROM contact c JOIN employer e ON e.id = c.employer_id LEFT JOIN partner o ON o.id = c.partner_id
  WHERE c.occurred_at >= :from AND c.occurred_at < :to AND c.kind = 'employer'
  ORDER BY c.occurred_at DESC, c.id DESC"""
_ASIDE = {
    "support": "for support in the job, which is never warned about",
    "inbound": "begun by the employer",
    "attempt": "reached nobody",
}


@dataclass(frozen=True, slots=True)
class Load:
    """What one site had to bear."""

    site: Ref
    contacts: tuple[QuietContact, ...]
    """Newest first, those alone that count."""
    organisations: int
    coaches: int
    not_agreed: int
    """How many followed another's too soon without the single point of contact's consent."""
    rules: LoadRules

    @property
    def has_many_organisations(self) -> bool:
        """Whether it heard from as many organisations as are warned about."""
        return self.organisations >= self.rules.organisations

    @property
    def has_many_coaches(self) -> bool:
        """Whether it heard from as many coaches as are warned about."""
        return self.coaches >= self.rules.coaches

    @property
    def is_warned(self) -> bool:
        """Whether there is anything to mind."""
        return self.has_many_organisations or self.has_many_coaches or bool(self.not_agreed)

    @property
    def ref(self) -> Ref:
        """The site, with how it was called on in words."""
        words = [_counted(self.organisations, "organisation"), _counted(self.coaches, "coach")]
        if self.not_agreed:
            words.append(f"{self.not_agreed} too soon after another's, not agreed")
        return Ref(self.site.table, self.site.id, self.contacts[0].at.date(), ", ".join(words))


def measure(scene: Scene) -> Counts:
    """Count the sites that too many called on in the days up to the period's end."""
    from seed.holidays import bank_holidays

    rules = scene.profile.load
    window = Period(scene.until, scene.until).days_before(rules.days)
    rows = _read(scene, window)
    holidays = bank_holidays(scene.region)
    loads = tuple(loads_of((each for each in rows if not each[2]), rules, holidays))
    left_out = _left_out(rows)

    def figure(key: str, label: str, some: Iterable[Load], **more: Any) -> Figure:
        refs = tuple(each.ref for each in some)
        return Figure(key, label, Unit.COUNT, len(refs), rows=refs, **more)

    return Counts(
        (
            figure(
                "M7.warned",
                "sites that too many call on",
                (each for each in loads if each.is_warned),
                left_out=left_out,
                certainty=_certainty(scene),
            ),
            figure(
                "M7.organisations",
                f"sites with {rules.organisations} organisations or more",
                (each for each in loads if each.has_many_organisations),
            ),
            figure(
                "M7.coaches",
                f"sites with {rules.coaches} coaches or more",
                (each for each in loads if each.has_many_coaches),
            ),
            figure(
                "M7.not_agreed",
                "sites called on again, not agreed",
                (each for each in loads if each.not_agreed),
                note=f"within {rules.working_days_apart} working days of another's contact",
            ),
        ),
        companions=(figure("M7.contacted", "sites that anybody called on", loads),),
        notes=(
            f"Over the {rules.days} days to {scene.until.day} {scene.until:%b %Y}; the same for "
            "everybody in the team.",
            _as_of(scene),
        ),
    )


Read = tuple[QuietContact, str, bool, str]
"""A contact, the employer, whether it is off the record, and the single point of contact."""


def loads_of(rows: Iterable[Read], rules: LoadRules, holidays: Holidays) -> Iterator[Load]:
    """Yield what each site had to bear; a contact that names no site is with all of them."""
    employers: dict[str, list[QuietContact]] = defaultdict(list)
    spocs: dict[str, str] = {}
    for contact, employer, _, spoc in rows:
        if contact.counts:
            employers[employer].append(contact)
            spocs[employer] = spoc
    for employer, contacts in sorted(employers.items()):
        sites = sorted({each.site_id for each in contacts} - {""})
        for site in sites or [""]:
            its = [each for each in contacts if each.site_id in ("", site)]
            ref = Ref("employer_site", site) if site else Ref("employer", employer)
            yield _load(ref, its, spocs[employer], rules, holidays)


def _load(
    site: Ref, its: Sequence[QuietContact], spoc: str, rules: LoadRules, holidays: Holidays
) -> Load:
    callers = {each.caller for each in its}
    unagreed = 0
    if len(callers) > 1:
        unagreed = sum(1 for _ in not_agreed(its, holidays, spoc, rules.working_days_apart))
    organisations = len({organisation for organisation, _ in callers})
    return Load(site, tuple(its), organisations, len(callers), unagreed, rules)


def _left_out(rows: Iterable[Read]) -> tuple[LeftOut, ...]:
    found: dict[str, list[Ref]] = defaultdict(list)
    for contact, _, is_void, _ in rows:
        reason = "taken off the record" if is_void else _ASIDE.get(aside(contact), "")
        if reason:
            found[reason].append(Ref("contact", contact.id, contact.at.date()))
    return tuple(LeftOut(reason, tuple(refs)) for reason, refs in sorted(found.items()))


def _read(scene: Scene, window: Period) -> tuple[Read, ...]:
    """Return the contacts of some days with employers, by anybody, newest first."""
    return scene.shared(
        ("contact load", window),
        lambda: tuple(
            each
            for each in (_contact(scene, row) for row in scene.rows(_CONTACTS, window.bounds()))
            if each[0].at.date() in window
        ),
    )


def _contact(scene: Scene, row: Mapping[str, Any]) -> Read:
    contact = QuietContact(
        id=str(row["id"]),
        at=moment(row["occurred_at"], row["occurred_offset"]),
        who="",
        who_id=str(row["adviser_id"]),
        organisation=str(row["made_by"]),
        channel=Channel(row["channel"]),
        purpose=Purpose(row["purpose"]),
        direction=Direction(row["direction"]),
        is_attempt=row["state"] == ContactState.ATTEMPT,
        spoc_agreed=bool(row["spoc_agreed"]),
        site_id=str(row["site_id"]),
    )
    employer = kept_employer(scene, str(row["employer_id"]), row["employer_gone"])
    return contact, employer, bool(row["is_void"]), str(row["spoc_id"])


def _counted(number: int, what: str) -> str:
    plural = "es" if what.endswith("ch") else "s"
    return f"{number} {what}{'' if number == 1 else plural}"


def _certainty(scene: Scene) -> str:
    from seed.profile_words import certainty_words

    return certainty_words(scene.profile, "load.organisations")


def _as_of(scene: Scene) -> str:
    """Return how fresh it is: no better than the last sync."""
    from adviser_tui.services.sync.remembered import Remembered

    if not (scene.database.folder / "hub.json").exists():
        return (
            "This caseload works alone: it knows of partners' contacts only as far as somebody "
            "wrote them down here."
        )
    last = Remembered(scene.database).last
    if last is None:
        return "Never synced: what colleagues and partners did is not known here yet."
    return (
        f"As of the last sync, {say_moment(last, scene.now)}: what colleagues and partners did "
        "since then is not known here."
    )
