"""Makes the data layout that training and benchmarks read, from checkouts of the corpora's public repositories.

    python -m training.prepare --out data --ewt UD_English-EWT --gum UD_English-GUM --polnear PolNeAR \\
        --conflibert ConfliBERT --re3d re3d --plover PLOVER --geoparsing Pragmatic-Guide-to-Geoparsing-Evaluation

Published splits are kept, the test splits are left out. PLOVER's gold-standard records have no split: those whose id's
SHA-256 is odd are the development half. A corpus whose option is not given is left out; what a checkout lacks is named.
"""

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from training.corpora import one_in

RE3D_LISTS = ("documents", "entities", "relations")


def write(path: Path, records: list[dict[str, Any]]) -> None:
    """Write records as JSON lines, packed where the name ends in .gz; the same records give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode(), mtime=0))
    else:
        path.write_text(text, encoding="utf8")
    print(f"{path}: {len(records)} records")


def treebank(checkout: Path, name: str, out: Path) -> None:
    """Copy training and development files of a Universal Dependencies treebank (ewt, gum), packed."""
    for split in ("train", "dev"):
        source = checkout / f"en_{name}-ud-{split}.conllu"
        target = out / f"treebank/{name}-{split}.conllu.gz"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(gzip.compress(source.read_bytes(), mtime=0))
        print(f"{target}: {source.name}")


def brat(text: str, path: Path) -> list[dict[str, list[list[int]]]]:
    """The attributions of one brat file: text-bound parts (T) that an attribution (E) joins."""
    parts: dict[str, list[list[int]]] = {}
    out = []
    lines = path.read_text(encoding="utf8").split("\n")
    for line in lines:
        if line.startswith("T"):
            name, place, _ = line.split("\t", 2)
            spans = [list(map(int, s.split())) for s in place.split(" ", 1)[1].split(";")]
            parts[name] = [s for s in spans if text[s[0] : s[1]].strip()]
    for line in lines:
        if line.startswith("E"):
            found: dict[str, list[list[int]]] = {"source": [], "cue": [], "content": []}
            for role, name in (x.split(":") for x in line.split("\t", 1)[1].split()):
                kind = re.sub(r"\d+$", "", role).lower()
                if kind in found:
                    found[kind] += parts[name]
            out.append({k: sorted(v) for k, v in found.items()})
    return out


def polnear(checkout: Path, split: str) -> Iterator[dict[str, Any]]:
    """Articles of a split of PolNeAR with the first annotator's attributions, as records."""
    folder = checkout / "data" / split
    marked: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        marked.setdefault(
            path.stem.rsplit("_", 1)[0], path
        )  # <article>_<annotator>.ann, the first annotator's
    for source in sorted((folder / "text").glob("*.txt")):
        if source.stem in marked:
            text = source.read_bytes().decode("utf8")
            publisher, date, _ = source.stem.split("_", 2)
            yield {
                "id": source.stem,
                "publisher": publisher,
                "date": date,
                "text": text,
                "attributions": brat(text, marked[source.stem]),
            }


