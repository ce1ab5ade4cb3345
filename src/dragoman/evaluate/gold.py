"""Gold records: JSON lines with `text` and what a person coded in it.

The form of `dragoman code`'s own output is read, and the terse one of hand-coded files, in which a phrase is quoted
("phrase#2" is its second occurrence as whole words) instead of given as [begin, end].
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.records import EVENT_TYPES, STATUSES, Span

__all__ = ["Gold", "GoldEvent", "GoldTie", "find_phrase", "read_gold"]


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event as a person coded it."""

    type: str
    trigger: Span
    status: str = "asserted"
    mode: tuple[str, ...] = ()
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    date: Span | None = None
    place: Span | None = None
    said_by: Span | None = None
    dead: int | None = None


@dataclass(frozen=True, slots=True)
class GoldTie:
    """A tie as a person coded it."""

    type: str
    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Gold:
    """One text with its codings; a kind that was not coded is None, one that holds none is empty."""

    id: str
    text: str
    date: str | None = None
    events: tuple[GoldEvent, ...] | None = None
    ties: tuple[GoldTie, ...] | None = None
    attributions: tuple[dict[str, tuple[Span, ...]], ...] | None = None
    """source, cue, content -> spans."""


def find_phrase(text: str, phrase: object) -> Span:
    """Span of a quoted phrase, or the span itself if it is given as [begin, end].

    Raises ValueError if the phrase does not stand in the text as whole words.
    """
    if isinstance(phrase, list | tuple) and len(phrase) == 2 and all(isinstance(n, int) for n in phrase):
        if not 0 <= phrase[0] < phrase[1] <= len(text):
            raise ValueError(f"span {list(phrase)} does not lie in a text of {len(text)} characters")
        return Span(*phrase)
    if isinstance(phrase, dict) and "span" in phrase:
        return find_phrase(text, phrase["span"])
    if not isinstance(phrase, str) or not phrase:
        raise ValueError(f"{phrase!r} is neither a phrase nor [begin, end]")
    wanted, count = phrase, 1
    numbered = re.fullmatch(r"(.+)#(\d+)", phrase, re.S)
    if numbered and phrase not in text:
        wanted, count = numbered[1], int(numbered[2])
    left = r"(?<!\w)" if wanted[0].isalnum() else ""
    right = r"(?!\w)" if wanted[-1].isalnum() else ""
    hits = list(re.finditer(left + re.escape(wanted) + right, text))
    if len(hits) < count:
        raise ValueError(f"phrase {phrase!r} is not in the text")
    return Span(hits[count - 1].start(), hits[count - 1].end())


def _optional(text: str, phrase: object) -> Span | None:
    return find_phrase(text, phrase) if phrase else None


def _event(text: str, e: dict[str, Any]) -> GoldEvent:
    kind, status = str(e["type"]), str(e.get("status") or "asserted")
    if status not in STATUSES:
        raise ValueError(f"{status!r} is no status; statuses: {', '.join(STATUSES)}")
    dead = e.get("dead")
    return GoldEvent(
        type=kind,
        trigger=find_phrase(text, e["trigger"]),
        status=status,
        mode=tuple(e.get("mode") or ()),
        actors=tuple(find_phrase(text, p) for p in e.get("actors") or ()),
        recipients=tuple(find_phrase(text, p) for p in e.get("recipients") or ()),
        date=_optional(text, e.get("date")),
        place=_optional(text, e.get("place")),
        said_by=_optional(text, e.get("said_by")),
        dead=dead if isinstance(dead, int) else None,
    )


def _spans(text: str, value: object) -> tuple[Span, ...]:
    if not value:
        return ()
    if isinstance(value, list) and value and not isinstance(value[0], int):
        return tuple(find_phrase(text, v) for v in value)
    return (find_phrase(text, value),)


def read_gold(path: Path, types: frozenset[str] = frozenset(EVENT_TYPES)) -> list[Gold]:
    """Gold records of a JSON lines file (.gz too).

    types: event types the codebook knows. Raises InputError naming the line that does not fit.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    out: list[Gold] = []
    try:
        with opener(path, "rt", encoding="utf8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    out.append(_record(line, path, number, types))
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", where=path, fix="give a file of gold records, JSON lines"
        ) from error
    if not out:
        raise InputError("holds no records", where=path, fix="give JSON lines with `text` and `events`")
    return out


def _record(line: str, path: Path, number: int, types: frozenset[str]) -> Gold:
    where = f"{path}:{number}"
    try:
        r = json.loads(line)
        text = r["text"] if "text" in r else " ".join(r["tokens"])
        events = None if r.get("events") is None else tuple(_event(text, e) for e in r["events"])
        for e in events or ():
            if e.type not in types:
                raise ValueError(f"{e.type!r} is no event type; types: {', '.join(sorted(types))}")
        ties = None
        if r.get("ties") is not None:
            ties = tuple(
                GoldTie(str(t["type"]), find_phrase(text, t["a"]), find_phrase(text, t["b"]))
                for t in r["ties"]
            )
        attributions = None
        if r.get("attributions") is not None:
            attributions = tuple(
                {part: _spans(text, a.get(part)) for part in ("source", "cue", "content")}
                for a in r["attributions"]
            )
        return Gold(str(r.get("id", number)), text, r.get("date"), events, ties, attributions)
    except KeyError as error:
        raise InputError(
            f"has no {error}", where=where, fix="a gold record has `text` and `events`"
        ) from error
    except (ValueError, TypeError, AttributeError) as error:
        raise InputError(
            str(error), where=where, fix="mend that record; phrases are quoted exactly as they stand"
        ) from error
