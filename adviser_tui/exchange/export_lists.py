"""The lists that can be imported again: employers, participants, vacancies and partners."""

from typing import Any

from adviser_tui.exchange.export_sources import Source, columns_of, day, phrases, spoken
from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.writing import Cell, Column
from adviser_tui.services.words.amounts import Pay, say_pay
from adviser_tui.storage.reading import texts
from models.kinds import PayPeriod


def employers() -> Source:
    """Every employer with its main site and the first person who is still there."""
    return Source(
        columns_of(
            ListKind.EMPLOYERS,
            (Column("Stage", "stage"), Column("Single point of contact", "spoc")),
        ),
        "SELECT e.*, s.address, s.town, s.postcode, p.name AS person_name, p.role AS person_role,"
        " a.name AS spoc FROM employer e"
        " LEFT JOIN employer_site s ON s.rowid = (SELECT x.rowid FROM employer_site x"
        "  WHERE x.employer_id = e.id AND x.void_reason IS NULL"
        "  ORDER BY x.is_main DESC, x.rowid LIMIT 1)"
        " LEFT JOIN employer_person p ON p.rowid = (SELECT x.rowid FROM employer_person x"
        "  WHERE x.employer_id = e.id AND x.void_reason IS NULL AND x.state = 'current'"
        "  ORDER BY x.rowid LIMIT 1)"
        " LEFT JOIN adviser a ON a.id = e.spoc_id"
        " WHERE e.void_reason IS NULL ORDER BY e.name COLLATE NOCASE, e.rowid",
        _employer,
    )


def _employer(row: Any) -> list[Cell]:
    return [
        row["reference"],
        row["name"],
        row["trading_name"],
        phrases(row["previous_names"]),
        row["address"],
        row["town"],
        row["postcode"],
        row["company_number"],
        ", ".join(texts(row["sector_codes"])),
        # Written with a hyphen, a spreadsheet takes a band such as 10-12 for a day in December.
        row["size_band"].replace("-", " to "),
        row["phone"],
        row["email"],
        row["website"],
        row["person_name"],
        row["person_role"],
        row["notes"],
        spoken(row["stage"]),
        row["spoc"],
    ]


def participants() -> Source:
    """Every participant with what is needed to reach them, and no more than can be imported."""
    return Source(
        columns_of(ListKind.PARTICIPANTS, (Column("Stage", "stage"),)),
        "SELECT p.*, a.name AS coach FROM participant p LEFT JOIN adviser a ON a.id = p.coach_id"
        " WHERE p.void_reason IS NULL AND (:restricted OR p.confidentiality <> 'restricted')"
        " ORDER BY p.preferred_name COLLATE NOCASE, p.rowid",
        _participant,
        "SELECT count(*) FROM participant WHERE void_reason IS NULL"
        " AND confidentiality = 'restricted'",
    )


def _participant(row: Any) -> list[Cell]:
    return [
        row["reference"],
        row["preferred_name"],
        "",
        "",
        row["legal_name"],
        row["phone"],
        row["email"],
        row["safe_to_contact"],
        row["town"],
        row["postcode"],
        row["area"],
        row["programme"],
        row["coach"],
        day(row["enrolled_on"]),
        row["goal"],
        spoken(row["stage"]),
    ]


def vacancies() -> Source:
    """Every vacancy with its employer and the site it is at."""
    return Source(
        columns_of(ListKind.VACANCIES, (Column("State", "state"),)),
        "SELECT v.*, e.name AS employer, e.reference AS employer_reference,"
        " coalesce(nullif(v.place, ''), s.town) AS site_town, s.postcode FROM vacancy v"
        " JOIN employer e ON e.id = v.employer_id LEFT JOIN employer_site s ON s.id = v.site_id"
        " WHERE v.void_reason IS NULL ORDER BY v.title COLLATE NOCASE, v.rowid",
        _vacancy,
    )


def _vacancy(row: Any) -> list[Cell]:
    return [
        row["reference"],
        row["title"],
        row["employer"],
        row["employer_reference"],
        row["site_town"],
        row["postcode"],
        spoken(row["kind"]),
        row["posts"],
        weekly_hours(row["weekly_minutes"]),
        row["shifts"],
        _pay(row),
        row["contract"],
        row["tasks"],
        phrases(row["must_haves"]),
        phrases(row["nice_to_haves"]),
        day(row["starts_on"]),
        day(row["closes_on"]),
        spoken(row["state"]),
    ]


def partners() -> Source:
    """Every partner with what was agreed, those with whom the work has ended last."""
    return Source(
        columns_of(ListKind.PARTNERS, (Column("State", "state"),)),
        "SELECT * FROM partner WHERE void_reason IS NULL"
        " ORDER BY state, name COLLATE NOCASE, rowid",
        _partner,
    )


def _partner(row: Any) -> list[Cell]:
    return [
        row["reference"],
        row["name"],
        row["short_name"],
        phrases(row["other_names"]),
        spoken(row["kind"]),
        row["area"],
        row["phone"],
        row["email"],
        row["website"],
        row["person"],
        row["person_role"],
        row["person_phone"],
        row["person_email"],
        row["shares"],
        day(row["agreed_on"]),
        day(row["agreed_until"]),
        row["credit_rule"],
        row["notes"],
        spoken(row["state"]),
    ]


def weekly_hours(minutes: int | None) -> str:
    """Return working minutes as hours that can be imported again: `37.5`, or `37h20`."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    part = {0: "", 15: ".25", 30: ".5", 45: ".75"}.get(rest)
    return f"{hours}h{rest:02}" if part is None else f"{hours}{part}"


def _pay(row: Any) -> str:
    if row["pay"] is None:
        return ""
    return say_pay(Pay(row["pay"], PayPeriod(row["pay_period"]), row["pay_currency"]))
