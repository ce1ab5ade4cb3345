"""How far PolNeAR's annotators agree with one another, by the scorer that scores us.

    python benchmarks/annotators.py --polnear CHECKOUT --score score.py
    python benchmarks/annotators.py --judged

Some articles of the corpus's training split were annotated by several people; each is scored against each, the counts
of all ordered pairs added up. --judged counts what a reader held of relations of the development articles that only the annotator
marked, only the model (en 4), or both, not knowing which (gold/attributions-judged.jsonl: ids, offsets, judgements), and how
whole relations would score for somebody who marks what is right and half of what is debatable.
"""

import argparse
import itertools
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from scorer import load_score

# The reader of the corpus belongs to the training, which is not installed.
sys.path.insert(0, str(Path(__file__).parents[1]))
from training.prepare import brat

MEASURES = ("all_exact", "all_overlap", "relation_source_and_content")


def annotations(checkout: Path) -> dict[str, list[dict[str, Any]]]:
    """Of each training article that several people annotated, what each of them marked."""
    folder = checkout / "data/train"
    by_article: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        article = path.stem.rsplit("_", 1)[0]
        source = folder / f"text/{article}.txt"
        if source.exists():
            text = source.read_bytes().decode("utf8")
            by_article[article].append({"id": article, "attributions": brat(text, path)})
    return {article: each for article, each in by_article.items() if len(each) > 1}


def agreement(score: Any, pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> dict[str, float]:
    """F1 of each measure over all pairs, one annotator as gold and one as prediction."""
    gold = [{**a, "id": str(n)} for n, (a, _) in enumerate(pairs)]
    result = score.score_attribution(gold, {str(n): b for n, (_, b) in enumerate(pairs)})
    return {measure: result[measure]["f1"] for measure in MEASURES}


JUDGED = Path(__file__).parent / "gold" / "attributions-judged.jsonl"
KINDS = ("right", "wrong parts", "debatable", "none")


def judged() -> None:
    """Prints shares by who marked a relation, and the F1 of whole relations of a reader who follows the judge."""
    head, *rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    shares = {}
    for by, total in head["relations"].items():
        count = Counter(row["judged"] for row in rows if row["marked_by"] == by)
        shares[by] = {kind: count[kind] / count.total() for kind in KINDS}
        print(f"{by:10} {total:5} relations, {count.total():3} judged: ", *(f"{k} {count[k]}" for k in KINDS))
    marks = {
        by: total * (shares[by]["right"] + shares[by]["debatable"] / 2)
        for by, total in head["relations"].items()
    }
    found = marks["both"] + marks["annotator"]
    precision = found / (found + marks["model"])
    recall = found / (head["relations"]["both"] + head["relations"]["annotator"])
    print(
        f"who follows the judge: {precision:.2f} {recall:.2f} {2 * precision * recall / (precision + recall):.2f}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--polnear", type=Path, metavar="CHECKOUT")
    parser.add_argument("--score", type=Path)
    parser.add_argument("--judged", action="store_true")
    options = parser.parse_args()
    if options.judged:
        judged()
        return 0
    if options.polnear is None or options.score is None:
        parser.error("--polnear and --score, or --judged")
    score = load_score(options.score)
    shared = annotations(options.polnear)
    if not shared:
        print(f"{options.polnear}: no article of several annotators under data/train", file=sys.stderr)
        return 2
    everyone: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for article, each in shared.items():
        pairs = list(itertools.permutations(each, 2))
        everyone += pairs
        print(article, len(each), "annotators", agreement(score, pairs))
    print("all", len(everyone), "pairs", agreement(score, everyone))
    return 0


if __name__ == "__main__":
    sys.exit(main())
