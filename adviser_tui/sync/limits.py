"""Every number of the protocol, once."""

PROTO = 1
"""The version of what is said on the wire."""
BATCH_CHANGES = 500
BATCH_BYTES = 1 << 20
"""How much is sent at once, before it is compressed."""
PAGE_ROWS = 2_000
PAGE_ROWS_MOST = 5_000
PAGE_BYTES = 2 << 20
BODY_BYTES = 4 << 20
"""What the hub takes in one request, as it arrives."""
INFLATED_BYTES = 16 << 20
"""The same once unpacked."""
REPLY_BYTES = 64 << 20
"""What a device takes as one reply, unpacked."""
TEXT_CHARACTERS = 32_768
SHORT_CHARACTERS = 1_000
SCOPES_MOST = 200
ROWS_WARNED = 250_000
ROWS_MOST = 1_000_000
TOKEN_DAYS = 90
"""How long a device may be away before it needs a new code."""
REPLAY_DAYS = 35
"""How long a device keeps what was confirmed, for a hub that must be restored."""
FLOOR_DAYS = 400
QUARANTINE_MOST = 5_000
"""Changes of one device that a team lead is given to look at."""
BOOTSTRAPS = 4
"""First syncs that one hub does at a time."""
SWEEP_ROWS = 500
SWEEP_SHARE_PERCENT = 20
"""What a device does not let go of in one sweep without asking."""
CONFIRMED_AT_ONCE = 5_000
"""Outcomes of which a device says in one request that it knows them."""
OUTCOMES = ("applied", "equal", "conflict", "held", "quarantined", "erased")
