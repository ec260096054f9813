"""The words of the quick-entry grammar, as `fold` leaves them."""

from models.kinds import Channel, Purpose

STRONG_CHANNELS = {
    **dict.fromkeys(("f2f", "face to face", "besog", "besok"), Channel.VISIT),
    **dict.fromkeys(("vm", "voicemail", "telefonsvarer"), Channel.VOICEMAIL),
    **dict.fromkeys(("noshow", "no show", "udeblev"), Channel.NO_SHOW),
}
"""Words that no company is called by: always a channel, wherever they stand."""

WEAK_CHANNELS = {
    **dict.fromkeys(("visit", "visited"), Channel.VISIT),
    **dict.fromkeys(("call", "called", "rang", "phoned", "opkald", "ringte"), Channel.CALL),
    "video": Channel.VIDEO,
    **dict.fromkeys(("email", "e mail", "emailed", "epost", "e post"), Channel.EMAIL),
    **dict.fromkeys(("text", "texted", "sms"), Channel.TEXT),
}
"""Words that may also be part of a name ("Call Centre", "Text Ltd")."""

CHANNELS = STRONG_CHANNELS | WEAK_CHANNELS
ATTEMPTS = (Channel.VOICEMAIL, Channel.NO_SHOW)

PURPOSES = {
    "prospect": Purpose.PROSPECT,
    "needs": Purpose.NEEDS,
    "need": Purpose.NEEDS,
    "present": Purpose.PRESENT,
    "negotiate": Purpose.NEGOTIATE,
    "check": Purpose.CHECK,
    "support": Purpose.SUPPORT,
}

NO_ANSWER = {
    **dict.fromkeys((("no", "answer"), ("no", "reply"), ("not", "in")), Channel.CALL),
    **dict.fromkeys((("intet", "svar"), ("ikke", "svar")), Channel.CALL),
    ("no", "show"): Channel.NO_SHOW,
}
"""Two words that say nobody was reached, and the channel when none was said."""
FOLLOW_UP = frozenset(("fu", "followup", "follow up", "opfolgning", "oppfolging"))
PROMISE = frozenset(("promise", "promised", "lovede", "lovet", "lover"))
INBOUND = frozenset(("inbound", "incoming", "indgaende", "inngaende"))
"""Words that say it was they who got in touch."""
BY = frozenset(("by", "inden", "innen", "senest"))

SURE_DAYS = frozenset(
    (
        *("yesterday", "yday", "today", "tomorrow", "tmrw", "noon", "midday", "igar", "idag"),
        *("mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri"),
    )
)
"""Words that mean a day even where a name could go on."""

NAMELIKE_DAYS = frozenset(("sun", "sat", "man", "son", "tor", "ons", "lor", "fre", "tir", "tirs"))
"""Short weekdays that are also ordinary words; a day only with a clock time after them."""

OPENERS = frozenset(
    (
        *("at", "kl", "klokken", "last", "this", "on", "i", "pa", "for", "an", "half", "the"),
        *("day", "sidste", "forrige", "midnight", "now", "just", "en"),
    )
)
"""Other words that what happened when may begin with."""
