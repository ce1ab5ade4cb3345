"""What people see on a terminal: tables, progress, summaries. Data goes to standard output, all else to standard error."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from dragoman.case.explain import Explanation
    from dragoman.pipeline import Progress, Summary
    from dragoman.records import Refused

__all__ = ["Reporter", "emit", "emit_json", "explain_text", "say", "summary_text", "table_text"]


def emit(text: str) -> None:
    """Write data to standard output; end quietly when nobody reads it any more (`dragoman show events | head`)."""
    try:
        sys.stdout.write(text + "\n")
    except BrokenPipeError:
        # What Python still holds back would raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


def emit_json(record: object) -> None:
    """Write one record as one line of JSON."""
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    try:
        line.encode()
    except UnicodeEncodeError:
        # An id may hold half a character; as an escape it comes back as it was given.
        line = json.dumps(record, separators=(",", ":"))
    emit(line)


def say(text: str) -> None:
    """Write a remark for the person at the terminal to standard error."""
    with contextlib.suppress(BrokenPipeError):
        print(text, file=sys.stderr, flush=True)  # noqa: T201


def _width() -> int:
    return max(60, shutil.get_terminal_size((160, 40)).columns)


def cell(value: Any) -> str:
    """A value as it stands in a table: lists with semicolons, nothing for what is unknown."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(cell(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.2f}"
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:16]
    return " ".join(str(value).split())


def table_text(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """The rows as a table as wide as the terminal; long text is folded, ids never are."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    used = [column for column in columns if any(row[column] not in (None, "", []) for row in rows)]
    for column in used:
        numeric = all(isinstance(row[column], int | float) or row[column] is None for row in rows)
        fixed = column in (
            "id",
            "document",
            "line",
            "date_first",
            "published",
            "first",
            "last",
            "type",
            "status",
        )
        table.add_column(
            column.replace("_", " "),
            no_wrap=fixed,
            justify="right" if numeric and not isinstance(rows[0][column], bool) else "left",
            overflow="fold",
            min_width=max(len(cell(row[column])) for row in rows) if column in ("id", "line") else None,
        )
    for row in rows:
        # Words of a text are never read as markup.
        table.add_row(*(Text(_short(cell(row[column]))) for column in used))
    console = Console(width=_width(), color_system="auto" if sys.stdout.isatty() else None, file=sys.stdout)
    with console.capture() as capture:
        console.print(table)
    return "\n".join(line.rstrip() for line in capture.get().rstrip("\n").split("\n"))


def _short(text: str, limit: int = 240) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def plural(n: int, one: str, many: str | None = None) -> str:
    """ "1 event", "2 events", "1,200 events"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


class Reporter:
    """Tells how far a reading has come: a bar on a terminal, else a line now and then."""

    def __init__(self, *, quiet: bool = False, every: float = 10.0) -> None:
        self.quiet = quiet
        self.begun = self.last = time.monotonic()
        self.every = every
        self.bar: Any = None
        self.task: Any = None
        self.stage = ""

    @contextlib.contextmanager
    def running(self) -> Iterator[Reporter]:
        """Show the bar while the block runs, if there is a terminal for it."""
        if self.quiet or not sys.stderr.isatty():
            yield self
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self.bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            TextColumn("{task.completed:,.0f}/{task.total:,.0f}"),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            refresh_per_second=4,
        )
        with self.bar:
            self.task = self.bar.add_task("reading", total=1, rate="")
            yield self

    def refused(self, refused: Refused) -> None:
        """One line for an input that was not read."""
        line = f"not read: {refused.file}: {refused.reason}; {refused.cure}"
        if self.bar is not None:
            self.bar.console.print(line, markup=False, highlight=False)
        else:
            say(line)

    def progress(self, progress: Progress) -> None:
        """Called after each step."""
        now = time.monotonic()
        rate = f"{60 * progress.documents / max(now - self.begun, 1e-9):,.0f} documents a minute"
        again = progress.stage == "coding again"
        done, total = (
            (progress.documents, progress.recode_total) if again else (progress.files, progress.files_total)
        )
        if self.bar is not None:
            if progress.stage != self.stage:
                self.stage = progress.stage
                self.bar.reset(self.task)
            self.bar.update(
                self.task, completed=done, total=max(total, 1), description=progress.stage, rate=rate
            )
        elif not self.quiet and now - self.last >= self.every:
            self.last = now
            left = (now - self.begun) / done * (total - done) if done else None
            remaining = "" if left is None else f", about {_duration(left)} left"
            unit = "documents" if again else "files"
            say(
                f"{progress.stage}: {done:,} of {total:,} {unit}, {progress.documents:,} documents, "
                f"{progress.events:,} events; {rate}{remaining}"
            )


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return (
        f"{hours} h {minutes} min" if hours else f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
    )


