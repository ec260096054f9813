"""What one line of a timeline says."""

from typing import Any

from adviser_tui.services.contact_words import contact_words, purpose_words, spoken

_BARRIERS = {
    "open": "barrier noted",
    "doing": "barrier noted",
    "removed": "barrier removed",
    "not_now": "barrier left for now",
}
_CONSENTS = {
    "asked": "asked for consent",
    "given": "consent given",
    "refused": "consent refused",
    "no_answer": "no answer about consent",
    "withdrawn": "consent withdrawn",
    "expired": "consent ran out",
}


def words_of(row: Any) -> tuple[str, str]:
    """Return the line and the note of one row of the timeline's query."""
    what, who = str(row["what"] or ""), str(row["who"] or "")
    more, state, note = str(row["more"] or ""), str(row["state"]), str(row["note"] or "")
    match row["kind"]:
        case "contact":
            line = contact_words(what, state, who)
            purpose = purpose_words(more)
            return (f"{line}: {purpose}" if purpose else line), note
        case "follow_up":
            done = state == "done"
            return (f"done: {what}", note) if done else (f"cancelled: {what}", note or more)
        case "promise":
            whose = "our promise" if who == "us" else "their promise"
            return f"{whose} {state}: {what}", note
        case "stage":
            return f"moved to {spoken(state)}", note
        case "consent":
            level = f": {spoken(more)}" if state == "given" else ""
            return f"{_CONSENTS.get(state, spoken(state))}, {what}{level}", note
        case "profile":
            return f"profile agreed, version {more}", note
        case "barrier":
            return f"{_BARRIERS.get(state, spoken(state))}: {what}", note or more
        case "submission" if state == "submitted":
            return f"put forward, {who}: {what}", note
        case "submission":
            reason = f", {spoken(more)}" if more else ""
            return f"{spoken(state)}, {who}: {what}{reason}", note
        case "placement":
            ended = f"job ended, {who}: {what}" + (f", {more}" if more else "")
            return (ended if state == "ended" else f"started work, {who}: {what}"), note
        case "need":
            return f"need noted: {what}" + (f", {more}" if more else ""), note
    return f"vacancy heard of: {what}", note
