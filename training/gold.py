"""The hand-coded event gold: offsets and labels here, the texts in the corpora they were read from.

    python -m training.gold check      --data DIR            every record found, its text unchanged, its spans in the text
    python -m training.gold write      --data DIR -o FILE    gold with its text, in the form score.py reads
    python -m training.gold agreement  --data DIR --score score.py
    python -m training.gold add        FILE...               our own texts, coded with quoted phrases, into events-own.jsonl or chains-own.jsonl

`--data` is a folder in the layout that `training/prepare.py` makes. A record holds the id of a sentence, the
SHA-256 of its text, and the events (and, for re3d, ties) as [begin, end) offsets in code points; sentences that
we wrote ourselves carry their text. `add` takes JSON lines with `text` and `events`, whose phrases are quoted from the text
("phrase#2" is its second occurrence as a whole word), and lists every line that does not hold.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import re
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from dragoman.records import EVENT_TYPES, STATUSES

RECORDS = Path(__file__).parent / "records"
FIRST_CODING = (
    "events-re3d",
    "events-cameo",
    "events-plover",
    "events-polnear",
    "events-free",
    "events-own",
    "events-news",
    "events-treebank",
)
SECOND_CODING = "events-double"
CHAINS = ("chains-own", "chains-news")
SINGLE = ("said_by", "date", "place")


def _lines(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def corpus_texts(data: Path) -> dict[str, str]:
    """Text of every sentence by id; of articles (PolNeAR, TR-News) by article id, their sentences are `article#begin-end`."""
    texts = _treebank_texts(data)
    for name in ("relations/re3d-train.jsonl", "relations/re3d-dev.jsonl", "events/cameo-train.jsonl"):
        for row in _lines(data / name):
            texts[row["id"]] = row["text"] if "text" in row else " ".join(row["tokens"])
    for name in ("events/plover-dev.jsonl", "attribution/train.jsonl.gz", "places/tr-news-dev.jsonl"):
        for row in _lines(data / name):
            texts[row["id"]] = row["text"]
    return texts


def _treebank_texts(data: Path) -> dict[str, str]:
    """Text of every sentence of the treebanks' training files by its `sent_id`."""
    texts: dict[str, str] = {}
    for name in ("treebank/ewt-train.conllu.gz", "treebank/gum-train.conllu.gz"):
        path, sentence = data / name, ""
        if not path.exists():
            continue
        with gzip.open(path, "rt", encoding="utf8") as lines:
            for line in lines:
                if line.startswith("# sent_id = "):
                    sentence = line.removeprefix("# sent_id = ").strip()
                elif line.startswith("# text = "):
                    texts[sentence] = line.removeprefix("# text = ").rstrip("\n")
    return texts


def _text_of(row: dict[str, Any], texts: dict[str, str]) -> str | None:
    """The text that a record stands on: its own, or a sentence or a part `article#begin-end` of the corpora."""
    if row.get("text") is not None:
        return str(row["text"])
    article, _, part = row["id"].partition("#")
    text = texts.get(article)
    if text is not None and part:
        begin, end = map(int, part.split("-"))
        text = text[begin:end]
    return text


def gold(names: tuple[str, ...], data: Path, records: Path = RECORDS) -> list[dict[str, Any]]:
    """Records of the files `names` with their text.

    Raises SystemExit with every record whose text is missing or is not the one that was coded.
    """
    texts, dates, rows, problems = corpus_texts(data), article_dates(data), [], []
    for name in names:
        for row in _lines(records / f"{name}.jsonl"):
            text = _text_of(row, texts)
            if text is None:
                problems.append(f"{name}: {row['id']}: no such sentence in the data")
                continue
            if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
                problems.append(f"{name}: {row['id']}: the text is not the one that was coded")
                continue
            problems += [f"{name}: {row['id']}: {why}" for why in _misfits(row, text)]
            dated = {"date": dates[article]} if (article := row["id"].partition("#")[0]) in dates else {}
            rows.append({**row, **dated, "text": text})
    if problems:
        raise SystemExit("\n".join(problems) + f"\n{len(problems)} problems in {records}")
    return rows


def article_dates(data: Path) -> dict[str, str]:
    """Day on which each article of PolNeAR appeared, by its id."""
    rows = _lines(data / "attribution/train.jsonl.gz")
    return {row["id"]: row["date"] for row in rows if re.fullmatch(r"\d{4}-\d\d-\d\d", row.get("date") or "")}


def chains(data: Path, records: Path = RECORDS) -> list[dict[str, Any]]:
    """Articles with their chains and their text: our own, or beginnings of PolNeAR's.

    Raises SystemExit with every article whose text is missing or is not the one that was read.
    """
    texts, rows, problems = corpus_texts(data), [], []
    for row in (row for name in CHAINS for row in _lines(records / f"{name}.jsonl")):
        text = _text_of(row, texts)
        if text is None or hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            problems.append(f"{row['id']}: the text is missing or is not the one that was read")
        rows.append({**row, "text": text})
    if problems:
        raise SystemExit("\n".join(problems) + f"\n{len(problems)} problems in the chains of {records}")
    return rows


