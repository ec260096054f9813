"""What became of a change that the hub did not simply take, in a plain sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """A state in one or two words, and the sentence that goes with it."""

    state: str
    sentence: str
    may_send_again: bool
    is_for_now: bool = False
    """Whether it settles by itself, so that nobody has to do anything."""


_HELD = Told(
    "held",
    "It belongs to a record that the hub has not received yet, or that is not shared with you. It "
    "counts as soon as that record arrives there.",
    may_send_again=False,
    is_for_now=True,
)
_ERASED = Told(
    "erased",
    "The person it is about was erased on request, so it was thrown away unread.",
    may_send_again=False,
)
_CONFLICT = Told(
    "two versions",
    "Somebody else changed the same without knowing of it. Both versions are kept; choose one.",
    may_send_again=False,
)
_SET_ASIDE = {
    "no_access": (
        "set aside",
        "You may not change this record any more, so your team lead was given it to accept or "
        "reject.",
    ),
    "group": (
        "not accepted",
        "It was done together with something that the hub could not take, so neither counts there.",
    ),
    "malformed": (
        "not accepted",
        "The hub could not read it. Sending it again may help after an update of the program.",
    ),
    "unknown": (
        "not accepted",
        "The hub's program is too old to know this kind of entry. Send it again once the hub was "
        "updated.",
    ),
    "invalid": (
        "not accepted",
        "A value in it is not one that the hub can keep. Correct it here, and it is sent anew.",
    ),
    "incomplete": (
        "not accepted",
        "Something that it needs is missing. Fill it in here, and it is sent anew.",
    ),
    "fixed": (
        "not accepted",
        "It would change what never changes once it was written, such as who added a record.",
    ),
    "quota": (
        "set aside",
        "There is already more for your team lead to look at than can be kept. Send it again once "
        "they have been through it.",
    ),
    "rejected": ("not accepted", "Your team lead looked at it and did not accept it."),
}


def told(outcome: str, why: str) -> Told:
    """Return what an outcome means for the adviser; one of a newer hub is told as it can be."""
    if outcome == "held":
        return _HELD
    if outcome == "erased":
        return _ERASED
    if outcome == "conflict":
        return _CONFLICT
    state, sentence = _SET_ASIDE.get(
        why, ("not accepted", "The hub did not take it. Ask your team lead what to do.")
    )
    return Told(state, sentence, may_send_again=True)
