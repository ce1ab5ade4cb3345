"""Speakers: who is named for a source, pronouns apart, on sources coded by hand.

    python benchmarks/speakers.py --data DATA [--page FILE] [--half first|second] [--errors]

DATA holds attribution/dev.jsonl.gz as described in training/README.md; benchmarks/data/speakers.jsonl names 230 sources
of 25 of its articles by offsets, with every name that counts as right (null: nobody, because the text keeps the name
back or several speak at once). --page is the page of the examples, with 19 more. Each source is scored twice: as coded,
where an attribution that is not found counts as wrong in "of all" only; and with PolNeAR's own spans in place of the
model's, so that the resolution is measured alone. The first half of the articles was read for errors, the second not.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from dragoman import language
from dragoman.pipeline import CodeOptions, Coder, body_of
from dragoman.records import (
    Attribution,
    CodedDocument,
    DateValue,
    Document,
    ParsedAttribution,
    Span,
    content_id,
)

GOLD = Path(__file__).parent / "data" / "speakers.jsonl"


def fold(name: str | None) -> str | None:
    """A name without case, punctuation and article; None stays None."""
    return None if name is None else re.sub(r"[^\w]+", " ", name).casefold().strip().removeprefix("the ")


def article(record: dict[str, Any]) -> Document:
    """An article of PolNeAR as the reader would give it."""
    day = dt.date.fromisoformat(record["date"]) if record.get("date") else None
    return Document(
        content_id(record["text"], record.get("title")),
        record["text"],
        title=record.get("title"),
        author=re.sub(r"^By ", "", record.get("author") or "") or None,
        publisher=record.get("publisher"),
        published=DateValue(day, day) if day else None,
        language="en",
    )


def found(source: Span, coded: Sequence[Attribution]) -> Attribution | None:
    """The attribution whose source shares most with `source`, if it shares half of the shorter."""
    best: tuple[int, int, Attribution] | None = None
    for attribution in coded:
        for span in attribution.source:
            shared = min(span.end, source.end) - max(span.begin, source.begin)
            shorter = min(span.end - span.begin, source.end - source.begin)
            if shared > 0 and 2 * shared >= shorter:
                key = (shared, -abs(span.end - span.begin - (source.end - source.begin)))
                if best is None or key > best[:2]:
                    best = (*key, attribution)
    return best[2] if best else None


def page_sources(path: Path, rows: list[dict[str, Any]]) -> Iterator[tuple[Document, list[dict[str, Any]]]]:
    """The articles of the page with the sources that stand in each, offsets moved into the article."""
    from dragoman.read import ReadOptions, read_paths

    for document in read_paths([path], ReadOptions(date="2017-01-23")):
        if not isinstance(document, Document) or document.file_span is None:
            continue
        at = document.file_span.begin
        mine = [
            {**row, "source": [row["source"][0] - at, row["source"][1] - at]}
            for row in rows
            if document.file_span.begin <= row["source"][0] < document.file_span.end
        ]
        yield document, mine


class Tally:
    """Right, found and all, for one kind of source."""

    def __init__(self) -> None:
        self.right = self.found = self.all = 0

    def __str__(self) -> str:
        of_found = self.right / self.found if self.found else 0.0
        of_all = self.right / self.all if self.all else 0.0
        return f"{of_found:6.3f} of {self.found:3} found   {of_all:6.3f} of {self.all:3}"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--page", type=Path)
    parser.add_argument("--half", choices=["first", "second"])
    parser.add_argument("--errors", action="store_true", help="print what was wrong")
    options = parser.parse_args()
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    with gzip.open(options.data / "attribution" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = {
            hashlib.sha256(record["text"].encode()).hexdigest(): record for record in map(json.loads, lines)
        }
    cases: list[tuple[str, Document, list[dict[str, Any]], list[dict[str, Any]]]] = []
    articles = [g for g in gold if g["id"] != "page"]
    middle = (len(articles) + 1) // 2
    part = {"first": articles[:middle], "second": articles[middle:]}.get(options.half or "", articles)
    for entry in part:
        record = records.get(entry["sha256"])
        if record is None:
            raise SystemExit(f"{entry['id']} is not among the articles under {options.data}")
        cases.append((entry["id"], article(record), entry["speakers"], record["attributions"]))
    if options.page:
        rows = next(g["speakers"] for g in gold if g["id"] == "page")
        cases += [("page", document, mine, []) for document, mine in page_sources(options.page, rows)]

    coder = Coder(CodeOptions())
    parses = list(language.parse_all([body_of(document) for _, document, _, _ in cases]))
    ways: dict[str, list[CodedDocument]] = {"as coded": [], "gold spans": []}
    for (_, document, _, spans), parse in zip(cases, parses, strict=True):
        ways["as coded"].append(coder._stages(document, parse))
        given = tuple(
            ParsedAttribution(*(tuple(Span(*s) for s in a[part]) for part in ("source", "cue", "content")))
            for a in spans
        )
        if given:
            ways["gold spans"].append(coder._stages(document, replace(parse, attributions=given)))
    for way, coded in ways.items():
        tallies = {name: Tally() for name in ("pronouns", "others", "all")}
        for (id_, document, rows, _), record in zip(cases, coded, strict=False):
            for row in rows:
                source = Span(*row["source"])
                hit = found(source, record.attributions)
                good = hit is not None and fold(hit.source_name) in {fold(name) for name in row["names"]}
                for tally in (tallies["pronouns" if row["pronoun"] else "others"], tallies["all"]):
                    tally.all += 1
                    tally.found += hit is not None
                    tally.right += good
                if options.errors and not good:
                    got = "not found" if hit is None else repr(hit.source_name)
                    print(
                        f"  {way} {id_} {tuple(source)} {source.of(document.text)!r}: {row['names'][0]!r}, got {got}"
                    )
        for name, tally in tallies.items():
            print(f"{way:10} {name:9} {tally}")


if __name__ == "__main__":
    main()
