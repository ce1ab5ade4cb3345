"""Who is who: share of hand-checked mentions resolved and resolved right, and the time resolution takes.

    python benchmarks/actors.py --data DIR [--blind [--half tuned|unseen]] [--page FILE] [--without-model] [--errors]

--blind scores gold/actors-blind.jsonl: mentions marked by reading the texts alone, before any output of the program on
them was looked at; errors of its `tuned` half were read and mended, those of its `unseen` half were not. Without it
gold/actors.jsonl is scored, which was corrected from the program's own marks and so flatters what is resolved. DIR holds the public corpora (attribution/, places/, relations/) whose mentions gold/actors.jsonl names by id and
offsets; their texts are not part of this project. A mention is right if one of its names is the gold one, whatever
the case; it counts as resolved if a mention over the same words has a name. --page reads one more text and shows
into how many actors the names fall that should be one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import hashlib
import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from dragoman.actors import load_knowledge, resolve_actors
from dragoman.records import DateValue, Document, Mention, Parse

# How sets are halved belongs to the training, which is not installed.
sys.path.insert(0, str(Path(__file__).parents[1]))
from training.corpora import one_in

GOLD = Path(__file__).parent / "gold" / "actors.jsonl"
BLIND = Path(__file__).parent / "gold" / "actors-blind.jsonl"
CLUSTERS = {
    "islamic-state": ["Daesh", "ISIS", "ISIL", "Islamic State"],
    "hezbollah": ["Hizb’allah", "Hezbollah", "Lebanese Hizb’allah"],
    "irn-revolutionary-guards": ["IRGC", "Revolutionary Guards"],
    "ncri": ["NCRI", "National Council of Resistance of Iran"],
    "rus": ["Moscow", "Kremlin", "Russia"],
    "usa": ["Washington", "White House", "United States"],
    "tur": ["Ankara", "Turkey"],
    "irn": ["Tehran", "Iran", "mullahs"],
    "syr": ["Damascus"],
    "mohammad-javad-zarif": ["Zarif"],
    "qasem-soleimani": ["Soleimani", "Qassem Soleimani"],
    "ali-khamenei": ["Ali Khamenei", "Iranian Supreme Leader Ali Khamenei"],
    "john-kirby": ["Kirby"],
    "rex-tillerson": ["Tillerson", "Rex Tillerson"],
    "maryam-rajavi": ["Rajavi", "Maryam Rajavi"],
    "subhi-al-tufayli": [
        "the influential al-Tufayli",
        "Sheikh Subhi al-Tufayli",
        "al-Tufayli",
        "Subhi al-Tufayli",
    ],
}


def texts(data: Path) -> Iterator[tuple[str, str]]:
    """(id, text) of every document of the corpora under `data`."""
    for path in sorted(data.glob("*/*.jsonl*")):
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if "text" in record:
                    yield record["id"], record["text"]


def document(id_: str, text: str, date: str | None) -> Document:
    """A document as the reader would give it."""
    day = dt.date.fromisoformat(date) if date else None
    return Document(id=id_, text=text, published=DateValue(day, day) if day else None)


def half(id_: str) -> str:
    """Which half of the blind gold a text belongs to, by the hash of its id."""
    return "tuned" if one_in(id_, 2) else "unseen"


def fold(name: str) -> str:
    """A name without case and punctuation."""
    return re.sub(r"[^\w]+", " ", name).casefold().strip()


def hit(span: list[int], mentions: list[Mention]) -> Mention | None:
    """The named mention that shares most with `span`, if it shares half and is not much longer."""
    fitting = []
    for mention in mentions:
        shared = min(span[1], mention.span.end) - max(span[0], mention.span.begin)
        long = mention.span.end - mention.span.begin <= 2 * (span[1] - span[0]) + 20
        if mention.name and shared > 0 and 2 * shared >= span[1] - span[0] and long:
            fitting.append((shared, mention))
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def parses(found: dict[str, str], *, without: bool) -> dict[str, Parse]:
    """Parses of the texts, empty ones without the language model."""
    if without:
        return {id_: Parse((), ()) for id_ in found}
    from dragoman import language

    return dict(zip(found, language.parse_all(found.values()), strict=True))


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--blind", action="store_true")
    parser.add_argument("--half", choices=["tuned", "unseen", "all"], default="all")
    parser.add_argument("--page", type=Path)
    parser.add_argument("--without-model", action="store_true")
    parser.add_argument("--errors", action="store_true", help="print what was missed or wrong")
    options = parser.parse_args()

    started = time.process_time()
    knowledge = load_knowledge()
    print(f"loading            {time.process_time() - started:.2f} s of CPU, {len(knowledge.entries)} actors")

    source = BLIND if options.blind else GOLD
    lines = map(json.loads, source.read_text(encoding="utf-8").splitlines())
    gold = {record["id"]: record for record in lines if options.half in ("all", half(record["id"]))}
    found = {id_: text for id_, text in texts(options.data) if id_ in gold}
    for id_, text in found.items():
        if hashlib.sha256(text.encode()).hexdigest() != gold[id_]["sha256"]:
            raise SystemExit(f"{id_} is another text than the one the gold was made on")
    read = parses(found, without=options.without_model)
    total = resolved = right = words = 0
    seconds = 0.0
    for id_, text in found.items():
        case = document(id_, text, gold[id_]["date"])
        started = time.process_time()
        mentions = list(resolve_actors(case, read[id_], (), knowledge))
        seconds += time.process_time() - started
        words += len(text.split())
        for item in gold[id_]["actors"]:
            total += 1
            mention = hit(item["span"], mentions)
            if mention is None:
                good = False
            else:
                resolved += 1
                names = {fold(name) for name in (item["name"], *item.get("aliases", ()))}
                good = bool(names & {fold(name) for name in (mention.name or "", *mention.aliases)})
                right += good
            if options.errors and not good:
                begin, end = item["span"]
                got = mention.name if mention else "nothing"
                print(f"  {id_} [{begin}, {end}) wants {item['name']!r}, got {got!r}")
    print(f"mentions           {total} in {len(found)} texts")
    print(f"resolved           {resolved / total:.3f}")
    print(f"right of resolved  {right / resolved:.3f}")
    print(f"speed              {1e6 * seconds / words:.0f} microseconds a word")
    if options.page:
        text = options.page.read_text(encoding="utf-8")
        page = document("page", text, "2017-01-23")
        (parse,) = parses({"page": text}, without=options.without_model).values()
        mentions = list(resolve_actors(page, parse, (), knowledge))
        wrong = 0
        for actor, names in CLUSTERS.items():
            ids = {m.actor for m in mentions if m.actor and m.span.of(text) in names}
            wrong += ids != {actor}
            if ids != {actor}:
                print(f"  {', '.join(names)}: {ids or 'nobody'}, not {actor}")
        print(f"clusters           {len(CLUSTERS) - wrong} of {len(CLUSTERS)} whole")


if __name__ == "__main__":
    main()
