"""How well places are resolved on TR-News, by the field's measure: within 161 km of the gold point.

    python benchmarks/places.py --data FOLDER [--half tuned|held-out|all] [--errors] [--no-model] [--no-actors]

FOLDER holds `score.py` beside `data/places/tr-news-dev.jsonl`. The rules were tuned on every second article (the
first, third, ...); the others were held out. --no-model finds places by the gazetteer alone, --no-actors by gazetteer and
model; without either, actors are resolved first, as `dragoman code` does.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

from dragoman.actors import load_knowledge, resolve_actors
from dragoman.places import load_gazetteer, resolve_places
from dragoman.records import Document, Parse
from scorer import load_score


def main() -> None:
    """Print the share resolved and right, load time and microseconds a word."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--half", choices=["tuned", "held-out", "all"], default="all")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--no-model", action="store_true")
    parser.add_argument("--no-actors", action="store_true")
    chosen = parser.parse_args()
    score = load_score(chosen.data / "score.py")
    gold = score.load(chosen.data / "data" / "places" / "tr-news-dev.jsonl")
    gold = {"tuned": gold[::2], "held-out": gold[1::2], "all": gold}[chosen.half]
    started = time.process_time()
    gazetteer = load_gazetteer()
    print(f"gazetteer loaded in {time.process_time() - started:.2f} s of processor time")
    if chosen.no_model:
        parses = [Parse((), ())] * len(gold)
    else:
        from dragoman import language

        parses = list(language.parse_all([record["text"] for record in gold]))
    knowledge = None if chosen.no_model or chosen.no_actors else load_knowledge()
    predicted = {}
    spent, words = 0.0, 0
    for record, parse in zip(gold, parses, strict=True):
        document = Document(id=record["id"], text=record["text"])
        # As `dragoman code` does it: who is meant is settled first, and leaves less to places.
        mentions = () if knowledge is None else resolve_actors(document, parse, (), knowledge)
        started = time.process_time()
        mentions = resolve_places(document, parse, mentions, gazetteer)
        spent += time.process_time() - started
        words += len(record["text"].split())
        predicted[record["id"]] = {
            "id": record["id"],
            "mentions": [
                {"span": list(m.span), "type": m.type, "lat": m.lat, "lon": m.lon, "because": m.because}
                for m in mentions
            ],
        }
    print(json.dumps(score.score_places(gold, predicted)))
    print(f"{1e6 * spent / words:.1f} microseconds a word")
    if chosen.errors:
        show_errors(score, gold, predicted)


def show_errors(score: Any, gold: list[dict[str, Any]], predicted: dict[str, dict[str, Any]]) -> None:
    """One line for each gold place that is unresolved or far off."""
    for record in gold:
        text, found = record["text"], predicted[record["id"]]["mentions"]
        for place in record["places"]:
            begin, end = place["span"]
            around = " ".join(text[max(0, begin - 40) : end + 30].split())
            hits = [m for m in found if score.overlap(place["span"], m["span"])]
            hit = next((m for m in hits if m["lat"] is not None), None)
            if hit is None:
                print(record["id"], "unresolved", repr(text[begin:end]), around, [m["because"] for m in hits])
                continue
            away = score.kilometres((place["lat"], place["lon"]), (hit["lat"], hit["lon"]))
            if away > 161:
                print(record["id"], f"{away:.0f} km", repr(text[begin:end]), around, hit["because"])


if __name__ == "__main__":
    main()
