"""How well dates are read: the own gold set, and dates found in news articles.

    python benchmarks/times.py --data FOLDER [--errors] [--no-parse]

FOLDER holds `score.py` beside `data/attribution/train.jsonl.gz` (PolNeAR); without it only the own sentences count.
benchmarks/times-own.jsonl: sentences written for this set. benchmarks/times-found.jsonl: id, SHA-256 and offsets of
dates in PolNeAR's articles. They were labelled by correcting the output of an early version, so they can flatter it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import hashlib
import json
import sys
import time
from pathlib import Path
from typing import Any

from dragoman.records import DateValue, Document, Parse
from dragoman.times import resolve_times
from scorer import load_score

HERE = Path(__file__).parent


def load_gold(data: Path | None) -> list[dict[str, Any]]:
    """Gold records with their text; found ones only where the corpus is at hand and unchanged."""
    gold = []
    for line in (HERE / "times-own.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for item in record["times"]:
            begin = record["text"].index(item["phrase"])
            item["span"] = [begin, begin + len(item["phrase"])]
        gold.append(record)
    corpus = data / "data" / "attribution" / "train.jsonl.gz" if data else None
    if corpus is None or not corpus.exists():
        print("no corpus given: own sentences only", file=sys.stderr)
        return gold
    found = {}
    for line in (HERE / "times-found.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        found[record["id"]] = record
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if article["id"] in found:
                record = found[article["id"]]
                if hashlib.sha256(article["text"].encode()).hexdigest() != record["sha256"]:
                    sys.exit(f"{article['id']} is not the text that was labelled")
                gold.append({**record, "text": article["text"]})
    return gold


def main() -> None:
    """Print resolved, exact and near for each half of the set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument(
        "--no-parse", action="store_true", help="rules over the words alone, no language model"
    )
    chosen = parser.parse_args()
    gold = load_gold(chosen.data)
    score = load_score(chosen.data / "score.py")
    if chosen.no_parse:
        parses = [Parse((), ())] * len(gold)
    else:
        from dragoman import language

        parses = list(language.parse_all([record["text"] for record in gold]))
    predicted = {}
    started, words = time.process_time(), 0
    for record, parse in zip(gold, parses, strict=True):
        day = dt.date.fromisoformat(record["date"])
        document = Document(id=record["id"], text=record["text"], published=DateValue(day, day))
        mentions = resolve_times(document, parse)
        words += len(record["text"].split())
        predicted[record["id"]] = {
            "id": record["id"],
            "mentions": [
                {
                    "span": list(m.span),
                    "type": m.type,
                    "from": m.date.first.isoformat() if m.date and m.date.first else None,
                    "to": m.date.last.isoformat() if m.date and m.date.last else None,
                }
                for m in mentions
            ],
        }
    spent = time.process_time() - started
    for name, part in (("own", "own-"), ("found", "")):
        records = [g for g in gold if g["id"].startswith("own-") == bool(part)]
        print(name, json.dumps(score.score_times(records, predicted)))
    print(f"{1e6 * spent / max(1, words):.1f} microseconds a word")
    if chosen.errors:
        for record in gold:
            for item in record["times"]:
                alone = [{**record, "times": [item]}]
                if not score.score_times(alone, predicted)["exact"]["right"]:
                    hits = [
                        m
                        for m in predicted[record["id"]]["mentions"]
                        if score.overlap(item["span"], m["span"])
                    ]
                    begin, end = item["span"]
                    around = record["text"][max(0, begin - 40) : end + 30].replace("\n", " ")
                    print(
                        record["id"][:30], record["date"], repr(around), item["from"], item["to"], "got", hits
                    )


if __name__ == "__main__":
    main()
