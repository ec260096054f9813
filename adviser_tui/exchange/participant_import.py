"""A list of participants, each with a name, a coach and the ways to reach them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from adviser_tui.exchange.recipe import Misfit, Recipe, Understood, Values
from adviser_tui.exchange.seen import Facts, Marks
from adviser_tui.exchange.values import Read
from adviser_tui.ids import new_id
from adviser_tui.services.desk import Desk
from adviser_tui.services.merging.trail import MERGED_ROWS
from adviser_tui.storage.course import began_on, import_statements
from adviser_tui.storage.reading import day
from adviser_tui.text import fold
from models.kinds import CourseKind, Stage

_AUTHORSHIP = "created_at, created_by, updated_at, updated_by, device_id"
_BY = ":at, :by, :at, :by, :device"
_KEPT = (
    *("reference", "preferred_name", "legal_name", "phone", "email", "safe_to_contact"),
    *("town", "postcode", "area", "programme", "coach_id", "enrolled_on", "goal"),
)
_TOLD_BY = ("reference", "preferred_name", "phone", "email", "town", "postcode")
_ONLY_NAME = "the same name and nothing that tells them apart"


class ParticipantImport(Recipe):
    """People are the same by reference, or by name together with a way to reach them."""

    staging = ("id", *_KEPT, "stage", "began_on", "stage_turn", "coach_turn")
    inserts = (
        f"INSERT INTO participant (id, {_AUTHORSHIP}, stage, {', '.join(_KEPT)})"
        f" SELECT id, {_BY}, stage, {', '.join(_KEPT)} FROM staged",
        *import_statements(
            {
                CourseKind.STAGE: ("stage_turn", "stage"),
                CourseKind.COACH: ("coach_turn", "coach_id"),
            }
        ),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.colleagues: dict[str, str] = {}
        for row in desk.database.rows("SELECT id, name FROM adviser WHERE void_reason IS NULL"):
            self.colleagues.setdefault(fold(row["name"]), str(row["id"]))
        self.new_colleagues: dict[str, str] = {}
        """Coaches in the file who are still to be written: name and the id they will have."""
        self.added: list[str] = []

    def caseload(self) -> Iterator[tuple[int, Marks]]:
        """Walk the participants."""
        for row in self.desk.database.rows(
            "SELECT rowid AS number, * FROM participant WHERE void_reason IS NULL"
            " UNION ALL SELECT k.rowid, g.* FROM participant g JOIN participant k"
            " ON k.id = substr(g.void_reason, ?) WHERE g.void_reason LIKE ?"
            " AND k.void_reason IS NULL",
            MERGED_ROWS,
        ):
            yield int(row["number"]), _marks({name: row[name] for name in _TOLD_BY})

    def facts(self, rowid: int) -> Facts:
        """Return how a participant of the caseload is named and told apart."""
        row = self.desk.database.row("SELECT * FROM participant WHERE rowid = ?", (rowid,))
        return _facts({name: row[name] for name in _TOLD_BY})

    def understand(self, read: Read) -> Understood:
        """Settle how the person is called and who their coach is; without a word it is oneself."""
        values = dict(read.values)
        values |= _names(values)
        values["coach_id"] = self._coach(str(values.get("coach", "")))
        enrolled = values.get("enrolled_on")
        values["enrolled_on"] = enrolled.isoformat() if enrolled else None
        return Understood(_facts(values), _marks(values), values)

    def staged(self, values: Values) -> Sequence[object]:
        """Give the person an id, and the turns with which their course begins."""
        began = began_on(day(values.get("enrolled_on")), self.desk.today).isoformat()
        kept = (values.get(name, "") for name in _KEPT)
        return [new_id(), *kept, Stage.REFERRED.value, began, new_id(), new_id()]

    def held(self, rowid: int) -> dict[str, object]:
        """Return the participant, the coach by name."""
        row = self.desk.database.row(
            "SELECT p.*, coalesce(a.name, '') AS coach FROM participant p"
            " LEFT JOIN adviser a ON a.id = p.coach_id WHERE p.rowid = ?",
            (rowid,),
        )
        kept: dict[str, object] = {name: row[name] for name in _KEPT if name != "coach_id"}
        first, _, last = str(row["preferred_name"]).rpartition(" ")
        return kept | {"coach": row["coach"], "first_name": first, "last_name": last}

    def contradicts(self, mine: Facts, theirs: Facts, why: str) -> bool:
        """Where only the name agrees, two references or two places are two people."""
        differ = mine.reference and theirs.reference and mine.reference != theirs.reference
        places = mine.place and theirs.place and fold(mine.place) != fold(theirs.place)
        return why == _ONLY_NAME and bool(differ or places)

    def beforehand(self) -> tuple[str, Sequence[Mapping[str, object]]] | None:
        """Add the colleagues that the file names as coaches."""
        rows = [{"id": each, "name": name} for name, each in self.new_colleagues.items()]
        self.new_colleagues = {}
        return f"INSERT INTO adviser (id, name, {_AUTHORSHIP}) VALUES (:id, :name, {_BY})", rows

    def remarks(self) -> list[str]:
        """Name the colleagues that come in as coaches."""
        if not self.added:
            return []
        return [f"Colleagues who are new here, by their coach column: {', '.join(self.added)}."]

    def _coach(self, name: str) -> str | None:
        if not name:
            return self.desk.me or None
        folded = fold(name)
        if folded not in self.colleagues:
            self.colleagues[folded] = self.new_colleagues[name] = new_id()
            self.added.append(name)
        return self.colleagues[folded]


def _names(values: Values) -> dict[str, str]:
    """Return how the person likes to be called and the legal name, from whatever names there are.

    A preferred first name is completed by the last name, so that two Anns can be told apart.
    """
    first, last = str(values.get("first_name", "")), str(values.get("last_name", ""))
    legal = str(values.get("legal_name", "")) or f"{first} {last}".strip()
    preferred = str(values.get("preferred_name", "")) or f"{first} {last}".strip() or legal
    if last and " " not in preferred and fold(last) != fold(preferred):
        preferred = f"{preferred} {last}"
    if not preferred:
        raise Misfit("preferred_name", "The row has no name. Write how the person is called.")
    return {"preferred_name": preferred, "legal_name": legal if legal != preferred else ""}


def _facts(values: Values) -> Facts:
    get = values.get
    place = get("town") or get("postcode") or ""
    return Facts(values["preferred_name"], place, reference=get("reference") or "")


def _marks(values: Values) -> Marks:
    """Return the marks of a person; a shared phone or e-mail alone may be a family's."""
    get = values.get
    name = " ".join(sorted(fold(values["preferred_name"]).split()))
    digits = re.sub(r"\D", "", get("phone") or "")[-9:]
    email = (get("email") or "").casefold()
    asks: list[tuple[str, str]] = []
    looks: list[tuple[str, str]] = []
    if reference := get("reference"):
        asks.append(("r:" + reference.casefold(), "the same reference"))
    if email:
        asks.append((f"e:{name}|{email}", "the same name and e-mail"))
        looks.append(("m:" + email, "the same e-mail"))
    if digits:
        asks.append((f"f:{name}|{digits}", "the same name and phone"))
        looks.append(("d:" + digits, "the same phone"))
    # Somebody without any way to reach them may be anybody of that name.
    bare = not (email or digits)
    leaves = [mark for mark, _ in (*asks, *looks)] + ["n:" + name]
    if bare:
        leaves.append("b:" + name)
    asks.append((("n:" if bare else "b:") + name, _ONLY_NAME))
    looks.append(("n:" + name, "the same name"))
    return Marks(asks, leaves, tuple(looks))
