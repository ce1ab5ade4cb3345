"""Names folded to keys, so that spellings of one place meet.

`fold` is for every name: case, diacritics, apostrophes, hyphens and dots go, "St." becomes "saint".
`skeleton` is for names transliterated from Arabic and its neighbours, where the article, the vowels and a
final -ah are spelt as each newspaper likes: Deir ez-Zor, Deir al-Zour and Dayr az Zawr have one skeleton.
It is coarse, so it is only looked up after `fold` found nothing, and only in countries that write Arabic.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "skeleton"]

# Letters that NFKD leaves whole.
_WHOLE = str.maketrans(
    {"ı": "i", "İ": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae",
     "Æ": "ae", "œ": "oe", "Œ": "oe", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ə": "a", "Ə": "a"}
)  # fmt: skip
# An apostrophe inside a transliterated name (Sana'a, Dar‘ā, Hizbʼ) stands for a letter English drops.
_MARKS = re.compile(r"['’‘ʿʾʼ`´ʻʹ\u02bb\u02b9\u0300-\u036f.]")
_GAPS = re.compile(r"[\s\-‐‑–—_/,]+")

_ARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "ar",
        "er",
        "as",
        "es",
        "us",
        "ash",
        "esh",
        "ush",
        "ad",
        "ed",
        "ud",
        "at",
        "et",
        "ut",
        "an",
        "en",
        "un",
        "az",
        "ez",
        "uz",
        "ez",
        "adh",
        "edh",
        "ath",
        "eth",
        "l",
        "r",
        "s",
        "d",
        "t",
        "n",
        "z",
    ]
)
_SAME = {"tel": "tal", "tell": "tal", "tall": "tal", "jebel": "jabal", "jabel": "jabal", "djebel": "jabal",
         "kfar": "kafr", "kafar": "kafr", "kefar": "kafr", "kufr": "kafr", "abou": "abu", "abo": "abu",
         "umm": "um", "bin": "ibn", "ben": "ibn", "bani": "banu", "beni": "banu"}  # fmt: skip


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """The key of a name: lower case, ASCII where the letters allow, single spaces; "" for no letters."""
    if name.isascii():
        bare = name.lower()
    else:
        # Twice, as some letters decompose into one that stays whole (a raised "ð").
        bare = unicodedata.normalize("NFKD", name.translate(_WHOLE)).translate(_WHOLE).lower()
    bare = _GAPS.sub(" ", _MARKS.sub("", bare)).strip()
    if bare.startswith(("st ", "ste ")):
        bare = "saint" + bare[bare.index(" ") :]
    elif bare.startswith(("mt ", "ft ")):
        bare = ("mount" if bare[0] == "m" else "fort") + bare[2:]
    return bare


_DIPHTHONGS = (
    (re.compile(r"aw|ou|au|ow|oo|uw"), "u"),
    (re.compile(r"ay|ei|ai|ey|ee|iy|ie|yi"), "i"),
    (re.compile(r"aa"), "a"),
    (re.compile(r"i(?=[au])"), "y"),
)
_DOUBLE = re.compile(r"(.)\1+")
_FINAL = re.compile(r"(?<=[^aeiou ])[aei]+h?(?= |$)")


@lru_cache(maxsize=8192)
def skeleton(key: str) -> str:
    """What is left of a folded key without article, vowel length and final -a(h); "" if that is too little to go by."""
    words = [_SAME.get(word, word) for word in key.split() if word not in _ARTICLES]
    bare = " ".join(words)
    for pattern, short in _DIPHTHONGS:
        bare = pattern.sub(short, bare)
    bare = _DOUBLE.sub(r"\1", bare).replace("o", "u").replace("e", "i")
    bare = _FINAL.sub("", bare)
    return bare if len(bare) >= 4 else ""
