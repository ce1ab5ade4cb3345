"""What resolving actors, places and dates costs: loading, and microseconds a word beside the language model's.

    python benchmarks/resolution.py --data FOLDER [--articles 40] [--profile]

FOLDER holds `data/attribution/dev.jsonl.gz` (PolNeAR). All figures are processor time of this process on one core, the
smallest of five passes, so that a busy machine disturbs them least.
"""

from __future__ import annotations

import argparse
import cProfile
import datetime as dt
import gzip
import json
import pstats
import time
from itertools import islice
from pathlib import Path

PASSES = 5


def main() -> None:
    """Print loading times and the cost of each stage."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--profile", action="store_true", help="list where the time goes")
    chosen = parser.parse_args()

    from dragoman import language
    from dragoman.actors import load_knowledge, resolve_actors
    from dragoman.places import load_gazetteer, resolve_places
    from dragoman.records import DateValue, Document
    from dragoman.times import resolve_times

    started = time.process_time()
    knowledge = load_knowledge()
    between = time.process_time()
    gazetteer = load_gazetteer()
    ended = time.process_time()
    print(f"loading      actors {between - started:.3f} s, gazetteer {ended - between:.3f} s")

    documents = []
    with gzip.open(chosen.data / "data" / "attribution" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, islice(lines, chosen.articles)):
            day = dt.date.fromisoformat(record["date"])
            documents.append(
                Document(
                    id=record["id"], text=record["text"], published=DateValue(day, day), title=record["title"]
                )
            )
    words = sum(len(document.text.split()) for document in documents)
    started = time.process_time()
    parses = [language.parse(document.text) for document in documents]
    model = time.process_time() - started

    def once() -> tuple[float, float, float]:
        spent = [0.0, 0.0, 0.0]
        for document, parse in zip(documents, parses, strict=True):
            a = time.process_time()
            mentions = resolve_times(document, parse)
            b = time.process_time()
            mentions = resolve_actors(document, parse, mentions, knowledge)
            c = time.process_time()
            resolve_places(document, parse, mentions, gazetteer)
            spent = [spent[0] + b - a, spent[1] + c - b, spent[2] + time.process_time() - c]
        return spent[0], spent[1], spent[2]

    passes = [once() for _ in range(PASSES)]
    best = min(passes, key=sum)
    print(f"documents    {len(documents)}, {words} words")
    print(f"first pass   {1e6 * sum(passes[0]) / words:.1f} microseconds a word")
    for name, spent in zip(("dates", "actors", "places"), best, strict=True):
        print(f"{name:12} {1e6 * spent / words:.1f} microseconds a word")
    print(f"together     {1e6 * sum(best) / words:.1f} microseconds a word")
    print(
        f"model        {1e6 * model / words:.0f} microseconds a word; resolution adds {sum(best) / model:.1%}"
    )
    if chosen.profile:
        profile = cProfile.Profile()
        profile.enable()
        once()
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main()
