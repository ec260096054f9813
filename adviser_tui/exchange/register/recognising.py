"""Which register a file is of, told from its first bytes and never from its name."""

import csv
import re

from adviser_tui.errors import ImportFileError
from adviser_tui.exchange.file_kind import looks_wide
from adviser_tui.exchange.register import denmark, norway, uk
from adviser_tui.exchange.register.headers import Places
from adviser_tui.exchange.register.parts import Part
from adviser_tui.exchange.register.rows import Layout
from adviser_tui.exchange.register.texts import plain_header

_HEAD = 1 << 20
_MARK = b"\xef\xbb\xbf"
_DELIMITERS = ",;\t|"
_LIST_WITHIN = re.compile(rb'"(?:hits|enheter|underenheter)"\s*:\s*\[')
_DANISH = re.compile(rb'"(?:Vrvirksomhed|cvrNummer)"\s*:')
_NORWEGIAN = re.compile(rb'"organisasjonsnummer"\s*:')


def recognise(part: Part) -> Layout:
    """Return how a file is read; raises `ImportFileError` where it is no register's."""
    layout = recognise_if(part)
    if layout is None:
        raise ImportFileError(
            f"{part.name} is no register that Adviser knows. Nothing was imported, and the "
            "register in use stays as it is. It reads the basic company data of Companies House "
            "(CSV or zip), the open data of Enhetsregisteret (CSV or JSON, also packed) and the "
            "open data of the CVR (JSON or CSV). For a list of your own use `adviser import`."
        )
    return layout


def recognise_if(part: Part) -> Layout | None:
    """Return how a file is read, nothing where it is no register's."""
    head = part.head(_HEAD)
    if looks_wide(head[:65_536]) or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ImportFileError(
            f"{part.name} is written in UTF-16. Nothing was imported, and the register in use "
            "stays as it is. Save it as UTF-8, or import it as it was downloaded."
        )
    begins = len(_MARK) if head.startswith(_MARK) else 0
    start = head[begins:].lstrip()[:1]
    if start in (b"{", b"["):
        return _of_objects(head)
    return _of_table(part.name, head, begins)


def _of_objects(head: bytes) -> Layout | None:
    """Return how JSON is read: an array, objects in lines, or an answer with a list within."""
    danish, norwegian = _DANISH.search(head), _NORWEGIAN.search(head)
    found = danish or norwegian
    if found is None:
        return None
    within = None
    for each in _LIST_WITHIN.finditer(head, 0, found.start()):
        within = each
    if within is not None:
        begins = within.end()
    else:
        first = min(place for place in (head.find(b"["), head.find(b"{")) if place >= 0)
        begins = first + 1 if head[first : first + 1] == b"[" else first
    line = head.count(b"\n", 0, begins) + 1
    if danish:
        return Layout("dk", f"{denmark.NAME} (JSON)", begins, line, denmark.from_object)
    return Layout("no", f"{norway.NAME} (JSON)", begins, line, norway.from_object)


def _of_table(name: str, head: bytes, begins: int) -> Layout | None:
    end = head.find(b"\n", begins) + 1
    if not end:
        return None
    text = head[begins:end].decode("utf-8", "replace").strip("\r\n")
    outside = re.sub(r'"[^"]*"', "", text)
    delimiter = max(_DELIMITERS, key=outside.count)
    try:
        headers = [plain_header(cell) for cell in next(csv.reader([text], delimiter=delimiter), [])]
    except csv.Error:
        return None
    columns = {header: place for place, header in reversed(list(enumerate(headers))) if header}
    shared = {"begins": end, "line": 2, "columns": len(headers), "delimiter": delimiter}
    if "companynumber" in columns and {"companyname", "regaddresspostcode"} & columns.keys():
        entry_of, needed = uk.table(Places(columns, name, f"the {uk.NAME}"))
        return Layout("uk", uk.NAME, entry_of=entry_of, needed=needed, **shared)  # type: ignore[arg-type]
    if norway.KEY in columns:
        entry_of, needed = norway.table(Places(columns, name, f"the {norway.NAME}"))
        return Layout("no", norway.NAME, entry_of=entry_of, needed=needed, **shared)  # type: ignore[arg-type]
    danish = {denmark.plain_column(header): place for header, place in columns.items()}
    if {"cvrnummer", "cvrnr"} & danish.keys():
        entry_of, needed = denmark.table(Places(danish, name, f"the {denmark.NAME}"))
        return Layout("dk", denmark.NAME, entry_of=entry_of, needed=needed, **shared)  # type: ignore[arg-type]
    return None
