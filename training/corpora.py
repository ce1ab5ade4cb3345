"""The corpora as examples: words with labels, one example a text or a run of sentences."""

import gzip
import hashlib
import json
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from dragoman.language import labels as L
from dragoman.language.pieces import BREAK, JOINED, SPACE, WordPieces, gaps_of
from dragoman.language.windows import window_end
from dragoman.language.words import split_words
from training.gold import FIRST_CODING, gold

GUM_SHIPPED = ("academic", "court", "interview", "news", "bio", "voyage")


@dataclass
class Example:
    """One window: words, the gap before each, and its labels by name, as `model.collate` takes them."""

    words: list[str]
    gaps: list[int]
    labels: dict[str, Any] = field(default_factory=dict)
    id: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    size: int = 0  # word pieces
    pieces: list[tuple[int, ...]] = field(default_factory=list)

    def cut(self, pieces: WordPieces) -> "Example":
        """Cut the words into word pieces and count them; returns itself."""
        self.pieces = [pieces(w) for w in self.words]
        self.size = sum(map(len, self.pieces)) + 2
        return self


def rows(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON lines file, packed with gzip or not."""
    with (
        gzip.open(path, "rt", encoding="utf8")
        if path.suffix == ".gz"
        else path.open(encoding="utf8") as lines
    ):
        return [json.loads(line) for line in lines if line.strip()]


def one_in(key: str, share: int) -> bool:
    """True for one key in `share`, always the same ones: this is how texts are held out and sets halved."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % share == 0


# --- treebanks ---------------------------------------------------------------------------------------------------


@dataclass
class Sentence:
    """One sentence of a treebank, a value a word; heads count from 0, -1 for the root."""

    words: list[str]
    spaced: list[bool]  # white space after the word
    upos: list[str]
    feats: list[str]
    lemma: list[str]
    head: list[int]
    rel: list[str]
    entity: list[str]
    paragraph: bool
    written: list[str]  # what of the raw text each word stands for


def treebank(path: Path) -> list[tuple[str, list[Sentence]]]:
    """(document, its sentences) of a CoNLL-U file packed with gzip, with spaces, paragraphs and GUM's entities."""
    documents: list[tuple[str, list[Sentence]]] = []
    sentence: list[list[str]] = []
    multi: dict[int, tuple[int, bool, str]] = {}
    paragraph = True

    def close() -> None:
        nonlocal sentence, multi, paragraph
        if not sentence:
            return
        spaced = []
        for n, c in enumerate(sentence, 1):
            space = "SpaceAfter=No" not in c[9]
            for first, (last, after, _) in multi.items():
                if first <= n <= last:
                    space = after if n == last else False
            spaced.append(space)
        written = [c[1] for c in sentence]
        for first, (last, _, form) in multi.items():
            if "".join(written[first - 1 : last]) != form:
                written[first - 1 : last] = [form] + [""] * (last - first)
        entity = [next((f[7:] for f in c[9].split("|") if f.startswith("Entity=")), "") for c in sentence]
        documents[-1][1].append(
            Sentence([c[1] for c in sentence], spaced, [c[3] for c in sentence], [c[5] for c in sentence],
                     [c[2] for c in sentence], [int(c[6]) - 1 for c in sentence], [c[7] for c in sentence], entity, paragraph, written)
        )  # fmt: skip
        sentence, multi, paragraph = [], {}, False

    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                close()
            elif line[0] == "#":
                if line.startswith("# newdoc"):
                    close()
                    documents.append((line.split("=", 1)[-1].strip(), []))
                    paragraph = True
                elif line.startswith("# newpar"):
                    paragraph = True
            else:
                c = line.split("\t")
                if "." in c[0]:
                    continue
                if "-" in c[0]:
                    a, b = map(int, c[0].split("-"))
                    multi[a] = (b, "SpaceAfter=No" not in c[9], c[1])
                else:
                    sentence.append(c)
    close()
    return documents


def gum_entities(document: list[Sentence]) -> list[tuple[int, int, str, str]]:
    """(first word, last word, type, cluster) over the words of the document."""
    out, open_, at = [], {}, 0
    for s in document:
        for tag in s.entity:
            for part in re.findall(r"\([^()]+\)?|[^()]+\)", tag):
                if part[0] == "(":
                    fields = part.strip("()").split("-")
                    key = fields[0]
                    if part[-1] == ")":
                        out.append((at, at, fields[1] if len(fields) > 1 else "", re.sub(r"\[.*", "", key)))
                    else:
                        open_.setdefault(key, []).append((at, fields[1] if len(fields) > 1 else ""))
                else:
                    key = part[:-1]
                    if open_.get(key):
                        first, kind = open_[key].pop()
                        if "[" not in key:
                            out.append((first, at, kind, key))
            at += 1
    return out


class TagSets:
    """Label sets that come from the treebanks."""

    def __init__(self, data: dict[str, list[str]] | None = None) -> None:
        self.lists: dict[str, list[str]] = data or {}

    def build(self, documents: list[tuple[str, list[Sentence]]]) -> None:
        """Take the tags, lemma scripts and relations that are frequent enough in the documents (3, 3 and 2 times)."""
        tags, scripts, rels = Counter(), Counter(), Counter()
        for _, doc in documents:
            for s in doc:
                for w, u, f, lemma, r in zip(s.words, s.upos, s.feats, s.lemma, s.rel, strict=False):
                    tags[f"{u}|{f}"] += 1
                    scripts[L.make_script(w, lemma)] += 1
                    rels[r] += 1
        self.lists = {
            "tag": sorted(t for t, n in tags.items() if n >= 3),
            "lemma": sorted(t for t, n in scripts.items() if n >= 3),
            "rel": sorted(t for t, n in rels.items() if n >= 2),
        }

    def maps(self) -> dict[str, dict[str, int]]:
        """Kind of label -> label -> its index."""
        return {k: {x: n for n, x in enumerate(v)} for k, v in self.lists.items()}


def treebank_examples(documents, maps, pieces, rng, entities=False, low=100, high=290) -> list[Example]:
    """Consecutive sentences joined to windows, the paragraphs' breaks sometimes lost."""
    out = []
    for name, doc in documents:
        mentions = gum_entities(doc) if entities else []
        starts, total = [], 0
        for s in doc:
            starts.append(total)
            total += len(s.words)
        k = 0
        limit = rng.randint(40, high)
        while k < len(doc):
            size, first = 2, k
            words, gaps = [], []
            lab = {x: [] for x in ("send", "tag", "lemma", "head", "rel", "sent")}
            lose = rng.random() < 0.35
            while k < len(doc):
                s = doc[k]
                n = sum(len(pieces(w)) for w in s.words)
                if size + n > limit and k > first:
                    break
                size += n
                base = len(words)
                for i, w in enumerate(s.words):
                    if i:
                        gap = SPACE if s.spaced[i - 1] else JOINED
                    elif not words or (s.paragraph and not lose):
                        gap = BREAK
                    else:
                        gap = SPACE if doc[k - 1].spaced[-1] or s.paragraph else JOINED
                    words.append(w)
                    gaps.append(gap)
                    lab["send"].append(int(i == len(s.words) - 1))
                    lab["tag"].append(maps["tag"].get(f"{s.upos[i]}|{s.feats[i]}", -1))
                    lab["lemma"].append(maps["lemma"].get(L.make_script(w, s.lemma[i]), -1))
                    h = s.head[i]
                    lab["head"].append(base + (i if h < 0 else h))
                    lab["rel"].append(maps["rel"].get(s.rel[i], -1))
                    lab["sent"].append(k - first)
                k += 1
                if size > limit:
                    break
            limit = rng.randint(low, high)
            if size > 480:
                continue
            if entities:
                a, b = starts[first], starts[first] + len(words)
                heads = [0] * len(words)
                cluster: dict[str, list[int]] = {}
                for x, y, kind, key in sorted(mentions):
                    if a <= x and y < b and kind in L.GUM_TYPES:
                        head = next(
                            (
                                i
                                for i in range(x - a, y - a + 1)
                                if not (x - a <= lab["head"][i] <= y - a) or lab["head"][i] == i
                            ),
                            y - a,
                        )
                        if not heads[head] or True:
                            heads[head] = 1 + L.GUM_TYPES.index(kind)
                        cluster.setdefault(key, []).append(head)
                ante = {}
                for members in cluster.values():
                    members = sorted(set(members))
                    for n, m in enumerate(members):
                        ante.setdefault(m, members[:n])
                for i, h in enumerate(heads):
                    if h and i not in ante:
                        ante[i] = []
                lab["ghead"], lab["ante"] = heads, ante
            e = Example(words, gaps, lab, id=name)
            out.append(e.cut(pieces))
    return out


# --- texts with spans ------------------------------------------------------------------------------------------


class Placed:
    """A text cut into words, and spans of characters placed on them."""

    misfits: ClassVar[Counter[tuple[str, str]]] = Counter()

    def __init__(self, text: str) -> None:
        self.text = text
        self.cuts = split_words(text)
        self.begins = [w.begin for w in self.cuts]
        self.ends = [w.end for w in self.cuts]

    def span(self, begin: int, end: int, name: str = "") -> tuple[int, int] | None:
        """First and last word that the span touches."""
        import bisect

        first = bisect.bisect_right(self.ends, begin)
        last = bisect.bisect_left(self.begins, end) - 1
        Placed.misfits[name, "all"] += 1
        if first > last:
            Placed.misfits[name, "empty"] += 1
            return None
        b, e = self.begins[first], self.ends[last]
        if self.text[b:e].strip() != self.text[begin:end].strip():
            Placed.misfits[name, "snapped"] += 1
        return first, last

    def example(self, pieces: WordPieces, a: int = 0, b: int | None = None, id: str = "") -> Example:
        """The words from `a` up to `b` (None for the last) as an example without labels."""
        b = len(self.cuts) if b is None else b
        begins, ends = self.begins[a:b], self.ends[a:b]
        text = self.text
        gaps = (
            gaps_of(text[begins[0] :], [x - begins[0] for x in begins], [x - begins[0] for x in ends])
            if begins
            else []
        )
        return Example(
            [text[x:y] for x, y in zip(begins, ends, strict=False)],
            gaps,
            id=id,
            spans=list(zip(begins, ends, strict=False)),
        ).cut(pieces)


def paint(tags: list[int], span: tuple[int, int], first: int) -> None:
    """Write one span as begin (`first`) and inside (`first` + 1)."""
    a, b = span
    if any(tags[a : b + 1]):
        return
    tags[a] = first
    for i in range(a + 1, b + 1):
        tags[i] = first + 1


def attribution_examples(records, pieces, rng, high=290, shift=True, keep_empty=0.5) -> list[Example]:
    """Examples with source, cue and content of each attribution, windows of at most `high` words.

    shift: windows of a random length up to it. keep_empty: share of windows without attributions that are kept.
    """
    out = []
    for r in records:
        if "_placed" not in r:
            p = Placed(r["text"])
            rels = []
            for a in r["attributions"]:
                rel = {}
                for part in ("source", "cue", "content"):
                    spans = [p.span(x[0], x[1], "attribution") for x in a.get(part) or []]
                    rel[part] = [s for s in spans if s]
                if any(rel.values()):
                    rels.append(rel)
            r["_placed"], r["_rels"] = p, rels
            r["_size"] = [len(pieces(p.text[x:y])) for x, y in zip(p.begins, p.ends, strict=False)]
        p, rels, size = r["_placed"], r["_rels"], r["_size"]
        n = len(p.cuts)
        at = 0
        limit = rng.randint(60, high) if shift else high
        while at < n:
            b = window_end(p.text, p.begins, p.ends, size, at, limit)
            limit = rng.randint(200, high) if shift else high
            e = p.example(pieces, at, b, r["id"])
            m = b - at
            anchor = [0] * m
            bios = {k: [0] * m for k in ("source", "cue", "content")}
            mask = [1] * m
            anchored = []
            for rel in rels:
                spans = [s for v in rel.values() for s in v]
                lo, hi = min(s[0] for s in spans), max(s[1] for s in spans)
                if hi < at or lo >= b:
                    continue
                if lo < at or hi >= b:
                    for x, y in spans:
                        for i in range(max(x, at), min(y, b - 1) + 1):
                            mask[i - at] = 0
                    continue
                tags = [0] * m
                for k, part in enumerate(("source", "cue", "content")):
                    for x, y in sorted(rel[part]):
                        paint(tags, (x - at, y - at), 1 + 2 * k)
                        paint(bios[part], (x - at, y - at), 1)
                kind, first = next(
                    (k, min(rel[part])[0] - at)
                    for k, part in ((2, "cue"), (1, "source"), (3, "content"))
                    if rel[part]
                )
                Placed.misfits["anchor", "all"] += 1
                if anchor[first]:
                    Placed.misfits["anchor", "shared"] += 1
                    continue
                anchor[first] = kind
                anchored.append((first, tags))
            e.labels.update(
                anchor=anchor,
                bio_source=bios["source"],
                bio_cue=bios["cue"],
                bio_content=bios["content"],
                amask=mask,
                parts=anchored,
            )
            if m and e.size <= 510 and (anchored or rng.random() < keep_empty):
                out.append(e)
            at = b
    return out


def chain_examples(records, pieces, rng, low=150, high=290) -> list[Example]:
    """Examples with who refers to whom (`ante`: head word -> earlier heads of its chain) from our own articles' chains.

    Which words stand for somebody at all is not told: an article's chains leave out what is named once. low, high: word
    pieces of a window, cut anew each time.
    """
    out = []
    for r in records:
        if "_placed" not in r:
            p = Placed(r["text"])
            chains = []
            words = [r["text"][b:e] for b, e in zip(p.begins, p.ends, strict=True)]
            for chain in r["chains"]:
                spans = [p.span(*x, "chain") for x in chain["spans"]]
                chains.append(sorted({a + L.head_offset(words[a : b + 1]) for a, b in filter(None, spans)}))
            r["_placed"], r["_chains"] = p, chains
            r["_size"] = [len(pieces(p.text[x:y])) for x, y in zip(p.begins, p.ends, strict=True)]
        p, n, at = r["_placed"], len(r["_placed"].cuts), 0
        while at < n:
            b = window_end(p.text, p.begins, p.ends, r["_size"], at, rng.randint(low, high))
            e = p.example(pieces, at, b, r["id"])
            ante: dict[int, list[int]] = {}
            for heads in r["_chains"]:
                inside = [h - at for h in heads if at <= h < b]
                for k, h in enumerate(inside):
                    ante.setdefault(h, inside[:k])
            if any(ante.values()) and e.size <= 480:
                e.labels["ante"] = ante
                out.append(e)
            at = b
    return out


def re3d_mentions(e: Example, p: Placed, r: dict[str, Any]) -> None:
    """Write a re3d record's mentions into the labels: BIO tags a word, and (first word, last word, type)."""
    bio = [0] * len(e.words)
    spans = {}
    at = 0
    text = p.text
    cur = None
    tagged = []
    for w, t in zip(r["tokens"], r["tags"], strict=False):
        b = text.find(w, at) if "text" in r else at
        if b < 0:
            return
        end = b + len(w)
        at = end if "text" in r else end + 1
        if t[0] == "B" or (t[0] == "I" and (cur is None or cur[2] != t[2:])):
            cur = [b, end, t[2:]]
            tagged.append(cur)
        elif t[0] == "I":
            cur[1] = end
        else:
            cur = None
    for b, end, kind in tagged:
        if kind in L.MENTION_TYPES and (s := p.span(b, end, "re3d")):
            k = L.MENTION_TYPES.index(kind)
            paint(bio, s, 1 + 2 * k)
            spans[s] = k
    for m in r.get("entities", []):
        if m["type"] in L.MENTION_TYPES and (s := p.span(*m["span"], "re3d nested")):
            spans.setdefault(s, L.MENTION_TYPES.index(m["type"]))
    e.labels["mention_bio"] = bio
    e.labels["mentions"] = [(a, b, k) for (a, b), k in spans.items()]


RE3D_TIES = {
    "FightingAgainst": "opposed_to",
    "AlliesOf": "allied_with",
    "InChargeOf": "leads",
    "BelongsTo": "member_of",
    "Likes": "favours",
    "Dislikes": "disfavours",
}


def add_ties(e: Example, p: Placed, r: dict[str, Any], extra: list[dict[str, Any]]) -> None:
    """Ties between the heads of mentions, both ways."""
    heads = {}
    for a, b, _ in e.labels["mentions"]:
        heads.setdefault(a + L.head_offset(e.words[a : b + 1]), len(heads))
    found: dict[tuple[int, int], int] = {}

    def put(kind: str, x: list[int], y: list[int]) -> None:
        s, t = p.span(*x, "tie"), p.span(*y, "tie")
        if not s or not t:
            return
        i, j = s[0] + L.head_offset(e.words[s[0] : s[1] + 1]), t[0] + L.head_offset(e.words[t[0] : t[1] + 1])
        if i == j:
            return
        heads.setdefault(i, 0)
        heads.setdefault(j, 0)
        found[i, j] = L.TIE_TAGS.index(kind)
        found[j, i] = L.TIE_TAGS.index(kind if kind in ("allied_with", "opposed_to") else "~" + kind)

    for rel in r.get("relations", []):
        if rel["type"] in RE3D_TIES and (rel.get("confidence") or 1) >= 0.5:
            put(RE3D_TIES[rel["type"]], rel["source"], rel["target"])
    for t in extra:
        put(t["type"], t["a"], t["b"])
    hs = sorted(heads)
    if len(hs) > 1:
        e.labels["ties"] = [(i, [(j, found.get((i, j), 0)) for j in hs if j != i]) for i in hs]


def cameo_labels(e: Example, p: Placed, r: dict[str, Any]) -> None:
    """Write a CAMEO record's quad class and its source, target and other roles (BIO tags a word) into the labels."""
    if r.get("quad") is not None:
        e.labels["quad"] = r["quad"]
    if "tags" in r:
        tags = [0] * len(e.words)
        at, cur, spans = 0, None, []
        for w, t in zip(r["tokens"], r["tags"], strict=False):
            b = p.text.find(w, at)
            if b < 0:
                return
            at = b + len(w)
            if t[0] == "B" or (t[0] == "I" and (cur is None or cur[2] != t[2:])):
                cur = [b, at, t[2:]]
                spans.append(cur)
            elif t[0] == "I":
                cur[1] = at
            else:
                cur = None
        for b, end, k in spans:
            if s := p.span(b, end, "roles"):
                paint(tags, s, 1 + 2 * "STR".index(k))
        e.labels["roles"] = tags


PAST = re.compile(
    r"\b(?:1[0-9]|20)\d\d\b|\b\d0s\b|\bcentur|\bdecade|\byears? (?:ago|earlier|before|later|after)|\b(?:last|previous) year|\byears\b|"
    r"\bonce\b|\bformer|\bthen\b|\bback in|\bin the past|\banniversary|\bcold war|\bworld war|\bwas (?:president|prime minister)|\bsince\b",
    re.I,
)
"""Words by which a sentence tells that something lies years back."""


def event_labels(e: Example, p: Placed, events: list[dict[str, Any]], modes: dict[str, int]) -> None:
    """Write events into the labels: a trigger tag a word, and for each trigger its status, modes and arguments' tags."""
    trigger = [0] * len(e.words)
    anchored = []
    for ev in events:
        if not ev["trigger"]:
            continue
        s = p.span(*ev["trigger"], "trigger")
        if s is None or trigger[s[0]]:
            Placed.misfits["trigger", "shared"] += 1
            continue
        trigger[s[0]] = 2 + L.EVENT_TYPES.index(ev["type"])
        for i in range(s[0] + 1, s[1] + 1):
            trigger[i] = trigger[i] or 1
        args, said = [0] * len(e.words), [0] * len(e.words)
        for k, name in enumerate(("actors", "recipients", "date", "place")):
            value = ev.get(name)
            for x in (value if name in ("actors", "recipients") else [value]) or []:
                if x and (t := p.span(*x, "argument")):
                    paint(args, t, 1 + 2 * k)
        if ev.get("said_by") and (t := p.span(*ev["said_by"], "argument")):
            paint(said, t, 1)
        mode = [modes[f"{ev['type']}:{m}"] for m in ev["mode"] if f"{ev['type']}:{m}" in modes]
        status = L.STATUSES.index(ev["status"])
        if ev["status"] == "historical" and not PAST.search(p.text):
            status = -1  # whoever coded it knew the year; the sentence does not tell it
        anchored.append((s[0], status, mode, args, said, L.EVENT_TYPES.index(ev["type"])))
    e.labels.update(trigger=trigger, events=anchored)


def coded_gold(folder: Path, data: Path) -> dict[str, dict[str, Any]]:
    """Hand-coded sentences by id, with their text: our own, or taken from the corpora and tested by its SHA-256."""
    out: dict[str, dict[str, Any]] = {}
    for r in gold(FIRST_CODING, data, folder):
        for event in r["events"]:
            for key in ("date", "place", "said_by"):
                event.setdefault(key, None)
        r.setdefault("ties", [])
        out[r["id"]] = r
    return out


def join(examples: list[Example]) -> Example:
    """Several examples as one window: what stands in one stays in it."""
    words, gaps, pieces, lab = [], [], [], {}
    n = sum(len(e.words) for e in examples)
    keys = {k for e in examples for k in e.labels if k not in ("quad", "roles")}
    for k in ("mention_bio", "trigger"):
        if k in keys:
            lab[k] = [-1] * n
    at = 0
    sent = []
    for number, e in enumerate(examples):
        for k, v in e.labels.items():
            if k in ("mention_bio", "trigger"):
                lab[k][at : at + len(v)] = v
            elif k == "mentions":
                lab.setdefault(k, []).extend((a + at, b + at, t) for a, b, t in v)
            elif k == "ties":
                lab.setdefault(k, []).extend((i + at, [(j + at, t) for j, t in row]) for i, row in v)
            elif k == "events":
                lead, rest = [0] * at, [0] * (n - at - len(e.words))
                lab.setdefault(k, []).extend(
                    (a + at, s, m, lead + x + rest, lead + y + rest, t) for a, s, m, x, y, t in v
                )
        words += e.words
        gaps += (
            e.gaps if not words or number == 0 else [SPACE if random.random() < 0.7 else BREAK, *e.gaps[1:]]
        )
        pieces += e.pieces
        sent += [number] * len(e.words)
        at += len(e.words)
    lab["sent"] = sent
    out = Example(words, gaps, lab, id="+".join(e.id for e in examples[:1]))
    out.pieces, out.size = pieces, sum(map(len, pieces)) + 2
    return out
