"""What stands against making two records one: refusals, and what needs an explicit yes."""

import re
from typing import Any

from adviser_tui.errors import NotFoundError, RuleError
from adviser_tui.services.merging.agreements import contradictions, vacancy_contradictions
from adviser_tui.services.merging.comparison import Caution, Kind
from adviser_tui.services.merging.fields import OWNER, TABLES
from adviser_tui.services.merging.grouping import employer_label
from adviser_tui.services.merging.known_two import are_known_two
from adviser_tui.services.merging.moves import frozen_sheets
from adviser_tui.services.merging.reading import Side
from adviser_tui.services.merging.trail import is_merged, survivor
from adviser_tui.services.record_names import KIND_WORDS, name_of
from adviser_tui.storage.database import Database

_SAME_OWNER = {
    "site": "They are sites of two employers. Merge the employers first",
    "person": "They work for two employers. Merge the employers first",
    "vacancy": "They are vacancies of two employers. Merge the employers first",
}
_BOTH_FORWARD = """SELECT DISTINCT p.preferred_name FROM submission a
  JOIN submission b ON b.{other} = a.{other} JOIN {table} p ON p.id = a.{other}
  WHERE a.{mine} = ? AND b.{mine} = ? AND a.void_reason IS NULL AND b.void_reason IS NULL
    AND a.state NOT IN ('considered', 'consent_asked', 'prepared')
    AND b.state NOT IN ('considered', 'consent_asked', 'prepared')"""


def refuse_impossible(database: Database, kind: Kind, keep_id: str, other_id: str) -> None:
    """Raise where two records can never be made one, whatever is chosen; say why."""
    table, noun = TABLES[kind], KIND_WORDS[TABLES[kind]]
    if keep_id == other_id:
        raise RuleError(f"That is the same {noun} twice. Choose another one to merge it with.")
    rows = {}
    for row_id in (keep_id, other_id):
        rows[row_id] = database.row(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
        _refuse_void(database, table, noun, row_id, rows[row_id])
    keep, other = rows[keep_id], rows[other_id]
    if table in OWNER and keep[OWNER[table]] != other[OWNER[table]]:
        raise RuleError(f"{_SAME_OWNER[kind]}; nothing was changed.")
    if table == "employer":
        _refuse_branches(database, keep, other)
    if table == "participant":
        found = contradictions(database, keep_id, other_id)
        if found:
            raise RuleError(
                f"Their consents say two things: {'; '.join(found)}. A no is never passed over. "
                "Ask them, withdraw the choice that does not hold, then merge. Nothing was changed."
            )
    if table == "vacancy" and (who := vacancy_contradictions(database, keep_id, other_id)):
        raise RuleError(
            f"{', '.join(who)} said yes to one of them and no to the other. A no is never passed "
            "over. Ask them, withdraw the choice that does not hold, then merge. "
            "Nothing was changed."
        )


def cautions_for(database: Database, kind: Kind, keep: Side, other: Side) -> tuple[Caution, ...]:
    """Return what should be known before the two are made one."""
    found = []
    table = TABLES[kind]
    if are_known_two(database, table, keep.id, other.id):
        found.append(Caution("Somebody looked at these before and found that they are two.", True))
    if kind == "employer":
        found += _about_employers(database, keep, other)
    if kind == "participant":
        found += _about_participants(database, keep, other)
    if kind == "vacancy":
        found += _put_forward_twice(database, keep, other, "vacancy_id", "participant_id")
        found += _sheets_stay(database, "vacancy_id", other)
    return tuple(found)


def _refuse_void(database: Database, table: str, noun: str, row_id: str, row: object) -> None:
    reason = row["void_reason"] if row is not None else ""  # type: ignore[index]
    if row is None or (reason is not None and not is_merged(reason)):
        raise NotFoundError(f"That {noun} is not in the caseload any more. Nothing was changed.")
    if reason is not None:
        gone, kept = name_of(database, table, row_id), survivor(database, table, row_id)
        into = f" into {name_of(database, table, kept)}" if kept else ""
        raise RuleError(
            f"{gone} was merged already{into}. Nothing was changed; merge with that one."
        )


def _refuse_branches(database: Database, keep: Any, other: Any) -> None:
    for one, two in ((keep, other), (other, keep)):
        if one["parent_id"] == two["id"]:
            branch, parent = (employer_label(database, each["id"]) for each in (one, two))
            raise RuleError(
                f"{branch} is a branch of {parent}, "
                "and a branch is no double of its company. Nothing was changed; take it out of "
                "the group first if it was put there by mistake."
            )


def _about_employers(database: Database, keep: Side, other: Side) -> list[Caution]:
    found = []
    numbers = [_bare_number(str(side.row["company_number"])) for side in (keep, other)]
    if all(numbers) and numbers[0] != numbers[1]:
        found.append(
            Caution(
                f"Their company numbers differ, {numbers[0]} and {numbers[1]}: "
                "two companies in the register.",
                True,
            )
        )
    found += _two_colleagues(database, keep, other, "spoc_id", "Two points of contact")
    return found


def _bare_number(number: str) -> str:
    """Return a company number without what is only a way of writing it."""
    return re.sub(r"\W", "", number).upper().lstrip("0")


def _about_participants(database: Database, keep: Side, other: Side) -> list[Caution]:
    found = []
    if _differ(keep, other, "coach_id"):
        words = _two_colleagues(database, keep, other, "coach_id", "Two coaches")[0].words
        found.append(Caution(words, True))
    found += _put_forward_twice(database, keep, other, "participant_id", "vacancy_id")
    found += _sheets_stay(database, "participant_id", other)
    if _differ(keep, other, "pay_affects_payments"):
        found.append(Caution("Whether pay changes what they receive is said both ways; ask them."))
    return found


def _two_colleagues(
    database: Database, keep: Side, other: Side, column: str, title: str
) -> list[Caution]:
    if not _differ(keep, other, column):
        return []
    names = [name_of(database, "adviser", str(side.row[column])) for side in (keep, other)]
    return [Caution(f"{title}: {names[0]} and {names[1]}. Tell the one who is not chosen.")]


def _differ(keep: Side, other: Side, column: str) -> bool:
    """Say whether both say something, and not the same."""
    values = [side.row[column] for side in (keep, other)]
    return None not in values and values[0] != values[1]


def _put_forward_twice(
    database: Database, keep: Side, other: Side, mine: str, others: str
) -> list[Caution]:
    table = "vacancy" if others == "vacancy_id" else "participant"
    sql = _BOTH_FORWARD.format(mine=mine, other=others, table=table)
    if table == "vacancy":
        sql = sql.replace("p.preferred_name", "p.title")
    names = [str(row[0]) for row in database.rows(sql, (keep.id, other.id))]
    if not names:
        return []
    return [Caution(f"Put forward with both: {', '.join(names)}. Both submissions stay.", True)]


def _sheets_stay(database: Database, column: str, other: Side) -> list[Caution]:
    count = frozen_sheets(database, column, other.id)
    if not count:
        return []
    sheets = f"{count} submitted match sheet{'' if count == 1 else 's'}"
    stay = "stays as it is" if count == 1 else "stay as they are"
    return [Caution(f"{sheets} {stay} and can be read from the one that is kept.")]
