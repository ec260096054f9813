"""What may stand in a checklist file; every refusal names the file and the item."""

import re
from collections.abc import Mapping
from dataclasses import replace
from string import Formatter

from adviser_tui.errors import InputError
from seed.checklists import (
    ByHand,
    Condition,
    FollowUpText,
    Group,
    Item,
    Need,
    Proof,
    Source,
    Template,
)
from seed.forbidden import find_forbidden

GROUPS = ("E", "C", "M", "P", "O", "T")
LOCKED = frozenset({"C1", "C2", "T5"})
SIDES = frozenset({"employer", "participant", "internal"})
PLACES = frozenset({"participant", "employer", "vacancy"})
CONDITIONS = frozenset({"adjustment_asked", "pay_may_affect_payments", "trial_or_subsidised"})
AUTO_RULES = frozenset(
    {
        *("need_recorded", "decision_maker", "terms_asked", "still_open", "way_clear"),
        *("consent", "available", "documents", "own_must_haves", "quality_card"),
        *("cv_current", "promises", "under_cap", "follow_ups", "wording"),
    }
)
SOURCE_FIELDS = frozenset(
    {
        *("vacancy.tasks", "vacancy.must_haves", "vacancy.nice_to_haves", "vacancy.starts_on"),
        *("vacancy.hours", "vacancy.shifts", "vacancy.pay", "vacancy.place", "vacancy.contract"),
        *("vacancy.flexibility", "vacancy.selection_steps", "vacancy.state", "vacancy.subsidy"),
        *("vacancy.quality", "site.decision_maker", "person.address", "person.adjustments"),
        *("person.availability", "person.care", "person.contact_details", "person.cv"),
        *("person.documents", "person.profile", "consent.state", "consent.level"),
        *("consent.reply_by", "consent.valid_to", "promise.ledger", "sheet.pitch"),
    }
)
_CORE_ID = re.compile(r"[ECMPOT][1-9]\d?")
_LOCAL_ID = re.compile(r"L[1-9]\d?")
_KEYS = frozenset(
    {
        *("id", "group", "label", "question", "need", "answered_by", "fresh_days", "why", "fix"),
        *("auto", "by_hand", "confirm", "locked", "when", "not_applicable", "may_decline"),
        *("fixed_reason", "declined_note", "proof", "expires_with"),
    }
)
LONGEST_QUESTION = 78
LONGEST_LABEL = 24


class Entry:
    """One item's table in a file, read key by key with its name ready for a refusal."""

    def __init__(self, file: str, table: object, place: int) -> None:
        self.file = file
        self.name = f"number {place}"
        if not isinstance(table, Mapping):
            raise self.refuse("is not a table of keys.")
        self.table: Mapping[str, object] = table
        self.name = self.text("id")

    def refuse(self, what: str) -> InputError:
        """Return the refusal of this item as a sentence."""
        return InputError(
            f"In the checklist file {self.file}, item {self.name} {what} "
            "No sheet was changed; mend the file and try again.",
            field=self.name,
        )

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; without a default it must be there and not be blank."""
        value = self.table.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.refuse(f"needs a text for “{key}”.")
        return " ".join(value.split())

    def flag(self, key: str) -> bool:
        """Return a yes or no, no when left out."""
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            raise self.refuse(f"needs true or false for “{key}”.")
        return value

    def days(self, key: str, default: int | None, table: Mapping[str, object]) -> int:
        """Return a number of days between 1 and 366."""
        value = table.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 366:
            raise self.refuse(f"needs a number of days from 1 to 366 for “{key}”.")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty when left out."""
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.refuse(f"needs a list of texts for “{key}”.")
        return tuple(value)

    def table_of(self, key: str) -> Mapping[str, object] | None:
        """Return a table inside the item, or None when left out."""
        value = self.table.get(key)
        if value is not None and not isinstance(value, Mapping):
            raise self.refuse(f"needs a table for “{key}”.")
        return value

    def one_of(self, key: str, value: object, choices: frozenset[str]) -> str:
        """Return a value out of a closed set."""
        if not isinstance(value, str) or value not in choices:
            raise self.refuse(f"has “{value}” for “{key}”; known are {', '.join(sorted(choices))}.")
        return value


def core_template(file: str, data: Mapping[str, object]) -> Template:
    """Check a core file and return its template; raise InputError otherwise."""
    name, version, title = (data.get(key) for key in ("id", "version", "title"))
    groups = data.get("groups")
    named = isinstance(name, str) and isinstance(title, str) and name.strip() and title.strip()
    if not named or not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise InputError(
            f"The checklist file {file} needs an id, a whole number as version, and a title. "
            "No sheet was changed; mend the file and try again."
        )
    if not isinstance(groups, Mapping) or tuple(groups) != GROUPS:
        raise InputError(
            f"The checklist file {file} needs the six groups {', '.join(GROUPS)} in this order. "
            "No sheet was changed; mend the file and try again."
        )
    items = tuple(_item(entry, local=False) for entry in _entries(file, data))
    _no_doubles(file, (), items)
    if LOCKED - {item.id for item in items if item.locked}:
        raise InputError(
            f"The checklist file {file} must hold {', '.join(sorted(LOCKED))}, all locked: these "
            "items protect the person. No sheet was changed; mend the file and try again."
        )
    headings = tuple(Group(key, str(text)) for key, text in groups.items())
    return Template(str(name).strip(), version, str(title).strip(), headings, items)


