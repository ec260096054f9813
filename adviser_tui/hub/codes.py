"""One-time codes, with which a person joins a device.

Ten letters hold 50 random bits. Three of them find the code, so that wrong guesses at the other
seven can be counted; kept is an HMAC of all ten under a pepper that no backup of the database has.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from adviser_tui.errors import InputError, RuleError
from adviser_tui.hub import audit
from adviser_tui.hub.people import Account, Act
from adviser_tui.hub.signing import HubKeys
from adviser_tui.hub.store import Transaction

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
HANDLE = 3
TRIES = 5
HOURS = 24
HOURS_MOST = 24 * 14
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})
_HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it is told to one person; the hub itself cannot tell it again."""

    text: str
    """In two groups of five letters."""
    account: Account
    expires_ms: int


def new_code(t: Transaction, act: Act, keys: HubKeys, who: Account, hours: int = HOURS) -> Code:
    """Make a code for one device of a person; raises `RuleError` where their access has ended."""
    if not who.is_active:
        raise RuleError(f"The access of {who.name} has ended, so there is no code for them.")
    if not 1 <= hours <= HOURS_MOST:
        raise InputError(f"A code is good for 1 to {HOURS_MOST} hours.", "hours")
    t.alone("codes")
    # A used one stays for its day: who joined with it may ask again where the answer was lost.
    t.run("DELETE FROM code WHERE expires_ms <= :now", now=act.at_ms)
    taken = {row.handle for row in t.rows("SELECT handle FROM code")}
    plain = _random()
    while plain[:HANDLE] in taken:
        if len(taken) >= len(LETTERS) ** HANDLE // 2:
            raise RuleError("There are too many codes that nobody used. Wait until some run out.")
        plain = _random()
    code = Code(f"{plain[:5]}-{plain[5:]}", who, act.at_ms + hours * _HOUR_MS)
    t.run(
        "INSERT INTO code (hash, handle, account, made_ms, expires_ms) "
        "VALUES (:hash, :handle, :account, :now, :until)",
        hash=_hashed(plain, keys),
        handle=plain[:HANDLE],
        account=who.id,
        now=act.at_ms,
        until=code.expires_ms,
    )
    audit.note(t, act.at_ms, act.actor, "code made", who.id, hours=hours)
    return code


def used_by(t: Transaction, keys: HubKeys, text: str, now_ms: int) -> str:
    """Use a code up and return whose it is; "" where it is none, which counts as a wrong guess.

    The one statement that does it finds the code once, however many ask for it at a time.
    """
    plain = plain_code(text)
    row = t.one(
        "UPDATE code SET used_ms = :now WHERE hash = :hash AND used_ms IS NULL "
        "AND expires_ms > :now AND tries < :most RETURNING account",
        hash=_hashed(plain, keys),
        now=now_ms,
        most=TRIES,
    )
    if row is not None:
        return str(row.account)
    t.run(
        "UPDATE code SET tries = tries + 1 WHERE handle = :handle AND used_ms IS NULL",
        handle=plain[:HANDLE],
    )
    return ""


def was_used_by(t: Transaction, keys: HubKeys, text: str, now_ms: int) -> str:
    """Return whose a code was that was used and has not run out since; "" where it is none."""
    row = t.one(
        "SELECT account FROM code WHERE hash = :hash AND used_ms IS NOT NULL AND expires_ms > :now",
        hash=_hashed(plain_code(text), keys),
        now=now_ms,
    )
    return str(row.account) if row is not None else ""


def plain_code(text: str) -> str:
    """Return a code as it counts, however it was grouped, written or misread."""
    return "".join(text.upper().split()).translate(_READ_AS)[: 2 * LENGTH]


def _random() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def _hashed(plain: str, keys: HubKeys) -> str:
    content = b"adviser code 1\x00" + plain.encode("utf-8", "surrogatepass")
    return hmac.new(keys.pepper, content, hashlib.sha256).hexdigest()
