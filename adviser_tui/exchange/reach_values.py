"""How to reach somebody: telephone numbers, e-mail addresses and websites in a file."""

import re

from adviser_tui.exchange.unreadable import Doubtful, Unreadable

_PLAIN_PHONE = re.compile(r"(?:\+|0(?!0))?[1-9][0-9]*(?: [0-9]+)*")
_PHONE = re.compile(r"\+? ?[0-9]+(?: [0-9]+)*")
_PHONE_WORD = re.compile(r"^(?:tel|tlf|phone|mob)\w*[.:]*\s*", re.IGNORECASE)
_PHONE_MARKS = re.compile(r"[()./\-–‐‑\u00a0]+")
_EXTENSION = re.compile(r"\s*(?:ext(?:ension)?|x|lok(?:al)?)[.:]?\s*([0-9]{1,6})$", re.IGNORECASE)
_HOST_PART = r"[^\s@,;<>()\[\]\\\".]"
_EMAIL = re.compile(rf"[^\s@,;<>()\[\]\\\"]{{1,64}}@(?:{_HOST_PART}+\.)+{_HOST_PART}{{2,}}")
_MAIL_TO = re.compile("^mailto:", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"<([^<>]+)>?$")
_WEBSITE = re.compile(r"(?:https?://)?[^\s/:@<>\"]+\.[^\s/:@<>\"]{2,}(?::[0-9]+)?(?:/[^\s<>\"]*)?")


def read_phone(text: str, country: str = "GB") -> str | Doubtful:
    """Return a number as `07700 900123` or `+44 7700 900123 ext 12`, grouped as it was written."""
    number, extension = (text, "") if _PLAIN_PHONE.fullmatch(text) else _tidied(text)
    figures = number.replace(" ", "").replace("+", "")
    if not _PHONE.fullmatch(number) or not 5 <= len(figures) <= 15:
        raise Unreadable(
            f"“{text}” is not one telephone number. Write figures only, such as 07700 900123, and"
            " put a second number elsewhere."
        )
    number = number.replace("+ ", "+")
    if country == "GB" and len(figures) == 10 and figures == number and figures[0] in "12378":
        return Doubtful(f"0{number}{extension}", f"The nought before {number} was put back.")
    return number + extension


def _tidied(text: str) -> tuple[str, str]:
    """Return a number without words and marks, and its extension."""
    number, extension = text, ""
    if found := _EXTENSION.search(text):
        number, extension = text[: found.start()], f" ext {found[1]}"
    number = _PHONE_WORD.sub("", number.strip())
    if number.startswith("00") and number[2:3] in tuple("123456789"):
        number = f"+{number[2:]}"
    if number.startswith("+"):
        number = number.replace("(0)", "")
    return " ".join(_PHONE_MARKS.sub(" ", number).split()), extension


def read_email(text: str) -> str:
    """Return an address that could be one, its host in small letters."""
    plain = _MAIL_TO.sub("", text.strip(" ;,<>"))
    if "<" in text and (found := _IN_BRACKETS.search(text)):
        plain = found[1].strip()
    if len(plain) > 254 or not _EMAIL.fullmatch(plain):
        raise Unreadable(f"“{text}” is not one e-mail address. Write it as name@example.org.")
    name, _, host = plain.rpartition("@")
    return f"{name}@{host.lower()}"


def read_website(text: str) -> str:
    """Return a web address as it was written, when it could be one."""
    if not _WEBSITE.fullmatch(text):
        raise Unreadable(f"“{text}” is not a web address. Write it as www.example.org.")
    return text