def with_local_items(template: Template, file: str, data: Mapping[str, object]) -> Template:
    """Return the template with a file of local items, each behind its group's core items."""
    if data.get("extends") != template.id:
        raise InputError(
            f"The checklist file {file} must say extends = “{template.id}”. "
            "No sheet was changed; mend the file and try again."
        )
    added = tuple(_item(entry, local=True) for entry in _entries(file, data))
    _no_doubles(file, template.items, added)
    every = (*template.items, *added)
    ordered = tuple(item for group in GROUPS for item in every if item.group == group)
    return replace(template, items=ordered)


def _entries(file: str, data: Mapping[str, object]) -> tuple[Entry, ...]:
    """Return the file's item tables; there must be at least one."""
    tables = data.get("item")
    if not isinstance(tables, list) or not tables:
        raise InputError(
            f"The checklist file {file} holds no items. "
            "No sheet was changed; mend the file and try again."
        )
    return tuple(Entry(file, table, place) for place, table in enumerate(tables, start=1))


def _no_doubles(file: str, known: tuple[Item, ...], added: tuple[Item, ...]) -> None:
    """Refuse an id or a question that is there already."""
    ids = {item.id for item in known}
    questions = {item.question.casefold() for item in known}
    for item in added:
        if item.id in ids or item.question.casefold() in questions:
            raise InputError(
                f"In the checklist file {file}, item {item.id} is there twice. "
                "No sheet was changed; mend the file and try again.",
                field=item.id,
            )
        ids.add(item.id)
        questions.add(item.question.casefold())


def _item(entry: Entry, *, local: bool) -> Item:
    """Check one item."""
    unknown = set(entry.table) - _KEYS
    if unknown:
        raise entry.refuse(f"has keys that mean nothing: {', '.join(sorted(unknown))}.")
    _refuse_forbidden(entry)
    if not (_LOCAL_ID if local else _CORE_ID).fullmatch(entry.name):
        shape = "L1 to L99" if local else "a group's letter and a number, such as E1"
        raise entry.refuse(f"has an id of the wrong shape; it should be {shape}.")
    group = entry.one_of(
        "group", entry.text("group", "" if local else entry.name[0]), frozenset(GROUPS)
    )
    question, label = entry.text("question"), entry.text("label")
    if len(question) > LONGEST_QUESTION or len(label) > LONGEST_LABEL:
        raise entry.refuse(
            f"is too long for a small screen: at most {LONGEST_QUESTION} letters for the "
            f"question and {LONGEST_LABEL} for the label."
        )
    locked = entry.flag("locked")
    if locked != (entry.name in LOCKED):
        raise entry.refuse(f"has the wrong lock; locked are {', '.join(sorted(LOCKED))} alone.")
    answered_by = tuple(
        Source(entry.one_of("answered_by", each, frozenset(Source)))
        for each in entry.words("answered_by")
    )
    auto = entry.text("auto", "")
    if auto:
        entry.one_of("auto", auto, AUTO_RULES)
    if not answered_by or (Source.AUTO in answered_by and not auto):
        raise entry.refuse("does not say who answers it, or which rule does.")
    for field in entry.words("expires_with"):
        entry.one_of("expires_with", field, SOURCE_FIELDS)
    return Item(
        id=entry.name,
        group=group,
        label=label,
        question=question,
        need=Need(
            entry.one_of("need", entry.text("need", "required"), frozenset(Need) - {"not_needed"})
        ),
        answered_by=answered_by,
        fresh_days=entry.days("fresh_days", 60, entry.table),
        why=entry.text("why"),
        fix=_follow_up(entry),
        auto=auto,
        by_hand=ByHand(
            entry.one_of("by_hand", entry.text("by_hand", "when_silent"), frozenset(ByHand))
        ),
        confirm=entry.flag("confirm"),
        locked=locked,
        when=_condition(entry),
        not_applicable=entry.flag("not_applicable"),
        may_decline=entry.flag("may_decline"),
        fixed_reason=entry.text("fixed_reason", ""),
        declined_note=entry.text("declined_note", ""),
        proof=Proof(entry.one_of("proof", entry.text("proof", "none"), frozenset(Proof))),
        expires_with=entry.words("expires_with"),
        local=local,
    )


def _refuse_forbidden(entry: Entry) -> None:
    """Refuse an item that asks about the person instead of the match, in any of its texts."""
    follow_up = entry.table_of("fix") or {}
    texts = [str(entry.table.get(key, "")) for key in sorted(_KEYS - {"fix", "expires_with"})]
    found = find_forbidden(*texts, str(follow_up.get("text", "")))
    if found:
        raise entry.refuse(
            f"asks about {found.topic} (“{found.words}”). A sheet asks about the match "
            "and how it is prepared; what somebody is like has no place on it."
        )


def _condition(entry: Entry) -> Condition | None:
    """Check when an item is required."""
    table = entry.table_of("when")
    if table is None:
        return None
    name = entry.one_of("when", table.get("condition"), CONDITIONS)
    choices = frozenset({"advisory", "not_needed"})
    return Condition(name, Need(entry.one_of("otherwise", table.get("otherwise"), choices)))


def _follow_up(entry: Entry) -> FollowUpText:
    """Check the follow-up that the item becomes when it is unmet."""
    table = entry.table_of("fix") or {}
    text = table.get("text")
    if not isinstance(text, str) or not text.strip():
        raise entry.refuse("needs the text of the follow-up it becomes (“fix”).")
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise entry.refuse("has a brace in its follow-up that is not closed.") from error
    if names - PLACES:
        raise entry.refuse(f"may only name {', '.join(sorted(PLACES))} in its follow-up.")
    side = entry.one_of("side", table.get("side"), SIDES)
    return FollowUpText(text.strip(), side, entry.days("due", None, table))
