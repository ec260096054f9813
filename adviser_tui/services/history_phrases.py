"""How each kind of change is told in a few words."""

from collections.abc import Callable
from dataclasses import replace

from adviser_tui.services import history_time
from adviser_tui.services.contact_words import contact_words, spoken
from adviser_tui.services.history_change import Change, Telling, kind_words
from adviser_tui.services.merging.trail import merged_into

Phrase = Callable[[Telling, Change], str]


def of_one(telling: Telling, change: Change) -> str:
    """Return what a single change did."""
    if "void_reason" in change.new and not change.is_new:
        return _voided(telling, change)
    phrases = _ADDED if change.is_new else _CHANGED
    said = phrases[change.entity](telling, change) if change.entity in phrases else ""
    return said or _plain(telling, change)


def _plain(telling: Telling, change: Change) -> str:
    name = telling.own_name(change)
    if change.is_new:
        return f"added {kind_words(change.entity)} {name}".strip()
    if change.entity in ("participant", "employer"):
        return f"changed {telling.labels(change)} of {name or 'somebody'}"
    return f"changed {telling.labels(change)} of {kind_words(change.entity)} {name}".strip()


def _voided(telling: Telling, change: Change) -> str:
    into = merged_into(change.new["void_reason"])
    if into:
        kept = telling.name(change.entity, into)
        return f"merged {telling.own_name(change) or 'a record'} into {kept or 'another'}"
    named = f"{kind_words(change.entity)} {telling.own_name(change)}".strip()
    why = change.new["void_reason"]
    return f"voided {named}: {why}" if why else f"brought back {named}"


def _with(party: str, word: str = "with") -> str:
    return f" {word} {party}" if party else ""


def _colon(value: object) -> str:
    return f": {value}" if value else ""


# What was added.


def _contact(telling: Telling, change: Change) -> str:
    new = change.new
    party = (
        telling.name("employer", new.get("employer_id"))
        or telling.name("participant", new.get("participant_id"))
        or telling.name("partner", new.get("partner_id"))
        or str(new.get("partner_name") or "")
    )
    words = contact_words(str(new.get("channel") or "contact"), str(new.get("state")), party)
    article = "an" if words[:1] in "aeiou" else "a"
    return f"logged {article} {words}"


def _new_follow_up(telling: Telling, change: Change) -> str:
    day = telling.day(change.new.get("due_on"))
    what = _colon(change.new.get("what"))
    return f"made follow-up{_with(telling.party(change))}{_with(day, 'for')}{what}"


def _new_promise(telling: Telling, change: Change) -> str:
    party, what = telling.party(change), _colon(change.new.get("what"))
    by = _with(telling.day(change.new.get("due_on")), "by")
    if change.new.get("made_by") == "them":
        return f"noted what {party or 'they'} promised{by}{what}"
    return f"promised{f' {party}' if party else ' something'}{by}{what}"


def _new_profile(telling: Telling, change: Change) -> str:
    whose = telling.name("participant", change.new.get("participant_id"))
    number = change.new.get("version") or 1
    return f"began version {number} of the profile{_with(whose, 'of')}"


def _new_barrier(telling: Telling, change: Change) -> str:
    whose = telling.name("participant", change.new.get("participant_id"))
    return f"noted a barrier{_with(whose, 'of')}{_colon(change.new.get('barrier'))}"


def _new_need(telling: Telling, change: Change) -> str:
    whose = telling.name("employer", change.new.get("employer_id"))
    return f"noted a need{_with(whose, 'of')}{_colon(change.new.get('task'))}"


def _consent(telling: Telling, change: Change) -> str:
    whose = telling.name("participant", telling.column(change, "participant_id"))
    vacancy = telling.name("vacancy", telling.column(change, "vacancy_id"))
    about = f" about {vacancy}" if vacancy else ""
    state = change.new.get("state") or ""
    if state == "asked":
        by = telling.day(change.new.get("reply_by") or telling.column(change, "reply_by"))
        return f"asked {whose or 'somebody'} for consent{about}{_with(by, 'by')}"
    if not state:
        return ""
    level = spoken(str(change.new.get("level") or telling.column(change, "level") or ""))
    told = f", {level}" if state == "given" and level else ""
    return f"noted consent{_with(whose, 'of')}{about}: {spoken(str(state))}{told}"


