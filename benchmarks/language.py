"""Accuracy and speed of the language model, in one table.

    python benchmarks/language.py --data DATA --score score.py [--gold DIR] [--only parse,roles] [--json FILE]

Reads the development files, runs the whole reader on their raw text, scores with score.py. `--encoder DIR` adds the
bare encoder in PyTorch beside it where torch is installed.
"""

import argparse
import gzip
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.language import Reader, to_conllu
from dragoman.records import Parse
from scorer import load_score

# The readers of the corpora belong to the training, which is not installed.
sys.path.insert(0, str(Path(__file__).parents[1]))
from training import corpora as C

TARGETS = {
    "quad macro F1": (0.895, 0.87, 0.91),
    "roles exact F1": (0.752, 0.71, 0.77),
    "entities exact F1": (0.695, 0.65, 0.71),
    "attribution exact F1": (0.567, 0.70, 0.76),
    "attribution overlap F1": (0.832, 0.87, 0.91),
    "relation F1": (None, 0.72, 0.82),
    "LAS EWT": (None, 0.86, 0.89),
    "LAS GUM": (None, 0.86, 0.89),
    "LAS GUM, news": (None, 0.86, 0.89),
    "pronouns": (None, 0.75, 0.85),
    "words/s": (None, 5000, 8000),
}  # best published, reach, aim


def spans(items: Any) -> list[list[int]]:
    return [[s.begin, s.end] for s in items]


def record(id_: str, p: Parse, trigger: float = 0.5) -> dict[str, Any]:
    """What `dragoman code` would write from the model alone."""
    events = []
    for e in p.events:
        kind, _score = max(e.types.items(), key=lambda x: x[1])
        if sum(e.types.values()) < trigger:
            continue
        best = max(e.statuses.items(), key=lambda x: x[1])[0]

        def span(s):
            return {"span": [s.begin, s.end]} if s else None

        events.append(
            {"type": kind, "mode": [m for m, x in e.modes.items() if x >= 0.5], "trigger": [e.trigger.begin, e.trigger.end], "status": best,
                 "actors": [span(a) for a in e.actors], "recipients": [span(a) for a in e.recipients], "date": span(e.date), "place": span(e.place),
                 "said_by": [e.said_by.begin, e.said_by.end] if e.said_by else None, "dead": None}
        )  # fmt: skip
    return {
        "id": id_,
        "quad": p.quad,
        "roles": {"source": spans(p.role_source), "target": spans(p.role_target)},
        "mentions": [{"span": [m.span.begin, m.span.end], "type": m.type} for m in p.mentions],
        "events": events,
        "attributions": [
            {"source": spans(a.source), "cue": spans(a.cue), "content": spans(a.content)}
            for a in p.attributions
            if a.content
        ],
        "ties": [
            {"type": t.type, "a": {"span": [t.a.begin, t.a.end]}, "b": {"span": [t.b.begin, t.b.end]}}
            for t in p.ties
        ],
        "coreference": [spans(c) for c in p.coreference],
    }


def raw_text(document: list[C.Sentence], paragraphs: bool = True) -> str:
    out: list[str] = []
    for n, s in enumerate(document):
        if n and paragraphs and s.paragraph:
            out.append("\n\n")
        elif n and out and not out[-1].endswith(" "):
            out.append("" if not document[n - 1].spaced[-1] else " ")
        k = 0
        while k < len(s.words):
            out.append(s.written[k])
            out.append(" " if s.spaced[k] else "")
            k += 1
    return "".join(out)


def parse_scores(
    score: Any, reader: Reader, path: Path, folder: Path, genre: str | None = None
) -> dict[str, Any]:
    """Scores on the raw text of a treebank's development file; genre: only GUM's documents of it."""
    documents = [d for d in C.treebank(path) if genre is None or d[0].split("_")[1] == genre]
    texts = [raw_text(d) for _, d in documents]
    out = folder / "pred.conllu"
    out.write_text(
        "".join(to_conllu(t, p) for t, p in zip(texts, reader.parse_all(texts), strict=False)),
        encoding="utf8",
    )
    gold = path
    if genre is not None:
        gold = folder / "gold.conllu"
        gold.write_text("".join(lines_of_genre(path, genre)), encoding="utf8")
    result: dict[str, Any] = score.score_parse(gold, out)
    return result


def lines_of_genre(path: Path, genre: str) -> Iterator[str]:
    """The lines of GUM's documents of one genre."""
    keep = False
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                keep = line.split("=", 1)[-1].strip().split("_")[1] == genre
            if keep:
                yield line