def placed(text: str, phrase: str) -> list[int]:
    """Offsets of a quoted phrase in the text; whole words before parts of words, "phrase#2" is the second occurrence.

    Raises ValueError where the text has no such phrase.
    """
    number = 1
    if phrase not in text and (found := re.fullmatch(r"(.*)#(\d+)", phrase, re.DOTALL)):
        phrase, number = found[1], int(found[2])
    begins = [m.start() for m in re.finditer(re.escape(phrase), text)]
    whole = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)]
    at = whole or begins
    if len(at) < number:
        raise ValueError(f"{phrase!r} is not in the text")
    return [at[number - 1], at[number - 1] + len(phrase)]


def coded_line(line: str, modes: dict[str, list[str]]) -> dict[str, Any]:
    """A record of events-own.jsonl from a line with quoted phrases; modes: those of each type.

    Raises ValueError or KeyError where the line does not hold.
    """
    row = json.loads(line)
    text = row["text"]
    if text != text.strip() or not text:
        raise ValueError("the text is empty or has white space around it")
    events = []
    for told in row["events"]:
        if unknown := set(told) - {"type", "mode", "trigger", "actors", "recipients", "status", *SINGLE}:
            raise ValueError(f"unknown fields {sorted(unknown)}")
        if told["type"] not in EVENT_TYPES:
            raise ValueError(f"{told['type']!r} is not a type")
        if told["status"] not in STATUSES:
            raise ValueError(f"{told['status']!r} is not a status")
        if wrong := set(told.get("mode", ())) - set(modes.get(told["type"], ())):
            raise ValueError(f"{sorted(wrong)} are not modes of {told['type']}")
        event: dict[str, Any] = {
            "type": told["type"],
            "mode": told.get("mode", []),
            "trigger": placed(text, told["trigger"]),
            "actors": [placed(text, x) for x in told["actors"]],
            "recipients": [placed(text, x) for x in told["recipients"]],
            "status": told["status"],
        }
        events.append(event | {key: placed(text, told[key]) for key in SINGLE if told.get(key)})
    sha = hashlib.sha256(text.encode()).hexdigest()
    return {"id": f"own-{sha[:12]}", "sha256": sha, "text": text, "events": events}


def chains_line(line: str) -> dict[str, Any]:
    """A record of chains-own.jsonl from an article whose `clusters` quote their `phrases` from its `text`.

    Raises ValueError or KeyError where the line does not hold.
    """
    row = json.loads(line)
    text = row["text"]
    chains, seen = [], set()
    for cluster in row["clusters"]:
        if cluster["type"] not in ("person", "organization", "place"):
            raise ValueError(f"{cluster['type']!r} is no type of chain")
        spans = sorted({tuple(placed(text, phrase)): None for phrase in cluster["phrases"]})
        if twice := [x for x in spans if x in seen]:
            raise ValueError(f"{text[slice(*twice[0])]!r} at {twice[0]} is in two chains")
        seen |= set(spans)
        chains.append(
            {"type": cluster["type"], "name": cluster.get("name"), "spans": [list(x) for x in spans]}
        )
    sha = hashlib.sha256(text.encode()).hexdigest()
    return {"id": f"chain-{sha[:12]}", "sha256": sha, "text": text, "chains": chains}


def add(files: list[Path], records: Path = RECORDS) -> int:
    """Add the sentences of `files` that events-own.jsonl does not hold yet, and the articles with chains that chains-own.jsonl does not.

    Returns how many lines did not hold, listed on stderr.
    """
    modes = json.loads((Path(__file__).parent / "modes.json").read_text(encoding="utf8"))
    own = {kind: records / f"{kind}-own.jsonl" for kind in ("events", "chains")}
    known = {row["id"] for path in own.values() for row in _lines(path)}
    new: dict[str, list[str]] = {kind: [] for kind in own}
    wrong = 0
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                kind = "chains" if "clusters" in json.loads(line) else "events"
                row = chains_line(line) if kind == "chains" else coded_line(line, modes)
            except KeyError as error:
                print(f"{path}:{number}: there is no field {error}", file=sys.stderr)
                wrong += 1
                continue
            except (ValueError, TypeError) as error:
                print(f"{path}:{number}: {error}", file=sys.stderr)
                wrong += 1
                continue
            if row["id"] not in known:
                known.add(row["id"])
                new[kind].append(json.dumps(row, ensure_ascii=False) + "\n")
    for kind, lines in new.items():
        if lines:
            with own[kind].open("a", encoding="utf8") as out:
                out.writelines(lines)
            print(f"{len(lines)} texts added to {own[kind].name}", file=sys.stderr)
    print(f"{wrong} lines left out", file=sys.stderr)
    return wrong


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
    parser.add_argument("what", choices=("check", "write", "agreement", "add"))
    parser.add_argument("files", nargs="*", type=Path, help="with add: the coded sentences")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--score", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args(arguments)
    if options.what == "add":
        return int(add(options.files) > 0)
    if options.data is None:
        parser.error(f"{options.what} needs --data, the corpora's folder")
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
    told = chains(options.data)
    mentions = sum(len(chain["spans"]) for row in told for chain in row["chains"])
    print(f"{len(told)} articles with chains, {mentions} mentions in them, all texts as they were read")
    types = Counter(event["type"] for row in rows for event in row["events"])
    print(f"{len(rows)} sentences, {sum(types.values())} events, all texts as they were coded")
    for type_, count in types.most_common():
        print(f"{count:6} {type_}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
