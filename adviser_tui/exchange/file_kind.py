"""What a file really is, told from its first bytes and never from its name."""

import zipfile
from pathlib import Path

from adviser_tui.errors import ImportFileError

HEAD = 65_536

_SAVE_AS = "Open it in the program it comes from and save it as .xlsx or as .csv."
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_FEW = 16
_PLAIN_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1a\x00")


def file_kind(path: Path) -> str:
    """Return `text` or `xlsx`, or say in an `ImportFileError` what the file is instead."""
    head = _head(path)
    if not head.strip():
        raise ImportFileError(f"{path.name} is empty. Nothing was imported.")
    if head.startswith(b"PK\x03\x04"):
        return _inside_zip(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused_office(path)
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise _refused(path, what)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml")):
        raise _refused(path, "a web page or XML document")
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_wide(head) != ""
    controls = sum(1 for byte in head if byte < 32 and byte not in _PLAIN_CONTROLS)
    strange = controls + head.count(0)
    if not wide and strange > max(_FEW, len(head) // 20):
        raise _refused(path, "not a table of text")
    return "text"


def looks_wide(head: bytes) -> str:
    """Return `utf-16-le` or `utf-16-be` when every other byte is NUL, else nothing."""
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > pairs * 0.6 and even < pairs * 0.1:
        return "utf-16-le"
    if even > pairs * 0.6 and odd < pairs * 0.1:
        return "utf-16-be"
    return ""


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except FileNotFoundError:
        raise ImportFileError(f"There is no file {path}. Check the name and try again.") from None
    except IsADirectoryError:
        raise ImportFileError(f"{path} is a folder. Name the file inside it.") from None
    except OSError as trouble:
        # On Windows a folder cannot be opened either, but says so only as "permission denied".
        if path.is_dir():
            raise ImportFileError(f"{path} is a folder. Name the file inside it.") from None
        raise ImportFileError(
            f"{path.name} cannot be read ({trouble.strerror or 'the system refused'})."
            " Nothing was imported. Close it in other programs and try again."
        ) from None


def _inside_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise ImportFileError(
            f"{path.name} is damaged: it begins like an Excel workbook but cannot be opened."
            " Nothing was imported. Ask for the file again, or save it afresh."
        ) from None
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise _refused(path, "a binary Excel workbook (.xlsb)")
    if "content.xml" in names and "mimetype" in names:
        raise _refused(path, "an OpenDocument file")
    if "word/document.xml" in names:
        raise _refused(path, "a Word document")
    raise ImportFileError(
        f"{path.name} is a zip archive, not a table. Nothing was imported."
        " Unpack it and import the .csv or .xlsx file inside."
    )


def _refused_office(path: Path) -> ImportFileError:
    # A workbook with a password is an encrypted stream, of this name, in the old container.
    mark = "EncryptedPackage".encode("utf-16-le")
    with path.open("rb") as file:
        locked = mark in file.read(4_000_000)
    if locked:
        return ImportFileError(
            f"{path.name} is protected by a password. Nothing was imported. Open it in Excel,"
            " remove the password, save it, and try again."
        )
    return _refused(path, "an old Excel file (.xls) or another old Office file")


def _refused(path: Path, what: str) -> ImportFileError:
    return ImportFileError(f"{path.name} is {what}. Nothing was imported. {_SAVE_AS}")
