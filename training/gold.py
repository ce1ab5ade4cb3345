"""The hand-coded event gold: offsets and labels here, the texts in the corpora they were read from.

    python -m training.gold check      --data DIR            every record found, its text unchanged, its spans in the text
    python -m training.gold write      --data DIR -o FILE    gold with its text, in the form score.py reads
    python -m training.gold agreement  --data DIR --score score.py

`--data` is a folder in the layout that `training/prepare.py` makes. A record holds the id of a sentence, the
SHA-256 of its text, and the events (and, for re3d, ties) as [begin, end) offsets in code points; sentences that
we wrote ourselves carry their text.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

RECORDS = Path(__file__).parent / "records"
FIRST_CODING = (
    "events-re3d",
    "events-cameo",
    "events-plover",
    "events-polnear",
    "events-free",
    "events-own",
)
SECOND_CODING = "events-double"


def _lines(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def corpus_texts(data: Path) -> dict[str, str]:
    """Text of every sentence by id; of articles (PolNeAR, TR-News) by article id, their sentences are `article#begin-end`."""
    texts: dict[str, str] = {}
    for name in ("relations/re3d-train.jsonl", "relations/re3d-dev.jsonl", "events/cameo-train.jsonl"):
        for row in _lines(data / name):
            texts[row["id"]] = row["text"] if "text" in row else " ".join(row["tokens"])
    for name in ("events/plover-dev.jsonl", "attribution/train.jsonl.gz", "places/tr-news-dev.jsonl"):
        for row in _lines(data / name):
            texts[row["id"]] = row["text"]
    return texts


def gold(names: tuple[str, ...], data: Path, records: Path = RECORDS) -> list[dict[str, Any]]:
    """Records of the files `names` with their text.

    Raises SystemExit with every record whose text is missing or is not the one that was coded.
    """
    texts, rows, problems = corpus_texts(data), [], []
    for name in names:
        for row in _lines(records / f"{name}.jsonl"):
            text = row.get("text")
            if text is None:
                article, _, part = row["id"].partition("#")
                text = texts.get(article)
                if text is not None and part:
                    begin, end = map(int, part.split("-"))
                    text = text[begin:end]
            if text is None:
                problems.append(f"{name}: {row['id']}: no such sentence in the data")
                continue
            if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
                problems.append(f"{name}: {row['id']}: the text is not the one that was coded")
                continue
            problems += [f"{name}: {row['id']}: {why}" for why in _misfits(row, text)]
            rows.append({**row, "text": text})
    if problems:
        raise SystemExit("\n".join(problems) + f"\n{len(problems)} problems in {records}")
    return rows


def _misfits(row: dict[str, Any], text: str) -> list[str]:
    spans: list[list[int]] = []
    for event in row["events"]:
        spans += [event["trigger"], *event["actors"], *event["recipients"]]
        spans += [event[key] for key in ("said_by", "date", "place") if event.get(key)]
    for tie in row.get("ties", ()):
        spans += [tie["a"], tie["b"]]
    return [
        f"span {span} does not lie in the text" for span in spans if not 0 <= span[0] < span[1] <= len(text)
    ]


def agreement(data: Path, score: ModuleType) -> dict[str, Any]:
    """The second coder's records scored against the first's on the sentences both coded."""
    second = {row["id"]: row for row in gold((SECOND_CODING,), data)}
    first = [row for row in gold(FIRST_CODING, data) if row["id"] in second]
    result: dict[str, Any] = score.score_events(
        first, {key: _as_predicted(row) for key, row in second.items()}
    )
    result["sentences"] = len(first)
    return result


def _as_predicted(row: dict[str, Any]) -> dict[str, Any]:
    events = [
        {
            **event,
            "actors": [{"span": span} for span in event["actors"]],
            "recipients": [{"span": span} for span in event["recipients"]],
        }
        for event in row["events"]
    ]
    return {"id": row["id"], "events": events}


def _load_score(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: not a Python file; name the scorer with --score")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("check", "write", "agreement"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--score", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args(arguments)
    if options.what == "agreement":
        if options.score is None:
            parser.error("agreement needs --score, the path of score.py")
        print(json.dumps(agreement(options.data, _load_score(options.score)), indent=1))
        return 0
    rows = gold((*FIRST_CODING, SECOND_CODING) if options.what == "check" else FIRST_CODING, options.data)
    if options.what == "write":
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        if options.output is None:
            sys.stdout.write(lines)
        else:
            options.output.write_text(lines, encoding="utf8")
        return 0
    types = Counter(event["type"] for row in rows for event in row["events"])
    print(f"{len(rows)} sentences, {sum(types.values())} events, all texts as they were coded")
    for type_, count in types.most_common():
        print(f"{count:6} {type_}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