def _new_pair(telling: Telling, change: Change) -> str:
    return f"noted that {telling.own_name(change) or 'a pair'} are two"


def _new_outing(telling: Telling, change: Change) -> str:
    return "went out of the office" if change.new.get("ended_at") is None else ""


def _outing(telling: Telling, change: Change) -> str:
    return "came back to the office" if change.new.get("ended_at") else ""


def _new_hand_over(telling: Telling, change: Change) -> str:
    to = telling.name("adviser", change.new.get("to_id"))
    return f"offered {telling.own_name(change) or 'somebody'}{_with(to, 'to')}"


def _new_sheet(telling: Telling, change: Change) -> str:
    return f"began the match sheet{_with(telling.own_name(change), 'of')}"


def _new_submission(telling: Telling, change: Change) -> str:
    state = str(change.new.get("state") or "considered")
    who = telling.name("participant", telling.column(change, "participant_id")) or "somebody"
    where = telling.name("vacancy", telling.column(change, "vacancy_id"))
    title, _, employer = where.rpartition(", ")
    at = f" to {employer}" if employer else ""
    for_what = f" for {title or where}" if where else ""
    if state == "submitted":
        return f"put {who} forward{at}{for_what}"
    if state == "considered":
        return f"considered {who}{for_what}" + (f" with {employer}" if employer else "")
    reason = str(change.new.get("reason") or "")
    because = f", {spoken(reason)}" if reason else ""
    return f"noted{for_what} that {who} is at: {spoken(state)}{because}".replace("  ", " ")


def _new_placement(telling: Telling, change: Change) -> str:
    who = telling.name("participant", change.new.get("participant_id")) or "somebody"
    where = telling.name("employer", change.new.get("employer_id"))
    starts = telling.day(change.new.get("starts_on"))
    return (
        f"noted a job of {who}{_colon(change.new.get('role'))}{_with(where)}"
        f"{f', from {starts}' if starts else ''}"
    )


def _new_check(telling: Telling, change: Change) -> str:
    said = {
        "verified_yes": "verified",
        "verified_no": "noted no work in",
        "not_verified": "could not verify",
    }
    verb = said.get(str(change.new.get("state") or ""), "noted")
    who = telling.name("participant", change.new.get("participant_id")) or "somebody"
    last, many = change.new.get("week"), change.new.get("weeks")
    weeks = f"week {last or '?'}"
    if isinstance(last, int) and isinstance(many, int) and many > 1:
        weeks = f"weeks {last - many + 1} to {last}"
    return f"{verb} {weeks} of {who}'s job"


# What was changed.


def _linked(telling: Telling, change: Change) -> str:
    why = change.new.get("linked_why")
    if not why:
        return ""
    name = telling.name("participant", change.new.get("participant_id"))
    return f"linked {telling.own_name(change) or 'a contact'} to {name or 'somebody'}: {why}"


def _follow_up(telling: Telling, change: Change) -> str:
    party, state = telling.party(change), change.new.get("state")
    what = str(telling.column(change, "what") or "")
    if state == "done":
        return f"marked follow-up{_with(party)} done{_colon(what)}"
    if state == "cancelled":
        return f"cancelled follow-up{_with(party)}{_colon(change.new.get('cancel_reason') or what)}"
    if "due_on" in change.new:
        return f"moved follow-up{_with(party)}{_from_to(telling, change)}"
    return ""


def _promise(telling: Telling, change: Change) -> str:
    party, what = telling.party(change), str(telling.column(change, "what") or "")
    state = str(change.new.get("state") or "")
    word = {"kept": "kept", "beaten": "more than kept", "late": "kept late", "broken": "broke"}
    if state in word:
        return f"{word[state]} the promise{_with(party)}{_colon(what)}"
    if "due_on" in change.new:
        return f"moved the promise{_with(party)}{_from_to(telling, change)}"
    return ""


def _from_to(telling: Telling, change: Change) -> str:
    before, after = telling.day(change.old.get("due_on")), telling.day(change.new["due_on"])
    return _with(before, "from") + _with(after, "to")


