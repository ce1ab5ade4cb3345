"""Tolls as a sentence gives them: how many dead or injured, how exactly, and who.

"At least 37 people" and 43 go together, "about 40" and 43 too, "70 people" and "24 children" among them too; only
figures that cannot both hold are a contradiction.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["Toll", "tolls"]

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_UNIT = "|".join([*_ONES[1:], *_TENS])
_NUMBER = rf"(?:\d[\d,]*|(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES[1:10])})|{_UNIT})"
_ABOUT = r"(?:about|around|some|roughly|approximately|nearly|almost|close to|an estimated|estimated)"
_LEAST = r"(?:at least|more than|over|no fewer than|not less than|upwards of)"
_MOST = r"(?:up to|as many as|at most|fewer than|less than|no more than)"
_FIGURE = rf"(?:(?P<about>{_ABOUT})\s+|(?P<least>{_LEAST})\s+|(?P<most>{_MOST})\s+)?(?P<n>{_NUMBER})\b(?!\s*(?:per cent|percent|%|years?|days?|times|km|kilomet))"
_STOP = ["in", "on", "at", "near", "outside", "inside", "and", "or", "when", "as", "by", "of", "during", "over", "since", "who", "which", "that", "after", "before", "while", "with", "were", "was", "are", "is", "have", "has", "had", "been", "being", "from", "to", "into", "across"]  # fmt: skip
_WORD = rf"(?!(?:{'|'.join(_STOP)})\b)[^\W\d_][\w'’-]*"
_NOUNS = rf"(?P<noun>(?:{_WORD}\s+){{0,2}}{_WORD})"
_DEAD = r"(?:kill(?:ed|ing|s)?|shot dead|massacr(?:ed|ing)|murder(?:ed|ing)|slaughter(?:ed|ing)|execut(?:ed|ing)|claim(?:ed|ing) the lives of)"
_HURT = r"(?:wound(?:ed|ing|s)?|injur(?:ed|ing|es))"
_PATTERNS: tuple[tuple[Literal["dead", "injured"], re.Pattern[str]], ...] = tuple(
    (field, re.compile(pattern, re.I))  # type: ignore[misc]
    for field, verb, state, count in (
        ("dead", _DEAD, r"(?:killed|dead|died|shot dead|massacred|murdered|slaughtered)", r"(?:death )?toll"),
        ("injured", _HURT, r"(?:wounded|injured|hurt)", r"count of the injured"),
    )
    for pattern in (
        rf"\b{verb}\s+{_FIGURE}(?:\s+(?:of\s+the\s+|other\s+)?{_NOUNS})?",
        rf"\b{_FIGURE}(?:\s+{_NOUNS})?\s+(?:(?:were|was|are|have been|had been|been|being)\s+){{0,2}}{state}\b",
        rf"\b(?:left|leaving|leaves)\s+{_FIGURE}(?:\s+{_NOUNS})?\s+{state}\b",
        rf"\b(?:{count}|number of (?:the )?{state})\b[^.;]{{0,60}}?\b(?:to|at|reached|is|was)\s+{_FIGURE}",
    )
)
_GENERAL = frozenset(
    [
        "people",
        "persons",
        "person",
        "others",
        "lives",
        "individuals",
        "victims",
        "dead",
        "of",
        "in",
        "and",
        "on",
        "",
    ]
)


@dataclass(frozen=True, slots=True)
class Toll:
    """A figure as an interval: what the words leave open, both ends included; `high` may be infinite."""

    field: Literal["dead", "injured"]
    figure: int
    low: float
    high: float
    of: str
    """Whom it counts: "children", "soldiers"; "" for people in general."""
    words: str
    """The figure as the text has it: "at least 37"."""

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def agrees(self, other: Toll) -> bool:
        """True if both can hold of one act. A part of the dead is no larger than the whole."""
        if self.of != other.of:
            if self.of and other.of:
                return True  # cadets and passers-by: two counts
            part, whole = (self, other) if self.of else (other, self)
            return part.low <= whole.high
        return self.low <= other.high and other.low <= self.high


def tolls(sentence: str) -> list[Toll]:
    """Every toll of a sentence, each figure once; "dozens" and the like give none."""
    found: dict[tuple[str, int], Toll] = {}
    for toll in _tolls(sentence):
        found.setdefault((toll.field, toll.figure), toll)
    return list(found.values())


def _tolls(sentence: str) -> Iterator[Toll]:
    for field, pattern in _PATTERNS:
        for match in pattern.finditer(sentence):
            n = _value(match["n"])
            low, high = float(n), float(n)
            if match["least"]:
                high = math.inf
            elif match["most"]:
                low = 0.0
            elif match["about"]:
                low, high = 0.85 * n, 1.15 * n
            of = _whom(match.groupdict().get("noun") or "")
            how = match["least"] or match["most"] or match["about"]
            yield Toll(field, n, low, high, of, f"{how.lower()} {n}" if how else str(n))


def _value(word: str) -> int:
    low = word.lower()
    if low[0].isdigit():
        return int(low.replace(",", ""))
    tens, _, ones = low.partition("-")
    if tens in _TENS:
        return _TENS[tens] + (_ONES.index(ones) if ones else 0)
    return _ONES.index(low)


def _whom(words: str) -> str:
    """Whom a phrase counts: its first plural, "" for people in general."""
    parts = [word.strip("'’-") for word in words.lower().split()]
    for word in parts:
        if word in _GENERAL:
            return ""
        if word.endswith("s") or word in ("children", "women", "men", "policemen", "police", "troops"):
            return word
    return parts[0] if parts else ""
