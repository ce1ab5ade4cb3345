"""Words to what the encoder reads: WordPiece ids, the case of the letters, the gap before the word."""

import re
import unicodedata
from collections.abc import Sequence

# Case of a word's letters (the encoder's vocabulary is uncased).
LOWER, TITLE, UPPER, MIXED, DIGIT, OTHER = range(6)
CASES = 6
# What stands before a word.
JOINED, SPACE, BREAK = range(3)
GAPS = 3

MAX_PIECES_OF_WORD = 24


def case_of(word: str) -> int:
    """Which of CASES classes the letters of a word fall into: lower, upper, title, mixed, digits, other."""
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else TITLE
    if word[:1].isupper() and word[1:].islower():
        return TITLE
    if any(map(str.isalpha, word)):
        return MIXED
    if any(map(str.isdigit, word)):
        return DIGIT
    return OTHER


_WRAP = re.compile(r"[^\s.!?]\n[^\S\n]*(?=[a-z])")


def gaps_of(text: str, begins: Sequence[int], ends: Sequence[int]) -> list[int]:
    """The gap before each word; the first word of a text stands after a break.

    Where lines go on in small letters the text is wrapped, and a single end of line is no more than a space.
    """
    wrapped = "\n" in text and len(_WRAP.findall(text)) >= 2
    out = []
    last = 0
    for n, begin in enumerate(begins):
        between = text[last:begin]
        lines = between.count("\n")
        broken = lines > (1 if wrapped and n and text[last - 1] not in ".!?:" else 0)
        out.append(BREAK if n == 0 or broken else SPACE if between else JOINED)
        last = ends[n]
    return out


def _is_punctuation(letter: str) -> bool:
    code = ord(letter)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(letter).startswith("P")


def _is_ideograph(code: int) -> bool:
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x2FA1F
    )


class WordPieces:
    """WordPiece as BERT's uncased models use it, one word at a time, remembering what it has seen."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: n for n, piece in enumerate(vocabulary)}
        self.pad, self.unknown = self._ids["[PAD]"], self._ids["[UNK]"]
        self.first, self.last = self._ids["[CLS]"], self._ids["[SEP]"]
        self._seen: dict[str, tuple[int, ...]] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        found = self._seen.get(word)
        if found is None:
            found = self._split(word)
            if len(self._seen) > 20_000:
                self._seen.clear()
            self._seen[word] = found
        return found

    def knows(self, word: str) -> bool:
        """Whether the vocabulary holds the word whole."""
        return word.lower() in self._ids

    def _split(self, word: str) -> tuple[int, ...]:
        clean = "".join(
            c
            for c in unicodedata.normalize("NFD", word.lower())
            if unicodedata.category(c) not in ("Mn", "Cc", "Cf")
        )
        parts: list[str] = []
        joined = False
        for letter in clean:
            if _is_punctuation(letter) or _is_ideograph(ord(letter)):
                parts.append(letter)
                joined = False
            elif joined:
                parts[-1] += letter
            else:
                parts.append(letter)
                joined = True
        out: list[int] = []
        for part in parts:
            out.extend(self._greedy(part))
        return tuple(out[:MAX_PIECES_OF_WORD]) or (self.unknown,)

    def _greedy(self, part: str) -> list[int]:
        if len(part) > 100:
            return [self.unknown]
        out, at = [], 0
        while at < len(part):
            end = len(part)
            while end > at:
                piece = part[at:end] if at == 0 else "##" + part[at:end]
                if piece in self._ids:
                    out.append(self._ids[piece])
                    break
                end -= 1
            else:
                return [self.unknown]
            at = end
        return out
