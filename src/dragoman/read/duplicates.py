"""The same article twice, reprinted, trimmed or lightly edited; and passages that one article copies from another.

An index takes documents one by one and says which earlier ones each repeats. It finds candidates in two ways, by
MinHash signatures of the whole (articles of much the same length) and by a sample of each article's word shingles
(a trimmed article, or a few paragraphs, within a longer one), and decides by the shingles themselves.

Method: Broder (1997), "On the resemblance and containment of documents"; banding as in Leskovec, Rajaraman & Ullman,
"Mining of Massive Datasets", ch. 3; sampling by the value of the hash ("0 mod p") as in Manber (1994).
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.records import Document, Span

__all__ = [
    "CopiedPassage",
    "DuplicateIndex",
    "Group",
    "Match",
    "copied_passages",
    "group_documents",
    "similarity",
]

_SHINGLE = 5
"""Words in a shingle: four are shared by chance ("the end of the"), at six every edit costs too much."""
_SAMPLE = 8
"""Of the shingles of a document in the index, one of so many is kept; a trim of 40 words is missed once in 100."""
_PERMUTATIONS = 64
_BANDS = 16
_SAME = 0.5
"""Share of the shorter article's shingles that stand in the other, from which they are one article."""
_COMMON = 60
"""A shingle in more documents than this is a publisher's boilerplate and says nothing."""
_CANDIDATES = 16
_FEWEST = 8
"""Shingles below which an article is too short to tell from a stock phrase."""
_PASSAGE = 20
"""Words from which a copied passage is reported."""

_WORD = re.compile(r"\w+(?:[’']\w+)?")


@dataclass(frozen=True, slots=True)
class Match:
    """`document` and the earlier `other` are one article in two printings.

    resemblance: shared shingles of all; containment: shared shingles of the shorter one's; both in [0, 1].
    """

    document: str
    other: str
    resemblance: float
    containment: float


@dataclass(frozen=True, slots=True)
class CopiedPassage:
    """The words of `span` in `document` stand in `other` at `other_span`, but for case, quotation marks and spacing."""

    document: str
    span: Span
    other: str
    other_span: Span


@dataclass(frozen=True, slots=True)
class Group:
    """Printings of one article; `original` is the one the others are taken from, as far as can be told."""

    original: str
    documents: tuple[str, ...]
    """Ids, the original first, then by date."""
    because: str


class _Postings:
    """A map of 64-bit keys to document numbers that grows; 12 bytes an entry, so that 100,000 articles fit.

    New entries are held apart and sorted in from time to time; runs are merged so that there are few to search.
    """

    def __init__(self) -> None:
        self._runs: list[tuple[NDArray[np.uint64], NDArray[np.int32]]] = []
        self._fresh: dict[int, list[int]] = defaultdict(list)
        self._count = 0

    def add(self, keys: NDArray[np.uint64], number: int) -> None:
        for key in keys.tolist():
            self._fresh[key].append(number)
        self._count += len(keys)
        if self._count > 200_000:
            self._settle()

    def _settle(self) -> None:
        pairs = [(key, number) for key, numbers in self._fresh.items() for number in numbers]
        keys = np.fromiter((key for key, _ in pairs), np.uint64, len(pairs))
        numbers = np.fromiter((number for _, number in pairs), np.int32, len(pairs))
        while self._runs and len(self._runs[-1][0]) < 2 * len(keys):
            older = self._runs.pop()
            keys, numbers = np.concatenate((older[0], keys)), np.concatenate((older[1], numbers))
        order = np.argsort(keys, kind="stable")
        self._runs.append((keys[order], numbers[order]))
        self._fresh.clear()
        self._count = 0

    def count(self, keys: NDArray[np.uint64]) -> Counter[int]:
        """How many of `keys` each document has; keys that over `_COMMON` documents have are left out."""
        found: Counter[int] = Counter()
        parts: list[NDArray[np.int32]] = []
        for run_keys, run_numbers in self._runs:
            left = np.searchsorted(run_keys, keys, "left")
            right = np.searchsorted(run_keys, keys, "right")
            hits = np.flatnonzero((right > left) & (right - left <= _COMMON))
            parts.extend(run_numbers[left[hit] : right[hit]] for hit in hits.tolist())
        for part in parts:
            found.update(part.tolist())
        fresh = self._fresh
        for key in keys.tolist():
            numbers = fresh.get(key)
            if numbers is not None and len(numbers) <= _COMMON:
                found.update(numbers)
        return found


