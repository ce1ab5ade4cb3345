"""Whether a date lies behind or ahead of whoever writes, as its clause tells."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from dragoman.records import Parse, Span, Word

__all__ = ["clause_tense"]

_FUTURE = re.compile(
    r"\b(?:will|won['’]t|'ll|shall|is to|are to|to be held|plans? to|planned for|scheduled|set to|due to|due (?:on|in)|"
    r"expected to|expects to|going to|would|ahead of|upcoming|intends? to|until|by)\b"
)
_PAST_VERB = re.compile(r"\b(?:was|were|had|did|said|told|(?<!be )\w{3,}ed)\b")
_AHEAD = re.compile(r"\b(?:ahead of|upcoming|scheduled for|planned for|slated for)\b[^.;,]{0,45}$")
_SINCE = re.compile(r"\bsince\b[^.;,]{0,45}$")
_SPEECH = frozenset(
    ("say", "tell", "report", "write", "show", "suggest", "indicate", "claim", "argue", "have")
)
_PLANS = frozenset(
    ["plan", "expect", "schedule", "set", "due", "intend", "hope", "go", "aim", "slate", "prepare"]
)


def clause_tense(text: str, sentence: Span, span: Span, parse: Parse) -> str | None:
    """Whether the clause the date belongs to speaks of what was or is to come; None if it does not tell."""
    if _AHEAD.search(text, max(sentence.begin, span.begin - 60), span.begin):
        return "future"
    if _SINCE.search(text, max(sentence.begin, span.begin - 60), span.begin):
        return "past"  # "in what would be the worst since one in Douma in April"
    tense = _tense(parse.words, span)
    return tense if tense is not None and tense != "none" else _tense_by_words(text, sentence, span, tense)


def _tense_by_words(text: str, sentence: Span, span: Span, tense: str | None) -> str | None:
    """The tense by words that stand near; a past one only where the parse (`tense`) found no verb at all."""
    before = text[max(sentence.begin, span.begin - 120) : span.begin]
    marks = list(_FUTURE.finditer(before))
    past = (
        None
        if tense
        else _PAST_VERB.search(text, max(sentence.begin, span.begin - 80), min(sentence.end, span.end + 50))
    )
    if not marks:
        after = text[span.end : min(sentence.end, span.end + 40)]
        if re.match(
            r",? (?:[\w’']+ ){0,3}(?:will|is to|are to|is set|are set|is expected|are expected)\b", after
        ):
            return "future"
        return "past" if past else None
    # "said on Monday it will": the nearer verb has the date; "until" and "by" are none.
    verbs = [mark for mark in marks if mark.group() not in ("until", "by", "would")]
    if not verbs or _PAST_VERB.search(before, verbs[-1].end()):
        return "past" if past else None
    return "future"


def _tense(words: Sequence[Word], span: Span) -> str | None:
    """Tense of the verb the date hangs on, by the parse: "past", "future", "none", or None without a verb."""
    at = bisect.bisect_left(words, span.begin, key=lambda word: word.span.begin)
    if 0 <= at < len(words) and words[at].dep == "nmod:poss":
        return "none"
    found = _verb_above(words, at, span)
    if found is None:
        return None
    verb, aids = found
    if any(w.lemma in ("will", "shall", "'ll", "wo") for w in aids):
        return "future"
    if any(w.lemma in ("can", "could", "may", "might", "must", "should", "would") for w in aids):
        return "none" if any(w.lemma == "have" for w in aids) else "future"
    if any("Tense=Past" in w.feats and "VerbForm=Fin" in w.feats for w in (verb, *aids)):
        return "past"
    # "holds its primary on Tuesday"; "says" dates what was said.
    if (
        "Tense=Pres" in verb.feats
        and "VerbForm=Fin" in verb.feats
        and verb.lemma not in _SPEECH
        and verb.dep != "aux"
    ):
        return "future"
    if "VerbForm=Inf" in verb.feats and 0 <= verb.head < len(words) and words[verb.head].lemma in _PLANS:
        return "future"
    return "none"


def _verb_above(words: Sequence[Word], at: int, span: Span) -> tuple[Word, list[Word]] | None:
    """The first verb or predicate on the way up from word `at`, outside the date, and its auxiliaries."""
    for _ in range(8):
        if not 0 <= at < len(words):
            return None
        word = words[at]
        if not span.overlaps(word.span):
            aids = [
                w
                for w in words[max(0, at - 12) : at + 3]
                if w.head == at and w.dep.startswith(("aux", "cop"))
            ]
            if aids or word.pos in ("VERB", "AUX"):
                return word, aids
        at = word.head
    return None