def columns(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Sentences of a file with a word and its tag in each line."""
    tokens: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf8").split("\n"), ""]:
        cells = line.split()
        if len(cells) >= 2 and cells[0] != "-DOCSTART-":
            tokens.append(cells[0])
            tags.append(cells[-1])
        elif tokens:
            yield tokens, tags
            tokens, tags = [], []


def bare(text: str) -> str:
    """A text without case, spaces and punctuation, to tell whether two are the same."""
    return re.sub(r"\W+", "", text).casefold()


def near(text: str) -> frozenset[str]:
    """The words of a text without case, to tell whether two are alike."""
    return frozenset(re.findall(r"\w+", text.casefold()))


def cameo(checkout: Path) -> list[dict[str, Any]]:
    """The sentences of the two CAMEO sets, joined where they are the same, near twins in one group."""
    records: list[dict[str, Any]] = []
    place: dict[str, dict[str, Any]] = {}
    for tokens, tags in columns(checkout / "data/cameo_ner/train.txt"):
        r: dict[str, Any] = {"text": " ".join(tokens), "tokens": tokens, "tags": tags, "quad": None}
        if bare(r["text"]) not in place:
            place[bare(r["text"])] = r
            records.append(r)
    for line in (checkout / "data/cameo_class/train.tsv").read_text(encoding="utf8").split("\n"):
        text, _, label = line.rpartition("\t")
        if label.strip().isdigit():
            r = place.get(bare(text)) or {"text": text}
            if bare(text) not in place:
                place[bare(text)] = r
                records.append(r)
            r["quad"] = int(label)
    groups: list[frozenset[str]] = []
    for n, r in enumerate(records):
        words = near(r["text"])
        r["id"] = f"cameo-train-{n:04d}"
        r["group"] = next(
            (k for k, g in enumerate(groups) if len(words & g) >= 0.6 * len(words | g)), len(groups)
        )
        if r["group"] == len(groups):
            groups.append(words)
    return records


def located(checkout: Path) -> list[dict[str, Any]]:
    """Every document of re3d with its entities and relations."""
    documents: dict[str, dict[str, Any]] = {}
    for folder in sorted(p for p in checkout.iterdir() if (p / "documents.json").exists()):
        lists: dict[str, list[dict[str, Any]]] = {}
        for name in RE3D_LISTS:
            raw = (folder / f"{name}.json").read_text(encoding="utf8")
            lists[name] = [json.loads(line) for line in raw.split("\n") if line.strip()]
        for d in lists["documents"]:
            documents[d["_id"]] = {"source": folder.name, "text": d["text"], "entities": [], "relations": []}
        spans: dict[str, list[int]] = {}
        for e in lists["entities"]:
            spans[e["_id"]] = [e["begin"], e["end"]]
            documents[e["documentId"]]["entities"].append({"span": spans[e["_id"]], "type": e["type"]})
        for r in lists["relations"]:
            if r["source"] in spans and r["target"] in spans:
                documents[r["documentId"]]["relations"].append(
                    {
                        "type": r["type"],
                        "source": spans[r["source"]],
                        "target": spans[r["target"]],
                        "confidence": r.get("confidence"),
                    }
                )
    return list(documents.values())


def re3d(conflibert: Path, checkout: Path, split: str) -> Iterator[dict[str, Any]]:
    """ConfliBERT's split of re3d's sentences, with the place of each in re3d's own documents where it is found."""
    documents = located(checkout)
    for n, (tokens, tags) in enumerate(columns(conflibert / f"data/re3d/{split}.txt")):
        record: dict[str, Any] = {"id": f"re3d-{split}-{n:04d}", "tokens": tokens, "tags": tags}
        pattern = re.compile(r"\s*".join(map(re.escape, tokens)))
        for d in documents:
            if found := pattern.search(d["text"]):
                b, e = found.span()
                move = lambda s, b=b: [s[0] - b, s[1] - b]  # noqa: E731
                inside = lambda s, b=b, e=e: b <= s[0] and s[1] <= e  # noqa: E731
                record |= {
                    "source": d["source"],
                    "text": found[0],
                    "entities": [{**x, "span": move(x["span"])} for x in d["entities"] if inside(x["span"])],
                    "relations": [
                        {**r, "source": move(r["source"]), "target": move(r["target"])}
                        for r in d["relations"]
                        if inside(r["source"]) and inside(r["target"])
                    ],
                }
                break
        yield record


PLOVER_TYPES = {
    "FIGHT": "ASSAULT",
    "YIELD": "CONCEDE",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "ENGAGE": "CONSULT",
}


def plover(checkout: Path) -> Iterator[dict[str, Any]]:
    """PLOVER's gold-standard records, the development half (odd SHA-256 of the id), old type names made today's."""
    for r in json.loads((checkout / "PLOVER_GSR_CAMEO.txt").read_text(encoding="utf8")):
        if one_in(r["id"], 2):
            continue
        info = r["textInfo"]
        parties = {
            role: [
                {
                    "text": p.get("actorText", p.get("text", "")),
                    "code": p.get("code", ""),
                    "sector": p.get("sector", ""),
                }
                for p in r.get(name, [])
            ]
            for role, name in (("actor", "source"), ("recipient", "target"))
        }
        yield {
            "id": r["id"],
            "text": info["text"],
            "type": PLOVER_TYPES.get(r["event"], r["event"]),
            "event_text": r.get("eventText", ""),
            **parties,
            "mode": r.get("mode", ""),
            "markup": info.get("markup", ""),
        }


TR_NEWS_DEV = frozenset(
    {
        0, 2, 3, 6, 7, 13, 14, 15, 19, 21, 22, 23, 25, 27, 28, 29, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 44, 45, 48,
        50, 52, 53, 62, 63, 64, 66, 67, 69, 70, 75, 76, 77, 80, 82, 83, 84, 85, 86, 88, 92, 94, 96, 98, 104, 105, 109,
        110, 112, 114, 116
    }
)  # fmt: skip
"""The articles for development, by their place in the file; the others are for testing."""


def tr_news(checkout: Path) -> Iterator[dict[str, Any]]:
    """The development half of TR-News: text, and toponyms with coordinates and GeoNames ids."""
    articles = ElementTree.parse(checkout / "data/Corpora/TR-News.xml").getroot().findall("article")
    for n, article in enumerate(articles):
        if n not in TR_NEWS_DEV:
            continue
        places = []
        for t in article.iter("toponym"):
            tag = t.find("gaztag")
            lat, lon = (t.findtext(f".//{name}") for name in ("lat", "lon"))
            if tag is not None and lat and lon:
                places.append(
                    {
                        "span": [int(t.findtext("start", "0")), int(t.findtext("end", "0"))],
                        "lat": float(lat),
                        "lon": float(lon),
                        "geonames": tag.get("geonameid"),
                        "country": t.findtext(".//country"),
                    }
                )
        yield {"id": f"tr-news-{n:03}", "text": article.findtext("text") or "", "places": places}


def main() -> int:
    """Write what the checkouts that are named give; 0, or 2 where one is not a checkout of its corpus."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", type=Path, required=True)
    for name in ("ewt", "gum", "polnear", "conflibert", "re3d", "plover", "geoparsing"):
        ap.add_argument(f"--{name}", type=Path, metavar="CHECKOUT")
    a = ap.parse_args()
    try:
        for name in ("ewt", "gum"):
            if checkout := getattr(a, name):
                treebank(checkout, name, a.out)
        if a.polnear:
            for split in ("train", "dev"):
                write(a.out / f"attribution/{split}.jsonl.gz", list(polnear(a.polnear, split)))
        if a.conflibert:
            write(a.out / "events/cameo-train.jsonl", cameo(a.conflibert))
        if a.conflibert and a.re3d:
            for split in ("train", "dev"):
                write(a.out / f"relations/re3d-{split}.jsonl", list(re3d(a.conflibert, a.re3d, split)))
        if a.plover:
            write(a.out / "events/plover-dev.jsonl", list(plover(a.plover)))
        if a.geoparsing:
            write(a.out / "places/tr-news-dev.jsonl", list(tr_news(a.geoparsing)))
    except OSError as error:
        print(
            f"training.prepare: {error.filename}: {error.strerror}; is this a checkout of that corpus?",
            file=sys.stderr,
        )
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
