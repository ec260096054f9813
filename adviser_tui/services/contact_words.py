"""How a contact is called in a line: `visit`, `call, no answer`."""

from models.kinds import Channel, ContactState, Purpose

CHANNEL_WORDS = {
    Channel.VISIT: "visit",
    Channel.CALL: "call",
    Channel.VIDEO: "video call",
    Channel.EMAIL: "e-mail",
    Channel.TEXT: "text message",
    Channel.VOICEMAIL: "voicemail",
    Channel.NO_SHOW: "no-show",
}
PURPOSE_WORDS = {
    Purpose.PROSPECT: "first approach",
    Purpose.NEEDS: "needs",
    Purpose.PRESENT: "presenting somebody",
    Purpose.NEGOTIATE: "negotiating",
    Purpose.CHECK: "vacancy check",
    Purpose.SUPPORT: "in-work support",
    Purpose.OTHER: "",
}


def contact_words(channel: str, state: str, who: str = "") -> str:
    """Return a contact by its channel and whom it was with: `call with Acme, no answer`."""
    words = CHANNEL_WORDS[Channel(channel)] if channel in set(Channel) else spoken(channel)
    silent = state == ContactState.ATTEMPT and channel not in (Channel.VOICEMAIL, Channel.NO_SHOW)
    return words + (f" with {who}" if who else "") + (", no answer" if silent else "")


def purpose_words(purpose: str) -> str:
    """Return what a contact was for, empty where it was for nothing in particular."""
    return PURPOSE_WORDS[Purpose(purpose)] if purpose in set(Purpose) else spoken(purpose)


def spoken(word: str) -> str:
    """Return a stored word as it is read aloud."""
    return word.replace("_", " ")
