"""Texts to the records `Parse`: windows through the network side by side, and their answers put together."""

import os
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dragoman.language import decode
from dragoman.language import labels as L
from dragoman.language.blas import one_thread
from dragoman.language.network import Floats, Network
from dragoman.language.pieces import gaps_of
from dragoman.language.vehicles import vehicles
from dragoman.language.windows import WINDOW, window_end
from dragoman.language.words import split_words
from dragoman.records import Parse, ParsedAttribution, ParsedEvent, ParsedMention, ParsedTie, Span, Word

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


@dataclass(slots=True)
class _Part:
    """One window of a text, decoded; positions count from the start of the window."""

    at: int
    starts: list[int]
    heads: list[int]
    rels: list[int]
    tags: list[int]
    scripts: list[int]
    mentions: list[tuple[int, int, int, float]]
    attributions: list[decode.Attribution]
    events: list[decode.Event]
    ties: list[tuple[str, int, int, float]]
    heads_named: list[int]  # words that stand for an entity (coreference)
    persons: npt.NDArray[np.bool_]
    coref_u: Floats
    coref_v: Floats
    quad: int | None
    roles: list[list[decode.Run]]


@dataclass(frozen=True, slots=True)
class Given:
    """Words and sentences that somebody else cut, to be read as they are."""

    words: tuple[tuple[int, int], ...]
    sentences: tuple[int, ...] | None = None  # index of the first word of each


