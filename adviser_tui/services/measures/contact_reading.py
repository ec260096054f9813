"""Contacts with employers read from the file for counting, by the index on their moment."""

from collections.abc import Iterable
from typing import Any

from adviser_tui.services.measures.contact import EmployerContact
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Scene, Whose
from adviser_tui.services.merging.trail import is_merged, survivor
from adviser_tui.storage.reading import moment, texts
from models.kinds import TWO_WAY

# What a partner made belongs to whoever of us wrote it down, and is only listed. An employer that
# was merged away on one device may still be named by a contact that comes from another.
_CONTACTS = """SELECT c.id, c.occurred_at, c.occurred_offset, c.created_at, c.state, c.channel,
    c.purpose, c.person_id, c.employer_id, c.site_id, c.vacancy_id, c.participant_id, c.minutes,
    c.organisation <> '' AS is_theirs, c.void_reason IS NOT NULL AS is_void,
    trim(c.note) <> '' AS has_note, coalesce(c.adviser_id, '') AS adviser_id,
    e.void_reason AS employer_gone, s.void_reason AS site_gone, h.void_reason AS person_gone,
    coalesce(h.has_hiring_say, 0) AS has_hiring_say, v.heard_on AS vacancy_heard_on,
    (SELECT json_group_array(n.task) FROM need n
      WHERE n.contact_id = c.id AND n.void_reason IS NULL) AS needs,
    EXISTS (SELECT 1 FROM follow_up f
      WHERE f.contact_id = c.id AND f.void_reason IS NULL) AS has_next_step,
    CASE WHEN c.organisation = '' THEN coalesce(c.adviser_id, '')
      ELSE coalesce(c.adviser_id, c.created_by, '') END AS whose
  FROM contact c
  LEFT JOIN employer e ON e.id = c.employer_id
  LEFT JOIN employer_site s ON s.id = c.site_id
  LEFT JOIN employer_person h ON h.id = c.person_id
  LEFT JOIN vacancy v ON v.id = c.vacancy_id AND v.void_reason IS NULL
  WHERE c.occurred_at >= :from AND c.occurred_at < :to AND c.kind = 'employer'
    AND whose IN (SELECT value FROM json_each(:me))
  ORDER BY c.occurred_at, c.id"""


def employer_contacts(scene: Scene) -> tuple[EmployerContact, ...]:
    """Return every contact and attempt of the period, what counts and what does not."""
    return scene.once("contacts read", lambda: tuple(_read(scene, scene.period)))


def hand_out(scene: Scene, periods: tuple[Period, ...]) -> None:
    """Read once for several periods that follow each other, so that each finds its own read."""
    span = scene.at(Period(periods[0].first, periods[-1].last))
    found: dict[Period, list[EmployerContact]] = {each: [] for each in periods}
    ordered = iter(periods)
    period = next(ordered)
    for contact in sorted(employer_contacts(span), key=lambda each: each.day):
        while contact.day > period.last:
            period = next(ordered)
        found[period].append(contact)
    for each in periods:
        _keep(scene.at(each), tuple(sorted(found[each], key=lambda row: (row.at, row.id))))


def hand_to_each(scene: Scene, each: Iterable[Whose], periods: tuple[Period, ...]) -> None:
    """Read a team's contacts once for several periods, so that every adviser finds their own."""
    span = scene.at(Period(periods[0].first, periods[-1].last))
    read = employer_contacts(span)
    owners = _owners(span)
    for whose in each:
        own = scene.of(whose)
        found = tuple(row for row in read if owners[row.id] in whose.advisers)
        _keep(own.at(span.period), found)
        hand_out(own, periods)


def _owners(scene: Scene) -> dict[str, str]:
    """Return by id whose contacts were read, filled by the reading itself."""
    return scene.once("contact owners", dict)


def _keep(scene: Scene, read: tuple[EmployerContact, ...]) -> None:
    scene.once("contacts read", lambda: read)


def _read(scene: Scene, period: Period) -> list[EmployerContact]:
    database = scene.database

    def kept(table: str, row_id: str | None, gone: str | None) -> str:
        if row_id and gone is not None and is_merged(gone):
            return scene.once(
                ("survivor", table, row_id), lambda: survivor(database, table, row_id) or row_id
            )
        return row_id or ""

    owners = _owners(scene)

    def contact(row: Any) -> EmployerContact:
        owners[str(row["id"])] = str(row["whose"])
        at = moment(row["occurred_at"], row["occurred_offset"])
        heard_on = row["vacancy_heard_on"]
        is_new = heard_on is not None and heard_on == at.date().isoformat()
        return EmployerContact(
            at=at,
            written_at=moment(row["created_at"]),
            id=str(row["id"]),
            adviser=str(row["adviser_id"]),
            # Nobody answers on these, whatever another program may have written.
            is_attempt=row["state"] == "attempt" or row["channel"] not in TWO_WAY,
            channel=str(row["channel"]),
            purpose=str(row["purpose"]),
            employer=kept("employer", row["employer_id"], row["employer_gone"]),
            site=kept("employer_site", row["site_id"], row["site_gone"]),
            person=kept("employer_person", row["person_id"], row["person_gone"]),
            has_hiring_say=bool(row["has_hiring_say"]),
            participant=str(row["participant_id"] or ""),
            minutes=int(row["minutes"] or 0),
            needs=texts(row["needs"]) if row["needs"] != "[]" else (),
            new_vacancy=str(row["vacancy_id"]) if is_new else "",
            has_next_step=bool(row["has_next_step"]),
            has_note=bool(row["has_note"]),
            is_theirs=bool(row["is_theirs"]),
            is_void=bool(row["is_void"]),
        )

    read = (contact(row) for row in scene.rows(_CONTACTS, period.bounds()))
    return [each for each in read if each.day in period]
