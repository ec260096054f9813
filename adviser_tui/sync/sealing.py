"""Sealing for one reader alone, signed by one writer, and sealing with a code spoken by phone.

A stream has a key of its own: X25519 between a pair made for it and the reader's key, then
HKDF-SHA256 over everything that its head says. Pieces are sealed with AES-256-GCM, numbered, and
the closing piece is marked as such, so that pieces can be neither left out, moved, added nor cut
off. The closing piece carries the writer's Ed25519 signature over head, contents and reader.

`cryptography` is imported when something is sealed or opened, not before.
"""

import hashlib
import secrets
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
TAG_BYTES = 16
SIGNATURE_BYTES = 64
CLOSING_BYTES = KEY_BYTES + SIGNATURE_BYTES + TAG_BYTES
"""How long the closing piece of a stream is."""
SALT_BYTES = 16
_STREAM = b"adviser bundle 1 stream\x00"
_SIGNED = b"adviser bundle 1 signature\x00"
_HINT = b"adviser bundle 1 reader\x00"
_NOTE = b"adviser bundle 1 own note\x00"
_ONCE = bytes(12)
"""The number of the only piece that a key ever seals."""


class NotGenuineError(ValueError):
    """Something sealed or signed is not as it was written, or not by whom or for whom it says."""


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What others may know of somebody's keys, 32 bytes each."""

    sign: bytes
    box: bytes

    def as_dict(self) -> dict[str, str]:
        """Return the keys in hex."""
        return {"sign": self.sign.hex(), "box": self.box.hex()}

    @classmethod
    def read(cls, kept: object) -> "PublicKeys":
        """Return keys from what `as_dict` wrote; raises `NotGenuineError`."""
        return cls(*_two_keys(kept))


@dataclass(frozen=True, slots=True)
class Keys:
    """The private keys of a device or a hub: one signs (Ed25519), one opens (X25519)."""

    sign: bytes
    box: bytes

    def __repr__(self) -> str:
        return "Keys(…)"

    @property
    def public(self) -> PublicKeys:
        """Return what others may know."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        sign = Ed25519PrivateKey.from_private_bytes(self.sign).public_key()
        box = X25519PrivateKey.from_private_bytes(self.box).public_key()
        return PublicKeys(sign.public_bytes_raw(), box.public_bytes_raw())

    def as_dict(self) -> dict[str, str]:
        """Return the keys in hex, for a private file."""
        return {"sign": self.sign.hex(), "box": self.box.hex()}

    @classmethod
    def read(cls, kept: object) -> "Keys":
        """Return keys from what `as_dict` wrote; raises `NotGenuineError`."""
        return cls(*_two_keys(kept))


def new_keys() -> Keys:
    """Make keys that nobody ever had."""
    return Keys(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES))


class Sealing:
    """One stream being written for one reader."""

    def __init__(self, writer: Keys, reader: bytes) -> None:
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        self._pair = X25519PrivateKey.generate()
        self._writer = writer
        self._reader = reader
        self._seen = hashlib.sha256()
        self._count = 0
        self._head = b""
        self.once = self._pair.public_key().public_bytes_raw()
        """The public half of the pair made for this stream alone."""

    def begin(self, head: bytes) -> None:
        """Fix everything that stands before the first piece; `once` must be part of it."""
        self._head = head
        self._cipher = _cipher(self._pair.exchange(_public(self._reader)), head, self._reader)

    def piece(self, plain: bytes) -> bytes:
        """Seal the next piece."""
        self._seen.update(plain)
        sealed = self._cipher.encrypt(_number(self._count), plain, None)
        self._count += 1
        return sealed

    def close(self) -> bytes:
        """Seal the piece that says that all was there, and who wrote it."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        signing = Ed25519PrivateKey.from_private_bytes(self._writer.sign)
        signature = signing.sign(_to_sign(self._head, self._seen.digest(), self._reader))
        plain = signing.public_key().public_bytes_raw() + signature
        return self._cipher.encrypt(_number(self._count, closing=True), plain, None)


