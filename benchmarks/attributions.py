"""Attributions on PolNeAR, and chains on the project's own gold set.

    python benchmarks/attributions.py --data DATA --score FILE [--split dev] [--articles N] [--chains]

DATA holds attribution/dev.jsonl.gz (text, attributions) as described in training/README.md; FILE is the scorer
(score.py, functions score_attribution and score_chains). Three rows are printed: the model alone, the rules
alone, and both together, which is what the program gives. --chains scores benchmarks/data/chains.jsonl (a hundred
sentences of our own) and, where their documents are found under --data, the twenty of chains-found.jsonl.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from dragoman.attributions import code_attributions
from dragoman.language import parse_all
from dragoman.records import Document, Mention, Parse, to_json
from scorer import load_score

OWN = Path(__file__).parent / "data"


def mentions(parse: Parse) -> tuple[Mention, ...]:
    """The model's mentions, unresolved: speakers are not scored here."""
    return tuple(Mention(m.span, m.type, m.score) for m in parse.mentions)


def predicted(id_: str, text: str, parse: Parse, way: str) -> list[dict[str, Any]]:
    if way == "model alone":
        return [
            {"source": to_json(a.source), "cue": to_json(a.cue), "content": to_json(a.content)}
            for a in parse.attributions
        ]
    if way == "rules alone":
        parse = replace(parse, attributions=())
    found: list[dict[str, Any]] = to_json(code_attributions(Document(id_, text), parse, mentions(parse)))
    return found


def texts_by_digest(folder: Path) -> dict[str, str]:
    """Every text under the corpora's folder by its SHA-256, to find the documents of gold stored without text."""
    found = {}
    for path in [*folder.glob("attribution/*.jsonl.gz"), *folder.glob("places/*.jsonl")]:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line).get("text")
                if text:
                    found[hashlib.sha256(text.encode()).hexdigest()] = text
    return found


def chain_gold(data: Path) -> list[dict[str, Any]]:
    gold = [json.loads(line) for line in (OWN / "chains.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = texts_by_digest(data)
    for line in (OWN / "chains-found.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = texts.get(record["sha256"])
        if text is None:
            continue
        chains = [
            {"content": c["content"], "hands": [text[b:e] for b, e in c["hands"]]} for c in record["chains"]
        ]
        gold.append({"id": record["id"], "text": text, "chains": chains})
    return gold


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--score", type=Path, required=True, help="score.py")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--articles", type=int, help="only the first so many articles")
    parser.add_argument("--chains", action="store_true", help="score chains instead of PolNeAR")
    options = parser.parse_args()
    scorer = load_score(options.score)
    if options.chains:
        gold = chain_gold(options.data)
        parses = list(parse_all(g["text"] for g in gold))
        for way in ("rules alone", "both"):
            pred = {
                g["id"]: {"attributions": predicted(g["id"], g["text"], p, way)}
                for g, p in zip(gold, parses, strict=True)
            }
            for title, part in (
                ("own", [g for g in gold if g["id"].startswith("chain")]),
                ("found", [g for g in gold if g["id"].startswith("found")]),
            ):
                if part:
                    print(f"{way:12} {title:6}", json.dumps(scorer.score_chains(part, pred)))
        return 0
    path = options.data / "attribution" / f"{options.split}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines][: options.articles]
    for g in gold:
        g["id"] = str(g["id"])
    parses = list(parse_all(g["text"] for g in gold))
    print(f"{'':12} {'exact':>7} {'overlap':>8} {'relation':>9}   (F1, {len(gold)} articles)")
    for way in ("model alone", "rules alone", "both"):
        pred = {
            g["id"]: {"attributions": predicted(g["id"], g["text"], p, way)}
            for g, p in zip(gold, parses, strict=True)
        }
        result = scorer.score_attribution(gold, pred)
        row = [result[k]["f1"] for k in ("all_exact", "all_overlap", "relation_source_and_content")]
        print(f"{way:12} {row[0]:7.3f} {row[1]:8.3f} {row[2]:9.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