def gum_pronouns(path: Path) -> list[dict[str, Any]]:
    """Personal pronouns of GUM whose cluster holds a name, with the names."""
    gold = []
    for name, document in C.treebank(path):
        text = raw_text(document)
        at, places = 0, []
        flat = [(s, n) for s in document for n in range(len(s.words))]
        for s, n in flat:
            w = s.written[n]
            if not w:
                places.append(places[-1])
                continue
            b = text.index(w, at)
            at = b + len(w)
            places.append((b, at))
        clusters: dict[str, list[tuple[int, int]]] = {}
        for a, b, _, key in C.gum_entities(document):
            clusters.setdefault(key, []).append((a, b))
        pronouns = []
        for members in clusters.values():
            names = [
                [places[a][0], places[b][1]]
                for a, b in members
                if any(
                    flat[k][0].upos[flat[k][1]] == "PROPN"
                    for k in range(a, b + 1)
                    if not a <= _head(flat, k) <= b
                )
            ]
            if not names:
                continue
            for a, b in members:
                s, n = flat[a]
                if (
                    a == b
                    and s.upos[n] == "PRON"
                    and "PronType=Prs" in s.feats[n]
                    and "Person=3" in s.feats[n]
                    and s.words[n].lower() not in ("it", "its", "itself")
                ):
                    pronouns.append({"span": list(places[a]), "names": names})
        if pronouns:
            gold.append({"id": name, "text": text, "pronouns": pronouns})
    return gold


def _head(flat: list[tuple[C.Sentence, int]], k: int) -> int:
    s, n = flat[k]
    return -1 if s.head[n] < 0 else k - n + s.head[n]


def run(a: argparse.Namespace) -> dict[str, Any]:
    score = load_score(a.score)
    reader = Reader()
    data: Path = a.data
    only = set(a.only.split(",")) if a.only else None

    def want(name):
        return only is None or name in only

    out: dict[str, Any] = {"model": reader.version}
    if want("parse"):
        with tempfile.TemporaryDirectory() as folder:
            for title, name, genre in (
                ("ewt", "ewt", None),
                ("gum", "gum", None),
                ("gum news", "gum", "news"),
            ):
                found = parse_scores(
                    score, reader, data / f"treebank/{name}-dev.conllu.gz", Path(folder), genre
                )
                out[f"parse {title}"] = {k: v["f1"] for k, v in found.items()}

    def predict(rows: list[dict[str, Any]]) -> dict[str, Any]:
        texts = [r["text"] if "text" in r else " ".join(r["tokens"]) for r in rows]
        return {
            str(r["id"]): record(str(r["id"]), p) for r, p in zip(rows, reader.parse_all(texts), strict=False)
        }

    if want("attribution"):
        gold = C.rows(data / "attribution/dev.jsonl.gz")
        r = score.score_attribution(gold, predict(gold))
        out["attribution"] = {k: r[k]["f1"] if "f1" in r[k] else {m: r[k][m]["f1"] for m in r[k]} for k in r}
        out["attribution"]["counts"] = r["relation_source_and_content"]
    if want("entities") or want("ties"):
        gold = C.rows(data / "relations/re3d-dev.jsonl")
        pred = predict(gold)
        r = score.score_entities(gold, pred)
        out["entities"] = {
            "exact": r["exact"],
            "overlap": r["overlap"]["f1"],
            "by_type": {k: v["f1"] for k, v in r["by_type"].items()},
        }
        out["ties"] = score.score_ties(gold, pred)["all"]
    if want("cameo"):
        gold = [r for r in C.rows(data / "events/cameo-train.jsonl") if C.one_in(f"group {r['group']}", 5)]
        pred = predict(gold)
        out["roles"] = {k: v["f1"] for k, v in score.score_roles(gold, pred).items()}
        q = score.score_quad(gold, pred)
        out["quad"] = {
            "macro_f1": q["macro_f1"],
            "accuracy": q["accuracy"],
            "by_class": {k: v["f1"] for k, v in q["by_class"].items()},
        }
    if want("coref"):
        gold = gum_pronouns(data / "treebank/gum-dev.conllu.gz")
        out["pronouns"] = score.score_coref(gold, predict(gold))
    if want("events"):
        coded = C.coded_gold(a.gold, data)
        cameo = {r["id"]: r["group"] for r in C.rows(data / "events/cameo-train.jsonl")}
        gold = []
        for key, r in coded.items():
            held = (
                C.one_in(f"group {cameo[key]}", 5)
                if key in cameo
                else key.startswith("re3d-dev") or C.one_in(key, 10)
            )
            if held:
                gold.append({"id": key, "text": r["text"], "events": r["events"]})
        try:
            r = score.score_events(gold, predict(gold))
            out["events"] = {k: v for k, v in r.items() if k != "by_type"}
            out["events by type"] = {k: (v["f1"], v["gold"]) for k, v in r["by_type"].items()}
        except Exception as error:
            out["events"] = repr(error)
        out["event sentences"] = len(gold)
    if want("speed"):
        texts = [r["text"] for r in C.rows(data / "attribution/dev.jsonl.gz")][: a.texts]
        out["speed"] = speeds(reader, texts, a.encoder)
    return out