def summary_text(summary: Summary, case: str) -> str:
    """What a run did, in lines a person can read at a glance."""
    lines = []
    if summary.files or summary.documents or not summary.recoded:
        known = f" ({summary.unchanged:,} unchanged since the last run)" if summary.unchanged else ""
        parts = [plural(summary.documents, "new document") + f" from {plural(summary.files, 'file')}{known}"]
        if summary.again:
            parts.append(f"{summary.again:,} met again")
        if summary.incomplete:
            parts.append(f"{summary.incomplete:,} cut short")
        if summary.undated:
            parts.append(f"{summary.undated:,} without a date")
        lines.append("; ".join(parts))
    if summary.recoded:
        lines.append(plural(summary.recoded, "document") + " coded again")
    if summary.documents or summary.recoded:
        lines.append(
            f"{plural(summary.events, 'event')}, {plural(summary.attributions, 'attribution')}, "
            f"{plural(summary.ties, 'tie')}, {plural(len(summary.actors), 'actor')}"
        )
    if summary.copies:
        lines.append(
            plural(summary.copies, "document") + " in the case that reprint another: dragoman show duplicates"
        )
    gaps = summary.uncoded.total()
    if gaps:
        lines.append(f"not coded, with reasons (dragoman show uncoded): {gaps:,}")
        lines += [f"  {n:6,}  {reason}" for reason, n in summary.uncoded.most_common(6)]
    if summary.refused:
        lines.append(f"refused, with reasons (dragoman show refused): {summary.refused:,}")
    if summary.faults:
        lines.append(
            f"{plural(summary.faults, 'document')} not coded by a fault of dragoman; please report it"
        )
    if summary.seconds >= 1:
        coded = summary.documents + summary.recoded
        rate = f", {60 * coded / summary.seconds:,.0f} documents a minute" if coded else ""
        lines.append(f"in {_duration(summary.seconds)}{rate}")
    if summary.stopped:
        lines.append("interrupted; what is done is kept, and the same command goes on from here")
    lines.append(f"the case is {case}")
    return "\n".join(lines)


_STYLES = {
    "trigger": "bold reverse",
    "actor": "bold cyan",
    "recipient": "bold magenta",
    "date": "green",
    "place": "yellow",
    "said by": "blue",
    "source": "bold blue",
    "cue": "bold",
    "a": "bold cyan",
    "b": "bold magenta",
    "holder": "bold cyan",
}


def explain_text(explanation: Explanation) -> str:
    """An explanation for a person: the sentence with its words marked, why, by whom, what people decided."""
    from rich.console import Console

    console = Console(
        width=min(_width(), 120), color_system="auto" if sys.stdout.isatty() else None, highlight=False
    )
    with console.capture() as capture:
        _explain(console, explanation)
    return capture.get().rstrip("\n")


