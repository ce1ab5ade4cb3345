"""The tables that `dragoman evaluate` prints and the page of errors it writes."""

from __future__ import annotations

from collections import Counter
from html import escape
from itertools import pairwise

from dragoman.evaluate.gold import GoldEvent
from dragoman.evaluate.measure import EventReport, Fault, Score
from dragoman.records import Event, Span

__all__ = ["error_page", "event_table", "score_table"]

KINDS = {
    "missed": "in the gold, not coded",
    "false": "coded, not in the gold",
    "type": "another type",
    "actors": "other actors",
    "recipients": "other recipients",
    "status": "another status",
}


def _line(name: str, score: Score) -> str:
    c = score.count
    return f"{name:24} {c.precision:6.3f} {c.recall:6.3f} {c.f1:6.3f}  {score.low:.3f}-{score.high:.3f} {c.right:6d} {c.predicted:9d} {c.gold:6d}"


HEAD = f"{'':24} {'prec.':>6} {'recall':>6} {'F1':>6}  {'95 % of F1':11} {'right':>6} {'predicted':>9} {'gold':>6}"


def score_table(scores: dict[str, Score]) -> str:
    """One line a measure, with intervals and counts."""
    return "\n".join([HEAD, *(_line(name, s) for name, s in scores.items())])


def event_table(report: EventReport) -> str:
    """The whole report in plain text: measures, shares, types, confusion."""
    out = [f"{report.texts} texts", "", HEAD, *(_line(name, s) for name, s in report.scores.items()), ""]
    for name, (right, of) in report.shares.items():
        label = "asserted rightly" if name == "asserted" else name
        out.append(
            f"{label:24} {right / of:6.3f}  {right} of {of} found"
            if of
            else f"{label:24}      -  none in the gold"
        )
    false, empty = report.false_in_empty
    if empty:
        out.append(f"{'false in 100 empty texts':24} {100 * false / empty:6.1f}  {false} in {empty}")
    out += ["", f"{'type':12} {'prec.':>6} {'recall':>6} {'F1':>6} {'right':>6} {'predicted':>9} {'gold':>6}"]
    for name, c in report.by_type.items():
        out.append(
            f"{name:12} {c.precision:6.3f} {c.recall:6.3f} {c.f1:6.3f} {c.right:6d} {c.predicted:9d} {c.gold:6d}"
        )
    out += ["", confusion_table(report)]
    return "\n".join(out)


def confusion_table(report: EventReport) -> str:
    """Gold types down, coded types across; `none` is what has no counterpart."""
    names = [*sorted({t for pair in report.confusion for t in pair if t != "none"}), "none"]
    rows = ["gold \\ coded " + " ".join(f"{n[:6]:>6}" for n in names)]
    for gold in names:
        cells = [report.confusion.get((gold, found), 0) for found in names]
        rows.append(f"{gold:12} " + " ".join(f"{n or '.':>6}" for n in cells))
    return "\n".join(rows)


def _marked(text: str, spans: list[tuple[Span, str]]) -> str:
    """The text with its spans marked; overlapping ones are cut at their borders."""
    borders = sorted({0, len(text), *(n for s, _ in spans for n in (s.begin, s.end))})
    out = []
    for a, b in pairwise(borders):
        classes = sorted({c for s, c in spans if s.begin <= a and b <= s.end})
        piece = escape(text[a:b])
        out.append(f'<mark class="{" ".join(classes)}">{piece}</mark>' if classes else piece)
    return "".join(out)


def _gold_row(text: str, e: GoldEvent) -> str:
    who = "; ".join(s.of(text) for s in e.actors) or "–"
    whom = "; ".join(s.of(text) for s in e.recipients) or "–"
    return f"{e.type} “{e.trigger.of(text)}”, {who} → {whom}, {e.status}"


def _found_row(text: str, e: Event) -> str:
    who = "; ".join(p.span.of(text) for p in e.actors) or "–"
    whom = "; ".join(p.span.of(text) for p in e.recipients) or "–"
    return f"{e.type} “{e.trigger.of(text)}”, {who} → {whom}, {e.status}, confidence {e.confidence:.2f}"


def _item(fault: Fault) -> str:
    spans: list[tuple[Span, str]] = []
    rows = []
    if fault.gold is not None:
        spans += [(fault.gold.trigger, "g")]
        rows.append(f"<dt>gold</dt><dd>{escape(_gold_row(fault.text, fault.gold))}</dd>")
    if fault.found is not None:
        spans += [(fault.found.trigger, "f")]
        rows.append(f"<dt>coded</dt><dd>{escape(_found_row(fault.text, fault.found))}</dd>")
        rows.append(f"<dt>because</dt><dd>{escape(fault.found.because)}</dd>")
    return f"<li><p>{_marked(fault.text, spans)}</p><dl>{''.join(rows)}</dl><small>{escape(fault.id)}</small></li>"


STYLE = """
:root { color-scheme: light dark; --line: #8884; --gold: #2a7f62; --found: #b4541a; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
pre { overflow-x: auto; border: 1px solid var(--line); padding: .8rem; font-size: 13px; }
li { border-top: 1px solid var(--line); padding: .6rem 0; list-style: none; } ul { padding: 0; }
p { margin: 0 0 .3rem; } dl { display: grid; grid-template-columns: 5rem 1fr; margin: 0; font-size: 14px; } dd { margin: 0; }
mark { background: none; color: inherit; border-bottom: 3px solid; padding-bottom: 1px; }
mark.g { border-color: var(--gold); } mark.f { border-color: var(--found); } mark.f.g { border-bottom-style: double; }
nav a { margin-right: 1rem; } small { opacity: .6; }
"""


def error_page(report: EventReport, title: str) -> str:
    """One self-contained HTML page: the tables, then every error with its sentence and why it was coded so."""
    counts = Counter(f.kind for f in report.faults)
    links = "".join(f'<a href="#{k}">{label} ({counts[k]})</a>' for k, label in KINDS.items() if counts[k])
    parts = []
    for kind, label in KINDS.items():
        faults = [f for f in report.faults if f.kind == kind]
        if faults:
            parts.append(f'<h2 id="{kind}">{label}: {len(faults)}</h2><ul>{"".join(map(_item, faults))}</ul>')
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style><h1>{escape(title)}</h1>"
        f"<p>Underlined: what the gold codes and what was coded; double where they meet.</p>"
        f"<pre>{escape(event_table(report))}</pre><nav>{links}</nav>{''.join(parts)}</html>\n"
    )
