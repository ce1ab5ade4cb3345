"""A parse as something to walk over: children, subtrees, phrases and their exact spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from dragoman.records import Parse, Span

__all__ = ["Grammar"]

TRAILING = frozenset(",;:.–—-")


class Grammar:
    """The words of one parse with their tree, over the text they stand in.

    `forms` (inflected form -> lemma) goes before the parse's own lemma for verbs and nouns.
    Words are named by their index in `parse.words`. Nothing is changed after construction.
    """

    def __init__(self, text: str, parse: Parse, forms: Mapping[str, str] | None = None) -> None:
        self.text = text
        self.words = parse.words
        self.sentences = parse.sentences
        self.forms: list[str] = [text[w.span.begin : w.span.end] for w in parse.words]
        self.lower: list[str] = [form.lower() for form in self.forms]
        known = forms or {}
        self.lemma: list[str] = [
            (known.get(form) if w.pos in ("VERB", "NOUN") else None) or (w.lemma or form).lower()
            for w, form in zip(parse.words, self.lower, strict=True)
        ]
        self.dep: list[str] = [w.dep for w in parse.words]
        self.rel: list[str] = [w.dep.split(":")[0] for w in parse.words]
        self.head: list[int] = [w.head for w in parse.words]
        self.children: list[list[int]] = [[] for _ in parse.words]
        for i, word in enumerate(parse.words):
            if word.head >= 0:
                self.children[word.head].append(i)
        self._begins = [w.span.begin for w in parse.words]
        self._ends = [w.span.end for w in parse.words]

    def kids(self, i: int, *rels: str) -> list[int]:
        """Children of `i` whose relation without subtype is one of `rels`, in the order of the text."""
        return [k for k in self.children[i] if self.rel[k] in rels]

    def kid(self, i: int, *rels: str) -> int | None:
        """The first child of `i` with one of `rels`, or None."""
        return next((k for k in self.children[i] if self.rel[k] in rels), None)

    def opened_by(self, i: int, word: str) -> bool:
        """True if `word` is a preposition or conjunction of `i` ("as saying ...")."""
        return any(self.lower[m] == word for m in self.kids(i, "mark", "case"))

    def subtree(self, i: int, without: Iterable[int] = ()) -> list[int]:
        """Words under `i` and itself, in order, leaving out the subtrees of `without`."""
        stop = set(without)
        found, todo = [], [i]
        while todo:
            at = todo.pop()
            if at in stop:
                continue
            found.append(at)
            todo.extend(self.children[at])
        return sorted(found)

    def inside(self, span: Span) -> list[int]:
        """Words that lie wholly in `span`."""
        first = bisect_left(self._begins, span.begin)
        last = bisect_right(self._ends, span.end)
        return list(range(first, last)) if first < last else []

    def touching(self, span: Span) -> list[int]:
        """Words that share a character with `span`."""
        first = bisect_right(self._ends, span.begin)
        last = bisect_left(self._begins, span.end)
        return list(range(first, last)) if first < last else []

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence that holds the character at `offset`."""
        i = bisect_right([s.begin for s in self.sentences], offset) - 1
        if i < 0 or offset >= self.sentences[i].end:
            return None
        return self.sentences[i]

    def sentence_words(self, i: int) -> list[int]:
        """All words of the sentence that word `i` belongs to."""
        return self.inside(self.sentences[self.words[i].sentence])

    def span(self, words: Iterable[int]) -> Span:
        """From the first to the last of `words`."""
        order = sorted(words)
        return Span(self.words[order[0]].span.begin, max(self.words[k].span.end for k in order))

    def top(self, words: Iterable[int]) -> int:
        """The word among `words` whose head is outside of them (the first one where there are several)."""
        held = set(words)
        return next((k for k in sorted(held) if self.head[k] not in held), min(held))

    def phrase(self, i: int, without: Iterable[int] = ()) -> list[int]:
        """Subtree of `i` as one stretch without punctuation, marks and coordinators at its edges."""
        return self.trim(self.subtree(i, without))

    def trim(self, words: list[int]) -> list[int]:
        """`words` less edge punctuation (quotation marks and brackets that pair up inside are kept)."""
        words = sorted(words)
        while words and self.rel[words[-1]] == "punct" and self.forms[words[-1]] in TRAILING:
            words = words[:-1]
        while words and self.rel[words[0]] == "punct" and self.forms[words[0]] in TRAILING:
            words = words[1:]
        return words

    def pieces(self, words: Iterable[int], outside: Iterable[int] = ()) -> list[list[int]]:
        """Runs of neighbouring words among `words`; a word of `outside` between two of them parts them."""
        cut = set(outside)
        runs: list[list[int]] = []
        for k in sorted(set(words) - cut):
            if runs and all(j not in cut for j in range(runs[-1][-1] + 1, k)) and k - runs[-1][-1] <= 3:
                runs[-1].append(k)
            else:
                runs.append([k])
        return runs

    def finite(self, i: int) -> bool:
        """True if the verb `i` or one of its auxiliaries is finite."""
        return any("VerbForm=Fin" in self.words[k].feats for k in [i, *self.kids(i, "aux", "cop")])

    def passive(self, i: int) -> bool:
        """True if `i` heads a passive."""
        return any(self.dep[k] in ("nsubj:pass", "aux:pass", "csubj:pass") for k in self.children[i])