class DuplicateIndex:
    """Documents seen so far; `add` tells what a new one repeats.

    text_of: gives the text of an earlier document by its id (from a case, say). Without it the index keeps the texts
    itself, packed.
    """

    def __init__(self, text_of: Callable[[str], str] | None = None) -> None:
        self._text_of = text_of
        self._packed: dict[str, bytes] = {}
        self._ids: list[str] = []
        self._known: set[str] = set()
        self._recalled: dict[str, tuple[list[tuple[str, Span]], NDArray[np.uint64]]] = {}
        self._sampled = _Postings()
        self._banded = _Postings()

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, document: Document) -> tuple[list[Match], list[CopiedPassage]]:
        """The earlier documents that `document` is a printing of, and the passages it shares with any earlier one.

        A document whose id is known is not added again and gives nothing.
        """
        if document.id in self._known:
            return [], []
        words = _words(document)
        shingles = np.unique(_shingles([word for word, _ in words]))
        matches: list[Match] = []
        passages: list[CopiedPassage] = []
        bands: NDArray[np.uint64] = np.empty(0, np.uint64)
        if len(shingles) >= _FEWEST:
            bands = _bands(shingles)
            for number, hits in self._candidates(shingles, bands):
                other = self._ids[number]
                other_words, other_shingles = self._recall(other)
                match = _compared(document.id, shingles, other, other_shingles)
                if match.containment >= _SAME:
                    matches.append(match)
                if hits >= 2 or match.containment >= _SAME:
                    passages.extend(_passages(document.id, words, other, other_words))
        number = len(self._ids)
        self._ids.append(document.id)
        self._known.add(document.id)
        if len(shingles) >= _FEWEST:
            self._sampled.add(_sample(shingles), number)
            self._banded.add(bands, number)
        if self._text_of is None:
            self._packed[document.id] = zlib.compress(_blanked(document).encode(), 1)
        return matches, passages

    def _candidates(self, shingles: NDArray[np.uint64], bands: NDArray[np.uint64]) -> list[tuple[int, int]]:
        found = self._sampled.count(shingles)
        # One shared shingle of a sample is chance in a long text; a short one has few to share.
        needed = 1 if len(shingles) < 60 else 2
        candidates = {number: hits for number, hits in found.items() if hits >= needed}
        for number in self._banded.count(bands):
            candidates.setdefault(number, 1)
        return sorted(candidates.items(), key=lambda pair: (-pair[1], pair[0]))[:_CANDIDATES]

    def _recall(self, identity: str) -> tuple[list[tuple[str, Span]], NDArray[np.uint64]]:
        """Words and shingles of an earlier document; those of the last few are kept, since copies come in bunches."""
        if identity not in self._recalled:
            if self._text_of is not None:
                text = self._text_of(identity)
            else:
                text = zlib.decompress(self._packed[identity]).decode()
            words = _split(text)
            if len(self._recalled) >= 256:
                self._recalled.pop(next(iter(self._recalled)))
            self._recalled[identity] = (words, np.unique(_shingles([word for word, _ in words])))
        return self._recalled[identity]


def similarity(a: Document, b: Document) -> Match:
    """How far two documents are one article."""
    return _compared(a.id, _set(a), b.id, _set(b))


def copied_passages(a: Document, b: Document, *, words: int = _PASSAGE) -> tuple[CopiedPassage, ...]:
    """Runs of at least `words` words of `a` that stand in `b`, longest first where they compete, in order of `a`.

    Furniture is left out on both sides. Spans hold whole words and what stands between them.
    """
    return tuple(_passages(a.id, _words(a), b.id, _words(b), least=words))


def group_documents(documents: Iterable[Document], matches: Sequence[Match]) -> tuple[Group, ...]:
    """Groups of documents that `matches` join, each with its original.

    The original is, in this order: the one whose publisher a reprint line of another names; one that is not itself a
    reprint; one that is whole; the earliest, where the dates are known to differ; the longest; the first given.
    """
    by_id: dict[str, Document] = {}
    for document in documents:
        by_id.setdefault(document.id, document)
    parent = {identity: identity for identity in by_id}

    def root(identity: str) -> str:
        while parent[identity] != identity:
            parent[identity] = parent[parent[identity]]
            identity = parent[identity]
        return identity

    order = {identity: position for position, identity in enumerate(by_id)}
    for match in matches:
        if match.document in parent and match.other in parent:
            one, two = sorted((root(match.document), root(match.other)), key=lambda identity: order[identity])
            parent[two] = one
    members: dict[str, list[Document]] = defaultdict(list)
    for identity, document in by_id.items():
        members[root(identity)].append(document)
    return tuple(_group(group, order) for group in members.values() if len(group) > 1)


