"""The report as one page for the team meeting: HTML by itself, without scripts or anything fetched.

It prints on a sheet of A4, in black on white. Nothing on it is told by colour alone.
"""

from collections.abc import Iterable, Iterator
from html import escape

from adviser_tui.services.measures.figure import Figure, Measured
from adviser_tui.services.measures.parts import empty_said
from adviser_tui.services.measures.saying import (
    label_said,
    left_out_said,
    period_said,
    sentence,
    whole,
)
from adviser_tui.services.measures.weeks import WeekLine
from adviser_tui.services.reports.plain import IN_FULL, about, as_of, certainty_said, week_said
from adviser_tui.services.reports.week import Report
from adviser_tui.text import clean_text

_STYLE = """
@page { size: A4; margin: 12mm; }
* { box-sizing: border-box; }
body { font: 9.5pt/1.35 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; color: #000;
  background: #fff; max-width: 190mm; margin: 8mm auto; }
h1 { font-size: 15pt; margin: 0; } h2 { font-size: 11pt; margin: 4mm 0 1mm; }
p { margin: 0 0 1mm; } small, .small { font-size: 8pt; }
.parts { display: flex; gap: 2mm; } .part { flex: 1; border: 0.4mm solid #000; padding: 1.5mm; }
.part.empty { border-style: dashed; } .part b { display: block; }
.two { display: flex; gap: 6mm; } .two > * { flex: 1; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.5mm 2mm 0.5mm 0;
  border-bottom: 0.2mm solid #999; }
td.value { white-space: nowrap; font-weight: bold; }
.week { display: flex; gap: 2mm; align-items: center; } .week .name { width: 12mm; }
.bar { flex: 0 0 30mm; height: 3mm; border: 0.2mm solid #000; position: relative; }
.bar i { position: absolute; inset: 0 auto 0 0; background: #444; }
.bar u { position: absolute; top: -0.8mm; bottom: -0.8mm; border-left: 0.5mm solid #000; }
.card { border: 0.6mm solid #000; padding: 2.5mm; margin-top: 4mm; break-inside: avoid; }
.card b { font-size: 12pt; }
"""
_HEAD = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
"""


def page_of(report: Report) -> Iterator[str]:
    """Give the page piece by piece; every word that was typed by somebody is escaped."""
    title = f"Week report: {period_said(report.period)}"
    yield f"{_HEAD}<title>{_t(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    yield f"<h1>{_t(title)}</h1>\n<p>{_t(about(report))} {_t(as_of(report))}</p>\n"
    yield from _parts(report)
    yield from _contacts(report)
    yield from _measures(report)
    yield from _list("Changed after the week had closed", _changed(report))
    yield from _list("What refusals teach", report.lessons)
    card = report.card
    yield f'<section class="card"><h2>For the team meeting</h2>\n<p><b>{_t(card.ask)}</b></p>\n'
    yield f'<p class="small">Why this question: {_t(sentence(card.why))} '
    yield " ".join(_t(sentence(each)) for each in card.rests_on)
    yield "</p></section>\n</body>\n</html>\n"


def _parts(report: Report) -> Iterator[str]:
    yield '<h2>The four parts of the work</h2>\n<div class="parts">\n'
    for part in report.parts:
        kind = "part empty" if part.is_empty else "part"
        words = "nothing was written down" if part.is_empty else part.words
        yield f'<div class="{kind}"><b>{_t(part.name)}</b>{_t(words)}</div>\n'
    yield "</div>\n"
    if empty := empty_said(report.parts):
        yield f"<p>{_t(empty)} All four carry the work together.</p>\n"


def _contacts(report: Report) -> Iterator[str]:
    yield "<h2>Contacts with employers and the week’s target</h2>\n"
    yield '<div class="two">\n<div><table>\n'
    for measure_id in IN_FULL:
        measured = report.of(measure_id)
        for figure in (*measured.figures, *measured.companions):
            yield _row(label_said(figure), figure.in_full)
    yield "</table>\n"
    if out := left_out_said(report.of(IN_FULL[0]).head.left_out):
        yield f'<p class="small">Not counted: {_t(sentence(out))}</p>\n'
    for measure_id in IN_FULL:
        if sure := certainty_said(report.of(measure_id)):
            yield f'<p class="small">{_t(f"{measure_id}: {sure}")}</p>\n'
    yield "</div>\n<div>\n"
    most = max((max(each.counted, each.target or 0) for each in report.weeks), default=0)
    for week in report.weeks:
        yield _week(week, max(most, 1))
    yield "</div>\n</div>\n"


def _week(week: WeekLine, most: int) -> str:
    """Return a week as a bar with a stroke where its target is, and in words beside it."""
    stroke = f'<u style="left:{100 * week.target // most}%"></u>' if week.target else ""
    bar = f'<div class="bar"><i style="width:{100 * week.counted // most}%"></i>{stroke}</div>'
    return f'<div class="week small">{bar}<span>{_t(week_said(week))}</span></div>\n'


def _measures(report: Report) -> Iterator[str]:
    yield "<h2>The other measures</h2>\n<table>\n"
    for measured in report.measured:
        if measured.id not in IN_FULL:
            head = measured.head
            yield _row(
                f"{measured.id} {measured.title}: {head.label}", head.in_full, _beside(measured)
            )
    yield "</table>\n"


def _beside(measured: Measured) -> str:
    head: Figure = measured.head
    said = [whole(each) for each in (head.note, head.certainty) if each]
    said += [f"{label_said(each)}: {sentence(each.in_full)}" for each in measured.companions]
    return " ".join(said)


def _row(label: str, value: str, more: str = "") -> str:
    beside = f'<td class="small">{_t(more)}</td>' if more else ""
    return f'<tr><td>{_t(label)}</td><td class="value">{_t(value)}</td>{beside}</tr>\n'


def _changed(report: Report) -> Iterator[str]:
    for measured, figure in report.restated:
        yield f"{measured.id} {figure.label}: {sentence(figure.in_full)}"


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = [f"<li>{_t(sentence(each))}</li>\n" for each in lines]
    if found:
        yield f"<h2>{_t(title)}</h2>\n<ul>\n{''.join(found)}</ul>\n"


def _t(text: str) -> str:
    """Return a text that is nothing but text on a page."""
    return escape(clean_text(text), quote=True)