def _explain(console: Any, explanation: Explanation) -> None:
    from rich.text import Text

    from dragoman.records import Attribution, Event, Tie

    line, document, record = explanation.line, explanation.document, explanation.line.record

    def put(text: str = "", style: str = "") -> None:
        console.print(Text(text, style=style))

    if record is None or document is None:
        put(f"{line.kind} {line.id}", "bold")
        for clash in explanation.contradictions:
            put(f"{clash.kind}: {clash.reason} (confidence {clash.confidence:.2f})")
        if explanation.incident is not None:
            incident = explanation.incident
            put(
                f"{incident.type}, {cell(incident.first)} to {cell(incident.last)}: "
                f"{plural(len(incident.events), 'report')} in {plural(len(incident.documents), 'document')}, "
                f"{plural(incident.origins, 'independent origin')}"
            )
            put(f"why: {incident.because or 'no reason is given'}")
            for difference in incident.differences:
                put(f"the reports differ: {difference}")
            for origin in explanation.origins:
                put(
                    f"origin {origin.number + 1}: {origin.name or 'the document itself'}, {plural(len(origin.events), 'report')}"
                )
        for part in explanation.parts:
            put()
            _explain(console, part)
        _reviews(console, explanation)
        return
    if isinstance(record, Event):
        mode = f" ({', '.join(record.mode)})" if record.mode else ""
        put(f"event {line.id}: {record.type}{mode}, {record.status}", "bold")
    elif isinstance(record, Attribution):
        put(f"attribution {line.id}: {record.kind}" + (f", {record.stance}" if record.stance else ""), "bold")
    elif isinstance(record, Tie):
        put(f"tie {line.id}: {record.type}", "bold")
    else:
        put(f"position {line.id}: {record.stance} {record.issue}", "bold")
    day = document.published.first if document.published else None
    put(", ".join(filter(None, [document.title, document.publisher, cell(day), document.file])))
    if explanation.sentence is not None:
        begin, end = explanation.sentence
        sentence = Text(document.text[begin:end].replace("\n", " "))
        for mark in explanation.marked:
            if mark.role in _STYLES:
                sentence.stylize(_STYLES[mark.role], mark.span.begin - begin, mark.span.end - begin)
        console.print(Text("  “").append_text(sentence).append("”"))
    for mark in explanation.marked:
        words = " ".join(mark.span.of(document.text).split())
        put(
            f"  {mark.role:<10}{_short(words, 160)}  [{mark.span.begin}:{mark.span.end}]{_who(record, mark.span)}"
        )
    if isinstance(record, Event):
        numbers = [
            f"{name} {getattr(record, name)}" for name in ("dead", "injured", "size") if getattr(record, name)
        ]
        if numbers:
            put(
                "  numbers   "
                + ", ".join(numbers)
                + (f" ({record.numbers_note})" if record.numbers_note else "")
            )
        if record.date is not None:
            note = f" ({record.date.note})" if record.date.note else ""
            put(f"  when      {cell(record.date.first) or '?'} to {cell(record.date.last) or '?'}{note}")
    because = getattr(record, "because", "")
    put(f"why: {because or 'no reason is given'}; confidence {record.confidence:.2f}")
    put(f"by: {'a person' if line.coder == 'person' else line.coder}")
    if explanation.chain:
        hands = []
        for hand in explanation.chain:
            words = " ".join(span.of(document.text) for span in hand.source)
            hands.append(hand.source_name or words or "somebody unnamed")
        hands.append(document.publisher or "the document")
        put("from the claim to the reader: " + " → ".join(hands))
    if explanation.incident is not None:
        incident = explanation.incident
        put(
            f"incident {incident.id}: {plural(len(incident.documents), 'document')}, "
            f"{plural(incident.origins, 'independent origin')}"
        )
    for clash in explanation.contradictions:
        put(f"contradicted ({clash.kind}): {clash.reason}; dragoman explain {clash.id}")
    if line.coder == "person" and not explanation.others:
        put("the machine does not code this line any more; it stays as a person's decision")
    _reviews(console, explanation)


def _who(record: Any, span: Any) -> str:
    for name in ("actors", "recipients"):
        for party in getattr(record, name, ()):
            if party.span == span and party.actor:
                return f"  = {party.name or party.actor} ({party.actor})"
    return ""


def _reviews(console: Any, explanation: Explanation) -> None:
    from rich.text import Text

    for reviewed in explanation.reviews:
        made = reviewed.review
        note = f": {made.note}" if made.note else ""
        console.print(Text(f"{made.decision} by {made.by}, {made.at:%Y-%m-%d %H:%M}{note}"))
        for name, was, value in reviewed.changes:
            console.print(Text(f"  {name}: {_short(was, 100)} → {_short(value, 100)}"))
