"""What every kind of record is called, and how one of them is named in a line."""

from adviser_tui.services.contact_words import contact_words
from adviser_tui.storage.database import Database

KIND_WORDS: dict[str, str] = {
    "adviser": "colleague",
    "participant": "participant",
    "vocational_profile": "profile",
    "consent": "consent",
    "barrier_action": "barrier",
    "employer": "employer",
    "employer_site": "site",
    "employer_person": "person",
    "need": "need",
    "vacancy": "vacancy",
    "quality_fact": "quality fact",
    "partner": "partner",
    "contact": "contact",
    "match_sheet": "match sheet",
    "match_answer": "answer",
    "match_override": "override",
    "submission": "submission",
    "placement": "placement",
    "follow_up": "follow-up",
    "promise": "promise",
    "known_as_two": "pair of two",
    "sync_conflict": "pair of versions",
    "hand_over": "hand-over",
    "working_pattern": "working pattern",
    "absence": "absence",
    "time_entry": "stretch of time",
    "target": "target",
    "week_closing": "closed week",
    "outcome_check": "outcome check",
    "equity_record": "fairness answer",
    "course_event": "turn",
}
"""Every table that holds records, and what a person calls one row of it."""

_OF_PERSON = """SELECT p.preferred_name, '', '' FROM {table} x
  LEFT JOIN participant p ON p.id = x.participant_id WHERE x.id = ?"""
_OF_SHEET = """SELECT p.preferred_name, v.title, {more} FROM {table} x
  {join} LEFT JOIN participant p ON p.id = x.participant_id
  LEFT JOIN vacancy v ON v.id = {sheet}.vacancy_id WHERE x.id = ?"""
_EITHER = """coalesce((SELECT name FROM employer WHERE id = {id}),
    (SELECT preferred_name FROM participant WHERE id = {id}),
    (SELECT name FROM employer_person WHERE id = {id}),
    (SELECT coalesce(nullif(name, ''), nullif(town, ''), 'main site') FROM employer_site
      WHERE id = {id}),
    (SELECT title FROM vacancy WHERE id = {id}), (SELECT name FROM partner WHERE id = {id}), '')"""
"""The name of one of a pair, whatever it is."""
_NAMES: dict[str, str] = {
    "adviser": "SELECT name, '', '' FROM adviser WHERE id = ?",
    "participant": "SELECT preferred_name, '', '' FROM participant WHERE id = ?",
    "vocational_profile": _OF_PERSON.format(table="vocational_profile"),
    "consent": _OF_PERSON.format(table="consent"),
    "barrier_action": "SELECT barrier, '', '' FROM barrier_action WHERE id = ?",
    "employer": "SELECT name, '', '' FROM employer WHERE id = ?",
    "employer_site": """SELECT coalesce(nullif(x.name, ''), nullif(x.town, ''), 'main site'),
        e.name, '' FROM employer_site x JOIN employer e ON e.id = x.employer_id WHERE x.id = ?""",
    "employer_person": """SELECT x.name, e.name, '' FROM employer_person x
        JOIN employer e ON e.id = x.employer_id WHERE x.id = ?""",
    "need": """SELECT x.task, e.name, '' FROM need x
        JOIN employer e ON e.id = x.employer_id WHERE x.id = ?""",
    "vacancy": """SELECT x.title, e.name, '' FROM vacancy x
        JOIN employer e ON e.id = x.employer_id WHERE x.id = ?""",
    "quality_fact": "SELECT fact, '', '' FROM quality_fact WHERE id = ?",
    "partner": "SELECT name, '', '' FROM partner WHERE id = ?",
    "contact": """SELECT coalesce(e.name, p.preferred_name, o.name, x.partner_name), x.channel,
        x.state FROM contact x LEFT JOIN employer e ON e.id = x.employer_id
        LEFT JOIN participant p ON p.id = x.participant_id
        LEFT JOIN partner o ON o.id = x.partner_id WHERE x.id = ?""",
    "match_sheet": _OF_SHEET.format(table="match_sheet", join="", sheet="x", more="''"),
    "match_answer": _OF_SHEET.format(
        table="match_answer",
        join="LEFT JOIN match_sheet s ON s.id = x.sheet_id",
        sheet="s",
        more="x.item",
    ),
    "match_override": _OF_SHEET.format(
        table="match_override",
        join="LEFT JOIN match_sheet s ON s.id = x.sheet_id",
        sheet="s",
        more="x.item",
    ),
    "submission": """SELECT p.preferred_name, v.title, e.name FROM submission x
        LEFT JOIN participant p ON p.id = x.participant_id
        LEFT JOIN vacancy v ON v.id = x.vacancy_id
        LEFT JOIN employer e ON e.id = v.employer_id WHERE x.id = ?""",
    "placement": """SELECT p.preferred_name, x.role, e.name FROM placement x
        LEFT JOIN participant p ON p.id = x.participant_id
        LEFT JOIN employer e ON e.id = x.employer_id WHERE x.id = ?""",
    "outcome_check": """SELECT p.preferred_name, CASE WHEN x.weeks > 1
        THEN 'weeks ' || (x.week - x.weeks + 1) || ' to ' || x.week
        ELSE 'week ' || x.week END, e.name FROM outcome_check x
        LEFT JOIN participant p ON p.id = x.participant_id
        LEFT JOIN placement j ON j.id = x.placement_id
        LEFT JOIN employer e ON e.id = j.employer_id WHERE x.id = ?""",
    "follow_up": "SELECT what, '', '' FROM follow_up WHERE id = ?",
    "promise": "SELECT what, '', '' FROM promise WHERE id = ?",
    "sync_conflict": f"SELECT {_EITHER.format(id='x.whole_id')}, x.field, ''"
    " FROM sync_conflict x WHERE x.id = ?",
    "hand_over": """SELECT coalesce(p.preferred_name, e.name, ''), '', '' FROM hand_over x
        LEFT JOIN participant p ON p.id = x.participant_id
        LEFT JOIN employer e ON e.id = x.employer_id WHERE x.id = ?""",
    "known_as_two": "SELECT "
    f"{_EITHER.format(id='x.first_id')}, {_EITHER.format(id='x.second_id')}, ''"
    " FROM known_as_two x WHERE x.id = ?",
}


def name_of(database: Database, table: str, row_id: str) -> str:
    """Return how a record is named in a line; empty where it is of no known kind or not here."""
    row = database.row(_NAMES[table], (row_id,)) if table in _NAMES else None
    if row is None:
        return ""
    first, second, third = (str(value or "") for value in row)
    match table:
        case "contact":
            return contact_words(second, third, first)
        case "sync_conflict":
            return f"{first}, {second.replace('_', ' ')}" if first else second.replace("_", " ")
        case "known_as_two":
            return f"{first} and {second}" if first and second else first or second
        case "employer_site" | "employer_person" | "need" | "vacancy":
            return f"{first}, {second}"
        case "match_sheet" | "match_answer" | "match_override":
            return f"{first} for {second}" if second else first
        case "submission":
            return f"{first}, {second}, {third}"
        case "outcome_check":
            return f"{first}, {second} with {third}"
        case "placement":
            return f"{first}, {second} with {third}"
    return first