def speeds(reader: Reader, texts: list[str], encoder: Path | None) -> dict[str, Any]:
    """The whole model with decoding, the machine's matrix product, and the bare encoder in PyTorch, in words a second."""
    for _ in reader.parse_all(texts[:2]):
        pass
    best, words, cut = 0.0, 0, []
    for _ in range(3):
        began = time.perf_counter()
        parses = list(reader.parse_all(texts))
        words = sum(len(p.words) for p in parses)
        best = max(best, words / (time.perf_counter() - began))
    for text, parse in zip(texts, parses, strict=True):
        for s in range(len(parse.sentences)):
            cut.append([w.span.of(text) for w in parse.words if w.sentence == s])
    pieces = sum(sum(reader.network.sizes(c)) for c in cut)
    a, b = np.ones((2048, 384), np.float32), np.ones((384, 1536), np.float32)
    product = 0.0
    for _ in range(20):
        began = time.perf_counter()
        a @ b
        product = max(product, 2 * 2048 * 384 * 1536 / (time.perf_counter() - began))
    per_word = (
        2 * 6 * 12 * 384 * 384 * pieces / words
    )  # multiplications and additions of the encoder's six layers
    found: dict[str, Any] = {
        "words": words,
        "whole model, words/s": round(best),
        "fp32 matrix product, GFLOP/s": round(product / 1e9, 1),
        "share of that product's words/s": round(best * per_word / product, 3),
    }
    try:
        import torch
        from safetensors.torch import load_file
        from training.model import Encoder
    except ImportError:
        return found
    if encoder is None:
        return found
    model = Encoder()
    model.load_minilm(load_file(encoder / "model.safetensors"))
    model.eval()
    net = reader.network.pieces
    rows = sorted(([net.first, *(p for w in c for p in net(w)), net.last][:510] for c in cut), key=len)
    batches = [rows[k : k + 32] for k in range(0, len(rows), 32)]
    best = 0.0
    with torch.inference_mode():
        for _ in range(2):
            began = time.perf_counter()
            for batch in batches:
                ids = torch.zeros(len(batch), max(map(len, batch)), dtype=torch.long)
                for k, row in enumerate(batch):
                    ids[k, : len(row)] = torch.tensor(row)
                model(ids, torch.zeros_like(ids), torch.zeros_like(ids))
            best = max(best, words / (time.perf_counter() - began))
    found["bare encoder in PyTorch, words/s"] = round(best)
    found["whole model is times faster"] = round(found["whole model, words/s"] / best, 2)
    return found


def table(result: dict[str, Any]) -> str:
    """The figures beside the best published ones and our targets."""
    get = {
        "quad macro F1": lambda: result["quad"]["macro_f1"],
        "roles exact F1": lambda: result["roles"]["exact"],
        "entities exact F1": lambda: result["entities"]["exact"]["f1"],
        "attribution exact F1": lambda: result["attribution"]["all_exact"],
        "attribution overlap F1": lambda: result["attribution"]["all_overlap"],
        "relation F1": lambda: result["attribution"]["relation_source_and_content"],
        "LAS EWT": lambda: result["parse ewt"]["las"],
        "LAS GUM": lambda: result["parse gum"]["las"],
        "LAS GUM, news": lambda: result["parse gum news"]["las"],
        "pronouns": lambda: result["pronouns"]["right"]["share"],
        "words/s": lambda: result["speed"]["whole model, words/s"],
    }
    lines = [f"{'task':<26}{'ours':>8}{'best':>8}{'reach':>8}{'aim':>8}"]
    for name, (best, reach, aim) in TARGETS.items():
        try:
            ours = get[name]()
        except KeyError:
            continue
        lines.append(f"{name:<26}{ours:>8}{best if best else '':>8}{reach:>8}{aim:>8}")
    return "\n".join(lines)


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--score", type=Path, required=True)
    ap.add_argument("--gold", type=Path, default=Path("training/records"))
    ap.add_argument("--only")
    ap.add_argument("--texts", type=int, default=20)
    ap.add_argument(
        "--encoder", type=Path, help="folder with model.safetensors, for the bare encoder in PyTorch"
    )
    ap.add_argument("--json", type=Path)
    a = ap.parse_args()
    result = run(a)
    for k, v in result.items():
        print(k, json.dumps(v) if not isinstance(v, str) else v)
    print(table(result))
    if a.json:
        a.json.write_text(json.dumps(result, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
