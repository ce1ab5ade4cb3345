"""How far PolNeAR's annotators agree with one another, by the scorer that scores us.

    python benchmarks/annotators.py --polnear CHECKOUT --score score.py

Some articles of the corpus's training split were annotated by several people; each is scored against each, the counts
of all ordered pairs added up.
"""

import argparse
import itertools
import sys
from collections import defaultdict
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


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--polnear", type=Path, required=True, metavar="CHECKOUT")
    parser.add_argument("--score", type=Path, required=True)
    options = parser.parse_args()
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