def _group(group: list[Document], order: dict[str, int]) -> Group:
    named = {_plain(document.first_published) for document in group if document.first_published}
    latest = dt.date.max

    def rank(document: Document) -> tuple[bool, bool, bool, dt.date, int, int]:
        published = document.published.first if document.published is not None else None
        return (
            not (document.publisher is not None and _plain(document.publisher) in named),
            document.first_published is not None,
            not document.complete,
            published or latest,
            -len(document.text),
            order[document.id],
        )

    ranked = sorted(group, key=rank)
    first, second = rank(ranked[0]), rank(ranked[1])
    reasons = (
        "a reprint line of another names its publisher",
        "the others say that they are reprints",
        "the others are cut",
        "the earliest by date",
        "the longest",
        "the first that was read",
    )
    because = next(reason for reason, one, two in zip(reasons, first, second, strict=True) if one != two)
    if because == reasons[3] and second[3] == latest:
        because = "the only one with a date"
    rest = sorted(
        ranked[1:],
        key=lambda document: (rank(document)[3], order[document.id]),
    )
    return Group(ranked[0].id, (ranked[0].id, *(document.id for document in rest)), because)


def _plain(name: str | None) -> str:
    return re.sub(r"^the |\W+", "", (name or "").casefold())


# Words and shingles


def _blanked(document: Document) -> str:
    """The document's text with its furniture as blanks, so that offsets stay."""
    text = document.text
    for piece in document.furniture:
        text = text[: piece.span.begin] + " " * (piece.span.end - piece.span.begin) + text[piece.span.end :]
    return text


def _words(document: Document) -> list[tuple[str, Span]]:
    return _split(_blanked(document))


def _split(text: str) -> list[tuple[str, Span]]:
    return [(match[0].casefold(), Span(match.start(), match.end())) for match in _WORD.finditer(text)]


def _shingles(words: list[str], size: int = _SHINGLE) -> NDArray[np.uint64]:
    """A hash of each run of `size` words, in order; (len(words) - size + 1,)."""
    count = len(words) - size + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    hashes = np.fromiter(
        (zlib.crc32(word.encode("utf-8", "replace")) for word in words), np.uint64, len(words)
    )
    mixed = np.zeros(count, np.uint64)
    with np.errstate(over="ignore"):
        for position in range(size):
            mixed = (mixed ^ hashes[position : position + count]) * np.uint64(0x9E3779B97F4A7C15)
            mixed ^= mixed >> np.uint64(29)
    return mixed


def _set(document: Document) -> NDArray[np.uint64]:
    return np.unique(_shingles([word for word, _ in _words(document)]))


def _sample(shingles: NDArray[np.uint64]) -> NDArray[np.uint64]:
    sampled = shingles[shingles % np.uint64(_SAMPLE) == 0]
    # A short article is found by all that it has.
    return sampled if len(sampled) >= 8 else shingles[:64]


def _bands(shingles: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Keys of the bands of the MinHash signature; two documents share one of them if they resemble each other."""
    from datasketch import MinHash

    signature = MinHash(num_perm=_PERMUTATIONS, hashfunc=int)
    signature.update_batch((shingles & np.uint64(0xFFFFFFFF)).tolist())
    rows = np.asarray(signature.hashvalues, np.uint64).reshape(_BANDS, -1)
    keys = np.arange(1, _BANDS + 1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for column in range(rows.shape[1]):
            keys = (keys ^ rows[:, column]) * np.uint64(0xC2B2AE3D27D4EB4F)
            keys ^= keys >> np.uint64(31)
    return keys


def _compared(one: str, a: NDArray[np.uint64], two: str, b: NDArray[np.uint64]) -> Match:
    shared = len(np.intersect1d(a, b, assume_unique=True))
    smaller = min(len(a), len(b))
    if smaller < _FEWEST:
        return Match(one, two, 0.0, 0.0)
    return Match(one, two, shared / (len(a) + len(b) - shared), shared / smaller)


def _passages(
    one: str, a: list[tuple[str, Span]], two: str, b: list[tuple[str, Span]], *, least: int = _PASSAGE
) -> list[CopiedPassage]:
    size = min(8, least)
    a_words, b_words = [word for word, _ in a], [word for word, _ in b]
    where: dict[int, list[int]] = defaultdict(list)
    for position, key in enumerate(_shingles(b_words, size).tolist()):
        if len(where[key]) < 8:
            where[key].append(position)
    passages = []
    keys = _shingles(a_words, size).tolist()
    begin = 0
    while begin < len(keys):
        best = (0, 0)
        for start in where.get(keys[begin], ()):
            length = 0
            while (
                begin + length < len(a_words)
                and start + length < len(b_words)
                and a_words[begin + length] == b_words[start + length]
            ):
                length += 1
            best = max(best, (length, start))
        length, start = best
        if length >= least:
            passages.append(
                CopiedPassage(
                    one,
                    Span(a[begin][1].begin, a[begin + length - 1][1].end),
                    two,
                    Span(b[start][1].begin, b[start + length - 1][1].end),
                )
            )
            begin += length
        else:
            begin += 1
    return passages