def _person(telling: Telling, change: Change) -> str:
    """Tell the steps of a participant or an employer."""
    name = telling.own_name(change) or "somebody"
    if change.new.get("stage"):
        before, after = str(change.old.get("stage") or ""), str(change.new["stage"])
        rest = _rest(telling, change, "stage", "do_not_contact_until", "do_not_contact_why")
        return f"moved {name} from {spoken(before)} to {spoken(after)}{rest}"
    away = ("paused_until", "paused_agreed", "unavailable_until")
    rest = _rest(telling, change, *away)
    for column, words in (
        ("paused_until", f"paused {name}"),
        ("unavailable_until", f"marked {name} unavailable"),
    ):
        if until := telling.day(change.new.get(column)):
            return f"{words} until {until}{rest}"
    if any(change.new.get(column, "") is None for column in away):
        return f"noted that {name} is back{rest}"
    return ""


def _rest(telling: Telling, change: Change, *told: str) -> str:
    """Name the fields that were changed too."""
    left = {name: value for name, value in change.new.items() if name not in told}
    return f", changed {telling.labels(replace(change, new=left))}" if left else ""


def _hand_over(telling: Telling, change: Change) -> str:
    name, state = telling.own_name(change) or "somebody", change.new.get("state")
    giver = telling.name("adviser", telling.column(change, "from_id"))
    if state == "accepted":
        return f"took over {name}{_with(giver, 'from')}"
    if state == "returned":
        return f"returned {name}{_with(giver, 'to')}"
    return f"took back the offer of {name}" if state == "taken_back" else ""


def _conflict(telling: Telling, change: Change) -> str:
    name = telling.own_name(change) or "a record"
    if change.new.get("state") == "settled":
        return f"settled two versions of {name}"
    return ""


def _state(telling: Telling, change: Change) -> str:
    """Tell a step of anything else that has states."""
    state = change.new.get("state")
    if not state:
        return ""
    named = f"{kind_words(change.entity)} {telling.own_name(change)}".strip()
    before = str(change.old.get("state") or "")
    rest = _rest(telling, change, "state", "closed_at", "left_on", "ended_on", "ended_why")
    return f"moved {named} from {spoken(before)} to {spoken(str(state))}{rest}"


def _profile(telling: Telling, change: Change) -> str:
    whose = telling.own_name(change)
    if change.new.get("state") == "agreed":
        return f"agreed the profile{_with(whose)}"
    if change.new.get("state") == "review_due":
        return f"asked for a review of the profile{_with(whose, 'of')}"
    return f"changed {telling.labels(change)} in the profile{_with(whose, 'of')}"


def _submission(telling: Telling, change: Change) -> str:
    if not change.new.get("state"):
        return ""
    return _new_submission(telling, change)


def _sheet(telling: Telling, change: Change) -> str:
    named = _with(telling.own_name(change), "of")
    if change.new.get("frozen_at"):
        return f"submitted the match sheet{named}"
    state = change.new.get("state")
    if state:
        return f"match sheet{named} is now {spoken(str(state))}"
    return f"changed {telling.labels(change)} on the match sheet{named}"


_ADDED: dict[str, Phrase] = {
    "contact": _contact,
    "follow_up": _new_follow_up,
    "promise": _new_promise,
    "vocational_profile": _new_profile,
    "barrier_action": _new_barrier,
    "need": _new_need,
    "consent": _consent,
    "match_sheet": _new_sheet,
    "submission": _new_submission,
    "placement": _new_placement,
    "known_as_two": _new_pair,
    "hand_over": _new_hand_over,
    "time_entry": _new_outing,
    "outcome_check": _new_check,
    "working_pattern": history_time.pattern,
    "absence": history_time.absence,
    "target": history_time.target,
}
_CHANGED: dict[str, Phrase] = {
    "contact": _linked,
    "follow_up": _follow_up,
    "promise": _promise,
    "participant": _person,
    "employer": _person,
    "consent": _consent,
    "vocational_profile": _profile,
    "barrier_action": _state,
    "vacancy": _state,
    "partner": _state,
    "need": _state,
    "employer_person": _state,
    "placement": _state,
    "submission": _submission,
    "match_sheet": _sheet,
    "hand_over": _hand_over,
    "time_entry": _outing,
    "sync_conflict": _conflict,
    "working_pattern": history_time.pattern,
    "absence": history_time.absence,
    "target": history_time.target,
}