class Opening:
    """One stream being read; nothing of it is to be believed before `close` returned.

    Raises `NotGenuineError` wherever it is not as it was written.
    """

    def __init__(self, reader: Keys, head: bytes, once: bytes) -> None:
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        self._head = head
        self._reader = reader.public.box
        private = X25519PrivateKey.from_private_bytes(reader.box)
        try:
            shared = private.exchange(_public(once))
        except ValueError as error:
            raise NotGenuineError("no key of anybody") from error
        self._cipher = _cipher(shared, head, self._reader)
        self._seen = hashlib.sha256()
        self._count = 0

    def again(self) -> None:
        """Go back to the first piece."""
        self._seen = hashlib.sha256()
        self._count = 0

    def piece(self, sealed: bytes) -> bytes:
        """Open the next piece."""
        plain = self._open(sealed, closing=False)
        self._seen.update(plain)
        self._count += 1
        return plain

    def close(self, sealed: bytes) -> bytes:
        """Open the closing piece; return the public key that the whole stream is signed with."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        plain = self._open(sealed, closing=True)
        writer, signature = plain[:KEY_BYTES], plain[KEY_BYTES:]
        signed = _to_sign(self._head, self._seen.digest(), self._reader)
        try:
            Ed25519PublicKey.from_public_bytes(writer).verify(signature, signed)
        except (InvalidSignature, ValueError) as error:
            raise NotGenuineError("not signed by its writer") from error
        return writer

    def _open(self, sealed: bytes, *, closing: bool) -> bytes:
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(_number(self._count, closing=closing), sealed, None)
        except (InvalidTag, ValueError) as error:
            raise NotGenuineError("not as it was written") from error


def hint(reader: bytes, once: bytes) -> bytes:
    """Return the 16 bytes by which a reader, and nobody else, knows that a stream is for it."""
    return hashlib.sha256(_HINT + reader + once).digest()[:16]


def note(keys: Keys, once: bytes, plain: bytes) -> bytes:
    """Seal a few bytes that a writer leaves in the head of a stream for itself."""
    return _note_cipher(keys, once).encrypt(_ONCE, plain, None)


def read_note(keys: Keys, once: bytes, sealed: bytes) -> bytes | None:
    """Return one's own note, or nothing where the stream is somebody else's."""
    from cryptography.exceptions import InvalidTag

    try:
        return _note_cipher(keys, once).decrypt(_ONCE, sealed, None)
    except (InvalidTag, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Hardness:
    """How much work one try of a code costs (scrypt): memory is 128 * cost * block bytes."""

    cost: int = 1 << 17
    block: int = 8
    lanes: int = 1

    @property
    def is_sane(self) -> bool:
        """Say whether it is neither so little that a code can be guessed, nor more than 256 MiB."""
        is_power = self.cost > 0 and self.cost & (self.cost - 1) == 0
        return is_power and 1 << 15 <= self.cost <= 1 << 18 and self.block == 8 and self.lanes == 1


USUAL = Hardness()


def sealed_with_code(plain: bytes, code: str, head: bytes, hardness: Hardness = USUAL) -> bytes:
    """Seal bytes with a code; what comes back begins with the salt. `head` is bound to it."""
    salt = secrets.token_bytes(SALT_BYTES)
    return salt + _code_cipher(code, salt, hardness).encrypt(_ONCE, plain, head)


def opened_with_code(sealed: bytes, code: str, head: bytes, hardness: Hardness) -> bytes:
    """Open what was sealed with a code; raises `NotGenuineError` for another code or other bytes.

    A hardness out of bounds is refused before any work is done.
    """
    from cryptography.exceptions import InvalidTag

    if not hardness.is_sane or len(sealed) < SALT_BYTES + TAG_BYTES:
        raise NotGenuineError("not sealed the way it is done here")
    salt, body = sealed[:SALT_BYTES], sealed[SALT_BYTES:]
    try:
        return _code_cipher(code, salt, hardness).decrypt(_ONCE, body, head)
    except (InvalidTag, ValueError) as error:
        raise NotGenuineError("another code, or not as it was written") from error


def _public(key: bytes) -> Any:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    return X25519PublicKey.from_public_bytes(key)


def _cipher(shared: bytes, head: bytes, reader: bytes) -> "AESGCM":
    return _derived(shared, hashlib.sha256(head).digest(), _STREAM + reader)


def _note_cipher(keys: Keys, once: bytes) -> "AESGCM":
    return _derived(keys.box, once, _NOTE)


def _derived(secret: bytes, salt: bytes, info: bytes) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt, info).derive(secret))


def _code_cipher(code: str, salt: bytes, hardness: Hardness) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    scrypt = Scrypt(salt, KEY_BYTES, hardness.cost, hardness.block, hardness.lanes)
    return AESGCM(scrypt.derive(code.encode()))


def _number(count: int, *, closing: bool = False) -> bytes:
    return struct.pack(">3xQB", count, closing)


def _to_sign(head: bytes, contents: bytes, reader: bytes) -> bytes:
    return _SIGNED + hashlib.sha256(head).digest() + contents + reader


def _two_keys(kept: object) -> tuple[bytes, bytes]:
    try:
        if not isinstance(kept, Mapping):
            raise ValueError("no keys")
        sign, box = (bytes.fromhex(str(kept[name])) for name in ("sign", "box"))
    except (ValueError, KeyError) as error:
        raise NotGenuineError("no pair of keys") from error
    if len(sign) != KEY_BYTES or len(box) != KEY_BYTES:
        raise NotGenuineError("no pair of keys")
    return sign, box
