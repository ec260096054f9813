"""The match sheet's template, read from its data file when it is first needed.

A template is frozen and versioned. Local items may be added from another file, and a programme
profile may relax required items that are not locked (domain.md section 4). What may stand in a
file is held by `seed/checklist_schema.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from adviser_tui.errors import InputError

FOLDER = Path(__file__).parent / "data" / "checklists"
CORE_FILE = FOLDER / "right_person_first_time.toml"


class Need(StrEnum):
    """Whether a sheet can be ready without an item."""

    REQUIRED = "required"
    ADVISORY = "advisory"
    NOT_NEEDED = "not_needed"


class Source(StrEnum):
    """Where an answer comes from; `auto` is derived and shows the record it came from."""

    AUTO = "auto"
    COACH = "coach"
    PARTICIPANT = "participant"
    EMPLOYER = "employer"


class ByHand(StrEnum):
    """What an answer by hand can do on an item that records answer."""

    WHEN_SILENT = "when_silent"
    """It counts when the records say nothing; a no in the records stands."""
    WITH_NOTE = "with_note"
    """It also turns a no in the records, when a note says what was agreed and with whom."""
    NEVER = "never"
    """Only the records, or the check, answer."""


class Proof(StrEnum):
    """What must stand beside a yes."""

    NONE = "none"
    OWN_WORDS = "own_words"
    MUST_HAVES = "must_haves"
    PITCH = "pitch"


@dataclass(frozen=True, slots=True)
class Condition:
    """An item is required when the named condition holds, and `otherwise` when not."""

    name: str
    otherwise: Need


@dataclass(frozen=True, slots=True)
class FollowUpText:
    """The follow-up that an unmet item becomes; `due` counts working days."""

    text: str
    side: str
    due: int


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the sheet with the rules for its answer."""

    id: str
    group: str
    label: str
    question: str
    need: Need
    answered_by: tuple[Source, ...]
    fresh_days: int
    why: str
    fix: FollowUpText
    auto: str = ""
    by_hand: ByHand = ByHand.WHEN_SILENT
    confirm: bool = False
    """The records alone are not enough: a person confirms what they say."""
    locked: bool = False
    """Can never be overridden nor relaxed (⛔ in domain.md)."""
    when: Condition | None = None
    not_applicable: bool = False
    may_decline: bool = False
    fixed_reason: str = ""
    """The only reason stored with `not_applicable`, where free text would ask too much."""
    declined_note: str = ""
    proof: Proof = Proof.NONE
    expires_with: tuple[str, ...] = ()
    local: bool = False
    relaxed: str = ""
    """Why a programme profile made a required item advisory; empty otherwise."""

    @property
    def from_records(self) -> bool:
        """Return whether records answer this item wholly or partly."""
        return Source.AUTO in self.answered_by


@dataclass(frozen=True, slots=True)
class Group:
    """A letter of the sheet and its heading."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Template:
    """A version of the sheet: its groups and items in the order they are asked."""

    id: str
    version: int
    title: str
    groups: tuple[Group, ...]
    items: tuple[Item, ...]

    def item(self, item_id: str) -> Item:
        """Return the item with this id, in any case; raise InputError when there is none."""
        wanted = item_id.strip().upper()
        for item in self.items:
            if item.id == wanted:
                return item
        raise InputError(
            f"The sheet has no item called “{item_id}”. Its items are "
            f"{', '.join(item.id for item in self.items)}.",
            field=item_id,
        )


@cache
def right_person_first_time() -> Template:
    """Return the sheet that ships with the program."""
    return read_template(CORE_FILE)


def read_template(core: Path, local: Iterable[Path] = ()) -> Template:
    """Read a template and the files of local items that are added to it.

    Raises InputError with a sentence that names the file and the item.
    """
    from seed import checklist_schema as schema

    template = schema.core_template(core.name, _parsed(core))
    for path in local:
        template = schema.with_local_items(template, path.name, _parsed(path))
    return template


def relax(template: Template, relaxed: Mapping[str, str], profile: str) -> Template:
    """Return the template with the items that a programme profile makes advisory.

    `relaxed` maps an item's id to the reason. Raises InputError for an item that is unknown,
    locked or not required, and for a reason left out.
    """

    def refuse(item_id: str, what: str) -> InputError:
        return InputError(
            f"The programme profile “{profile}” cannot relax item {item_id}: {what} "
            "The sheet stays as it was; mend the profile's list of relaxed items.",
            field=item_id,
        )

    known = {item.id: item for item in template.items}
    for item_id, reason in relaxed.items():
        item = known.get(item_id)
        if item is None:
            raise refuse(item_id, "the sheet has no such item.")
        if item.locked:
            raise refuse(item_id, f"{item.label} can never be set aside.")
        if item.need is not Need.REQUIRED and item.when is None:
            raise refuse(item_id, "it is advisory already.")
        if not reason.strip():
            raise refuse(item_id, "no reason is given.")
    return replace(
        template,
        items=tuple(
            replace(item, need=Need.ADVISORY, when=None, relaxed=relaxed[item.id].strip())
            if item.id in relaxed
            else item
            for item in template.items
        ),
    )


def _parsed(path: Path) -> dict[str, object]:
    """Read one data file; raise InputError when it is missing or is not TOML."""
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            f"The checklist file {path.name} could not be read ({error.strerror}). "
            "No sheet was changed; put the file back or choose another one."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            f"The checklist file {path.name} is not valid TOML: {error}. "
            "No sheet was changed; mend the file and try again."
        ) from error