class Reader:
    """A loaded model that reads texts."""

    def __init__(self, folder: Path | None = None, settings: decode.Settings | None = None) -> None:
        self.network = Network(folder)
        self.settings = settings or decode.Settings()
        self.version = self.network.version
        self._rel_names = self.network.labels["rel"]
        self._scripts = self.network.labels["lemma"]

    def parse(self, text: str) -> Parse:
        """What the model says of one text."""
        return next(self.parse_all([text]))

    def parse_all(
        self, texts: Iterable[str], given: Iterable[Given] | None = None, *, threads: int | None = None
    ) -> Iterator[Parse]:
        """Parses in the order of the texts. A text's parse does not depend on its neighbours.

        given: words and sentences to keep, one for each text.
        threads: how many windows are read at once, for this call alone; None for one more than there are cores.
        """
        # one more than cores: one often waits for the interpreter
        threads = threads or min((os.cpu_count() or 1) + 1, 17)
        pairs: Iterator[tuple[str, Given | None]] = (
            zip(texts, given, strict=True) if given is not None else ((t, None) for t in texts)
        )
        with one_thread(), ThreadPoolExecutor(threads) as pool:
            # a bounded number of texts is in work at once, so that memory does not grow with the case
            waiting: OrderedDict[int, tuple[str, list[tuple[int, int]], list[object]]] = OrderedDict()
            number = 0
            pending = 0
            while True:
                while pending < 8 * threads and (fresh := list(islice(pairs, 1))):
                    text, chosen = fresh[0]
                    spans, jobs = self._cut(text, chosen)
                    waiting[number] = (text, spans, [pool.submit(self._window, *job) for job in jobs])
                    pending += len(jobs)
                    number += 1
                if not waiting:
                    return
                _, (text, spans, futures) = waiting.popitem(last=False)
                parts = [f.result() for f in futures]  # type: ignore[attr-defined]
                pending -= len(parts)
                yield self._assemble(text, spans, parts)

    def _cut(
        self, text: str, given: Given | None
    ) -> tuple[
        list[tuple[int, int]],
        list[tuple[str, list[tuple[int, int]], list[bool], int, bool, list[int] | None]],
    ]:
        spans = list(given.words) if given else [(w.begin, w.end) for w in split_words(text)]
        begins, ends = [s[0] for s in spans], [s[1] for s in spans]
        sizes = self.network.sizes([text[b:e] for b, e in spans])
        forced = [
            n > 0
            and "\n" in text[ends[n - 1] : begins[n]]
            and bool(_BLANK_LINE.search(text, ends[n - 1], begins[n]))
            for n in range(len(spans))
        ]
        jobs = []
        at = 0
        starts = set(given.sentences) if given and given.sentences is not None else None
        while at < len(spans):
            stop = window_end(text, begins, ends, sizes, at, WINDOW)
            if starts is not None and stop < len(spans):
                inner = [s for s in starts if at < s <= stop]
                stop = max(inner, default=stop)
            alone = at == 0 and stop == len(spans)
            fixed = [s - at for s in sorted(starts) if at <= s < stop] if starts is not None else None
            jobs.append((text, spans[at:stop], forced[at:stop], at, alone, fixed))
            at = stop
        return spans, jobs

    def _window(
        self,
        text: str,
        spans: list[tuple[int, int]],
        forced: list[bool],
        at: int,
        alone: bool,
        fixed: list[int] | None,
    ) -> _Part:
        net, settings = self.network, self.settings
        words = [text[b:e] for b, e in spans]
        base = spans[0][0]
        gaps = gaps_of(text[base : spans[-1][1]], [b - base for b, _ in spans], [e - base for _, e in spans])
        w = net.read(words, gaps)
        if fixed is not None:
            starts = [0, *[s for s in fixed if s > 0], len(words)]
        else:
            starts = decode.sentence_ends(w, forced)
        heads, rel_scores = decode.tree(w, net.pairs["rel"], starts)
        root = self._rel_names.index("root")
        rel_scores[:, root] = -np.inf
        rels = rel_scores.argmax(1).tolist()
        for n, h in enumerate(heads):
            if h == n:
                rels[n] = root
        found = decode.mentions(w, net.pairs["span"], starts, settings)
        entity = decode.softmax(w["ghead"])
        named = np.flatnonzero(1 - entity[:, 0] >= settings.coreference_head).tolist()
        tags = w["tag"].argmax(1).tolist()
        lone = alone and len(starts) == 2
        return _Part(
            at,
            starts,
            heads,
            rels,
            tags,
            self._lemma_scripts(w["lemma"], words, tags),
            found,
            decode.attributions(w, net.pairs["part"], settings),
            decode.events(w, net.pairs["argument"], net.labels["mode"], starts, settings),
            decode.ties(w, net.pairs["tie"], found, words, starts, settings),
            named,
            entity[named, 1 + L.GUM_TYPES.index("person")] > 0.2,
            w["coref.u"][named].copy(),
            w["coref.v"][named].copy(),
            int(w.quad.argmax()) if lone else None,
            decode.runs(decode.best_tags(decode.log_softmax(w["roles"][None]))[0].tolist(), 3)
            if lone
            else [],
        )

    def _lemma_scripts(self, scores: Floats, words: Sequence[str], tags: Sequence[int]) -> list[int]:
        """The edit script of each word: the likeliest, unless it makes a non-word where a likely one makes a word, or a verb misspelt ("fir" for "fired").

        The encoder's vocabulary holds most English words whole; "quoty" is not among them, "quote" is.
        """
        best: list[int] = scores.argmax(1).tolist()
        knows = self.network.pieces.knows
        for n, word in enumerate(words):
            upos = self.network.upos[tags[n]]
            if upos not in _INFLECTED:
                continue
            lemma = _lemma(self._scripts[best[n]], word, upos)
            if not knows(lemma):
                for other in np.argsort(-scores[n])[1:_LEMMA_CHOICES].tolist():
                    likely = _lemma(self._scripts[other], word, upos)
                    if _inflects(likely, word.lower(), upos) and knows(likely):
                        best[n], lemma = other, likely
                        break
            told = L.told_lemma(lemma, word.lower()) if upos == "VERB" else lemma
            if told != lemma and knows(told):
                ranked = np.argsort(-scores[n]).tolist()
                best[n] = next((k for k in ranked if _lemma(self._scripts[k], word, upos) == told), best[n])
        return best

    def _assemble(self, text: str, spans: list[tuple[int, int]], parts: Sequence[_Part]) -> Parse:
        net = self.network
        words: list[Word] = []
        sentences: list[Span] = []
        mentions: list[ParsedMention] = []
        attributions: list[ParsedAttribution] = []
        events: list[ParsedEvent] = []
        ties: list[ParsedTie] = []
        for part in parts:
            at = part.at

            def span(run: decode.Run, at: int = at) -> Span:
                return Span(spans[at + run[0]][0], spans[at + run[1]][1])

            def several(runs: Iterable[decode.Run], at: int = at) -> tuple[Span, ...]:
                return tuple(Span(spans[at + a][0], spans[at + b][1]) for a, b in runs)

            sentence = len(sentences) - 1
            following = iter(part.starts)
            start = next(following)
            for n, head in enumerate(part.heads):
                if n == start:
                    sentence += 1
                    start = next(following)
                    sentences.append(Span(spans[at + n][0], spans[at + start - 1][1]))
                b, e = spans[at + n]
                form, upos = text[b:e], net.upos[part.tags[n]]
                words.append(
                    Word(
                        Span(b, e),
                        _lemma(self._scripts[part.scripts[n]], form, upos),
                        upos,
                        net.feats[part.tags[n]],
                        -1 if head == n else at + head,
                        self._rel_names[part.rels[n]],
                        sentence,
                    )
                )
            here = [
                ParsedMention(span((a, b)), L.MENTION_TYPES[k], round(score, 4))
                for a, b, k, score in part.mentions
            ]
            mentions.extend(here)
            for a in part.attributions:
                attributions.append(
                    ParsedAttribution(
                        several(a.source), several(a.cue), several(a.content), round(a.score, 4)
                    )
                )
            for ev in part.events:
                events.append(
                    ParsedEvent(
                        span(ev.trigger),
                        ev.types,
                        ev.statuses,
                        ev.modes,
                        several(ev.actors),
                        several(ev.recipients),
                        span(ev.date) if ev.date else None,
                        span(ev.place) if ev.place else None,
                        span(ev.said_by) if ev.said_by else None,
                    )
                )
            for name, i, j, score in part.ties:
                ties.append(ParsedTie(name, here[i].span, here[j].span, round(score, 4)))  # type: ignore[arg-type]
        mentions.extend(vehicles(words, mentions))
        lone = len(parts) == 1 and len(sentences) == 1
        roles = parts[0].roles if lone else []
        return Parse(
            tuple(sentences),
            tuple(words),
            tuple(mentions),
            self._coreference(text, words, parts),
            tuple(attributions),
            tuple(events),
            tuple(ties),
            parts[0].quad if lone else None,
            tuple(Span(spans[a][0], spans[b][1]) for a, b in roles[0]) if roles else (),
            tuple(Span(spans[a][0], spans[b][1]) for a, b in roles[1]) if roles else (),
            self.version,
        )

    def _coreference(
        self, text: str, words: Sequence[Word], parts: Sequence[_Part]
    ) -> tuple[tuple[Span, ...], ...]:
        """Clusters over the whole text: each head word with the best earlier one, or none."""
        if not parts:
            return ()
        positions = np.array([p.at + n for p in parts for n in p.heads_named], np.int64)
        if len(positions) < 2:
            return ()
        u, v = np.concatenate([p.coref_u for p in parts]), np.concatenate([p.coref_v for p in parts])
        kinds = np.array(
            [decode.PRONOUN_KIND.get(words[n].span.of(text).lower(), 0) for n in positions.tolist()], np.int64
        )
        person = np.concatenate([p.persons for p in parts]) | (kinds > 0) & (kinds != 3)
        before = decode.antecedents(u, v, positions, kinds, person, self.network.pairs["coref"])
        clusters: list[list[int]] = []
        of: dict[int, int] = {}
        for n, earlier in enumerate(before):
            if earlier < 0:
                continue
            if earlier not in of:
                of[earlier] = len(clusters)
                clusters.append([earlier])
            of[n] = of[earlier]
            clusters[of[n]].append(n)
        if not clusters:
            return ()
        ends: dict[int, tuple[int, int]] = {}
        for p in parts:
            for a, b, _, _ in p.mentions:
                head = _head_word(words, p.at + a, p.at + b)
                if head not in ends or b - a > ends[head][1] - ends[head][0]:
                    ends[head] = (p.at + a, p.at + b)
        children: dict[int, list[int]] = {}
        for n, word in enumerate(words):
            if word.head >= 0:
                children.setdefault(word.head, []).append(n)
        out = []
        for members in clusters:
            group = []
            for m in members:
                head = int(positions[m])
                a, b = ends.get(head) or _phrase(words, children, head)
                group.append(Span(words[a].span.begin, words[b].span.end))
            out.append(tuple(sorted(set(group))))
        return tuple(c for c in out if len(c) > 1)


