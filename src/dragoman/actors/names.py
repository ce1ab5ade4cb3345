"""Names as keys: folding, tokens, surnames, and whether two spellings are one transliterated name."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

from rapidfuzz import fuzz

__all__ = [
    "Token",
    "fold",
    "key",
    "phrase_set",
    "same_name",
    "same_part",
    "slug",
    "surname_keys",
    "tokens",
    "transliteration",
    "word_set",
]


def word_set(text: str) -> frozenset[str]:
    """The words of `text` as a set: a long list of words reads better as lines of them."""
    return frozenset(text.split())


def phrase_set(text: str) -> frozenset[str]:
    """The phrases of `text`, parted by commas, as a set."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


_APOSTROPHES = "'’ʼ`´‘ʿʾ"
_TOKEN = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|[^\W_]+(?:[{_APOSTROPHES}][^\W_]+)*(?:\+\d+)?",
)
_DROP = str.maketrans("", "", _APOSTROPHES + ".")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sS]$")
PARTICLES = word_set(
    """
    al el bin ibn ben abu de del della di da dos von van der den le la ter ag ould bint ul ur ad an ar as
    ash at az zu
    """
)
"""Words that belong to the surname behind them (al-Assad, bin Salman, van der Bellen)."""


class Token(NamedTuple):
    """A word of a text as names see it: where it stands, its folded form, and whether a possessive was cut off."""

    begin: int
    end: int
    text: str
    fold: str
    possessive: bool


# Names are folded again and again as texts come by; news repeats itself.
@functools.lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """`word` without case, diacritics, apostrophes and full stops: "Hizb'allah" and "Hizballah" are one."""
    if not word.isascii():
        # Apostrophes first: some of them come apart into a space and an accent.
        word = word.translate(_DROP).replace("ı", "i").replace("ø", "o").replace("ł", "l")
        word = unicodedata.normalize("NFKD", word)
        word = "".join(
            letter for letter in word if not unicodedata.combining(letter) and not letter.isspace()
        )
    return word.translate(_DROP).casefold()


def tokens(text: str) -> list[Token]:
    """The words of `text` in order; "Iran's" is one with its possessive cut off, "al-Nusra" two, "U.S." one."""
    out: list[Token] = []
    for match in _TOKEN.finditer(text):
        begin, end = match.span()
        word = match[0]
        possessive = False
        if word[-1] in "sS":
            if len(word) > 2 and word[-2] in _APOSTROPHES:
                possessive, end, word = True, end - 2, word[:-2]
            elif text[end : end + 1] in ("'", "’") and text[end + 1 : end + 2] in ("", " "):
                possessive = True
        out.append(Token(begin, end, word, fold(word), possessive))
    return out


@functools.lru_cache(maxsize=8192)
def key(name: str) -> tuple[str, ...]:
    """Tokens of a name, folded: the key it is found by."""
    return tuple(fold(_POSSESSIVE.sub("", match.group())) for match in _TOKEN.finditer(name))


def slug(name: str) -> str:
    """Kebab-case id of a name."""
    # a sign may fold to more than letters: "⑴" to "(1)"
    return "-".join(part for word in key(name) for part in re.findall(r"[^\W_]+", word)) or "unnamed"


# Given names come second where these write in English.
_SURNAME_FIRST = frozenset(["CHN", "KOR", "PRK", "TWN", "HKG", "KHM", "MAC"])


def surname_keys(name: str, country: str | None = None) -> list[tuple[str, ...]]:
    """The shorter forms a person of that full name goes by, as keys: "Bashar al-Assad" -> al assad, assad.

    "bin Salman" never becomes "Salman": that is the father. Names of one word have no shorter form.
    """
    parts = key(name)
    if len(parts) < 2:
        return []
    if country in _SURNAME_FIRST:
        return [parts[:1]]
    at = len(parts) - 1
    if parts[at] in {"jr", "sr", "ii", "iii", "iv", "vi", "i"}:
        return []
    while at > 1 and parts[at - 1] in PARTICLES:
        at -= 1
    if at > 0 and parts[at - 1] in PARTICLES:
        return []
    out = [parts[at:]]
    if len(parts[at:]) > 1 and parts[at] not in {"bin", "ibn", "ben", "abu", "ould", "bint"}:
        out.append(parts[-1:])
    return [form for form in out if len(form) > 1 or len(form[0]) > 2]


_SOUNDS = [
    ("tch", "ch"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i"), ("ey", "i"), ("ie", "i"), ("iy", "i"), ("sch", "sh"), ("q", "k"),
    ("y", "i"), ("j", "j"), ("dj", "j"), ("w", "u"), ("v", "v"), ("aa", "a"), ("z", "s"), ("e", "a"), ("o", "u"), ("g", "k"),
    ("ck", "k"), ("c", "k"),
]  # fmt: skip


@functools.lru_cache(maxsize=8192)
def transliteration(word: str) -> str:
    """A spelling that the ways of writing one Arabic, Persian, Russian or Turkish name in English share."""
    word = fold(word)
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    word = re.sub(r"(.)\1+", r"\1", word)
    return word[:-1] if len(word) > 4 and word[-1] in "ha" else word


def same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """True if two full names (as keys) are spellings of one name.

    Each part must match its partner, first letters included, so that "Hafez al-Assad" is never "Bashar al-Assad"
    and "Mohammed bin Salman" never "Mohammed bin Nayef". Articles may be left out.
    """
    x = [part for part in a if part not in {"al", "el"}]
    y = [part for part in b if part not in {"al", "el"}]
    if len(x) != len(y) or len(x) < 2:
        return False
    return all(same_part(p, q) for p, q in zip(x, y, strict=True))


def same_part(a: str, b: str) -> bool:
    """True if two words may be spellings of one part of a name."""
    if a == b:
        return True
    p, q = transliteration(a), transliteration(b)
    if p == q:
        return True
    # One letter of five may differ; shorter parts must sound the same.
    return min(len(p), len(q)) >= 5 and p[0] == q[0] and p[-1] == q[-1] and fuzz.ratio(p, q) >= 87