_INSIDE = ("det", "amod", "compound", "nummod", "nmod:poss", "flat", "nmod:desc", "case")


def _phrase(words: Sequence[Word], children: dict[int, list[int]], head: int) -> tuple[int, int]:
    """The head with what stands close to it: determiner, adjectives, parts of the name."""
    a = b = head
    if words[head].pos == "PRON":
        return a, b
    for c in children.get(head, ()):
        if words[c].dep in _INSIDE and not (words[c].dep == "case" and c > head):
            if words[c].dep == "case":
                continue
            a, b = min(a, c), max(b, c)
            if words[c].dep == "nmod:poss":
                for d in children.get(c, ()):
                    a = min(a, d)
    return a, b


def _head_word(words: Sequence[Word], a: int, b: int) -> int:
    """The word of a mention whose head lies outside it."""
    for n in range(a, b + 1):
        if not a <= words[n].head <= b:
            return n
    return b


_INFLECTED = frozenset({"VERB", "NOUN", "ADJ", "ADV"})
_LEMMA_CHOICES = 5


def _inflects(lemma: str, form: str, upos: str) -> bool:
    """Whether `form` may be an inflected form of `lemma`; a derived word ("learner") is a lemma of its own."""
    if not form.isalpha() or lemma == form:
        return False
    if upos == "NOUN":
        stem = lemma[:-1]
        plurals = (lemma + "s", lemma + "es", lemma + "ren", stem + "ies", stem + "ves", lemma[:-2] + "ves")
        return form in plurals
    if upos == "VERB":
        return form.endswith(("s", "d", "g", "n", "t")) or len(form) < 6
    return form.endswith(("er", "est")) and lemma != form[:-3]


@lru_cache(maxsize=8192)
def _lemma(script: str, form: str, upos: str) -> str:
    return L.apply_script(script, form, upos)
