"""Text to words by the conventions of the English Universal Dependencies treebanks, with exact offsets.

Contractions and possessives are cut ("do" + "n't", "Syria" + "'s", "can" + "not"), hyphens and slashes between
words are words of their own, numbers, abbreviations, addresses and runs of one punctuation mark stay whole.
Every character that is not white space belongs to exactly one word, and no word holds white space.
"""

import re
from typing import NamedTuple


class Word(NamedTuple):
    """One word: [begin, end) in code points of the text."""

    begin: int
    end: int
    joined: bool  # a later part of a written token that was cut ("n't", "'s"): CoNLL-U writes the two as one multiword token


# Abbreviations that keep their full stop; single letters and letter-dot runs (U.S., p.m.) are found by shape.
_ABBREVIATIONS = [
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "rev",
    "hon",
    "gov",
    "sen",
    "rep",
    "gen",
    "col",
    "maj",
    "capt",
    "cmdr",
    "lt",
    "sgt",
    "cpl",
    "pvt",
    "adm",
    "brig",
    "supt",
    "pres",
    "amb",
    "atty",
    "det",
    "insp",
    "st",
    "ave",
    "blvd",
    "rd",
    "mt",
    "ft",
    "jr",
    "sr",
    "inc",
    "corp",
    "ltd",
    "co",
    "bros",
    "llc",
    "plc",
    "dept",
    "assn",
    "univ",
    "est",
    "vs",
    "etc",
    "al",
    "eg",
    "ie",
    "cf",
    "viz",
    "approx",
    "fig",
    "figs",
    "eq",
    "vol",
    "vols",
    "ed",
    "eds",
    "pp",
    "dist",
    "messrs",
    "mmes",
    "esq",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "ala",
    "ariz",
    "ark",
    "calif",
    "colo",
    "conn",
    "del",
    "fla",
    "ga",
    "ill",
    "ind",
    "kan",
    "ky",
    "md",
    "mich",
    "minn",
    "miss",
    "mont",
    "neb",
    "nev",
    "okla",
    "ore",
    "penn",
    "tenn",
    "tex",
    "va",
    "vt",
    "wash",
    "wis",
    "wyo",
]
# These are words as well: with a full stop they are an abbreviation only before a name or a number.
_ONLY_BEFORE_NAME = frozenset(
    [
        "mar",
        "jun",
        "mon",
        "fri",
        "ill",
        "ind",
        "miss",
        "wash",
        "del",
        "mt",
        "ed",
        "st",
        "gen",
        "fig",
        "no",
        "art",
        "sec",
        "ore",
        "mass",
        "co",
    ]
)

_URL = r"(?:https?://|ftp://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]}'’]"
_DOMAIN = r"[A-Za-z0-9][\w-]*(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|info|co\.uk|uk|de|eu|tv|io|html?|php|asp|pdf|jpg|doc|txt|xls|exe)\b(?:/[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]}'’])?"
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_MASTER = re.compile(
    "|".join(
        (
            rf"(?P<address>{_EMAIL}|{_URL}|{_DOMAIN})",
            r"(?P<handle>(?<!\w)[@#][A-Za-z_]\w*)",
            r"(?P<emoticon>(?<![\w)])(?:[:;=][-'^]?[)(DPpO/|]+|<3|\^_\^)(?!\w))",
            r"(?P<dotted>(?<!\w)(?:[^\W\d_]\.)+[^\W\d_](?![\w.])|(?<!\w)(?:[^\W\d_]\.){2,}|(?<!\w)Ph\.?D\.?(?!\w))",
            r"(?P<date>(?<![\w/-])\d{1,4}(?:/\d{1,4}){1,2}(?![\w/-])|(?<![\w/-])\d{2,4}(?:-\d{2,4}){2,3}(?![\w/-])|(?<![\w/-])\d{3}-\d{4}(?![\w/-]))",
            r"(?P<prefixed>(?<![\w-])(?i:anti|pro|non|re|co|post|pre|semi|mini|neo|pseudo|quasi|e|ex|multi|inter|sub|counter|cross|mid|socio)-(?=[^\W\d_])\w+(?:['’]\w+)*['’]?(?![\w-]))",
            r"(?P<joint>(?<!\w)(?:[A-Z]{1,3}&[A-Z]{1,2}|[ls]/[ch]e?)(?!\w)|\[\.\.\.\])",
            r"(?P<number>(?<![\w])(?:\.\d+|\d+(?:[.,:]\d+)*(?![.,:]?\d))(?:st|nd|rd|th|s|S|ST|ND|RD|TH)?(?![^\W\d_])|(?<!\w)['’]\d0s)",
            r"(?P<measure>(?<![\w])\d+(?:[.,:]\d+)*(?=(?:am|pm|AM|PM|a\.m\.|p\.m\.|km|kg|cm|mm|mph|m|ft|lbs?|bn|mn|k|K|M|B|hrs?|mins?|yrs?|years?|GB|MB|°)(?!\w)))",
            r"(?P<alnum>\w+(?:['’]\w+)*['’]?)",
            r"(?P<quotes>``|''|‘‘|’’|,,)",
            r"(?P<run>\.{2,}|(?:\. ){2,}\.|-{2,}|!{2,}|\?{2,}|[!?]{2,}|={2,}|\*{2,}|_{2,}|~{2,}|\+{2,}|#{2,}|<{2,}|>{2,}|/{2,})",
            r"(?P<other>\S)",
        )
    )
)
_CLITIC = re.compile(r"(?i)^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m)|['’])$")
_WHOLE = re.compile(r"(?i)^(?:o['’]clock|ma['’]am|y['’]all|['’]em|o['’]|d['’]|l['’]|['’]n['’]?|c['’]mon)$")
_FUSED = {
    "cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "gimme": 3, "lemme": 3, "dunno": 2, "dont": 2, "cant": 2, "wont": 2,
    "didnt": 3, "doesnt": 4, "isnt": 2, "wasnt": 3, "couldnt": 5, "wouldnt": 5, "shouldnt": 6, "havent": 4, "hasnt": 3,
    "arent": 3, "werent": 4, "im": 1, "ive": 1, "youre": 3, "theyre": 4, "thats": 4, "whats": 4,
}  # fmt: skip


def _cut(text: str, begin: int, end: int, out: list[Word]) -> None:
    """Words of one run of letters, digits and apostrophes."""
    piece = text[begin:end]
    if "'" not in piece and "’" not in piece:
        cut = _FUSED.get(piece.lower())
        if cut is not None and piece != "IM":
            out.append(Word(begin, begin + cut, False))
            out.append(Word(begin + cut, end, True))
        else:
            out.append(Word(begin, end, False))
        return
    if _WHOLE.match(piece):
        out.append(Word(begin, end, False))
        return
    if found := _CLITIC.match(piece):
        cut = begin + found.start(2)
        if found[2] in "'’" and not found[1].lower().endswith(("s", "x", "z")):
            _cut(text, begin, cut, out)  # a closing quotation mark
            out.append(Word(cut, end, False))
            return
        first = len(out)
        _cut(text, begin, cut, out)
        out.append(Word(cut, end, len(out) > first))
        return
    out.append(Word(begin, end, False))


def split_words(text: str) -> list[Word]:
    """The words of a text, in order."""
    out: list[Word] = []
    at, size = 0, len(text)
    while at < size:
        if text[at].isspace():
            at += 1
            continue
        found = _MASTER.match(text, at)
        if found is None:  # cannot happen: the last branch takes any character that is not white space
            out.append(Word(at, at + 1, False))
            at += 1
            continue
        kind, end = found.lastgroup, found.end()
        if kind == "run" and " " in found[0]:
            end = at + 1
        if kind in ("alnum", "prefixed"):
            word = found[0]
            if "_" in word and word.strip("_") and word != word.strip("_"):
                end = at + (len(word) - len(word.lstrip("_")) or word.index("_"))
                out.append(Word(at, end, False))
                at = end
                continue
            if end < size and text[end] == "." and _keeps_stop(text, at, end):
                out.append(Word(at, end + 1, False))
                at = end + 1
                continue
            _cut(text, at, end, out)
        elif kind == "dotted" and end < size and text[end - 1] != "." and text[end] == ".":
            out.append(Word(at, end, False))
        else:
            out.append(Word(at, end, False))
        at = end
    return out


_ABBREVIATION_SET = frozenset(_ABBREVIATIONS)


def _keeps_stop(text: str, begin: int, end: int) -> bool:
    """Whether the full stop at `end` belongs to the abbreviation before it."""
    word = text[begin:end]
    after = text[end + 1 : end + 3]
    if len(word) == 1 and word.isalpha():
        return word.isupper() and word != "I" and after[:1].isspace() and after[1:2].isupper()
    low = word.lower()
    if low in _ONLY_BEFORE_NAME or low in ("no", "nos"):
        follows = after.lstrip()[:1]
        if low in ("no", "nos", "fig", "art", "sec", "ed"):
            return follows.isdigit()
        return word[0].isupper() and (
            follows.isupper() or follows.isdigit() or (follows in (",", ";", ")") and bool(follows))
        )
    if low == "etc":
        follows = text[end + 1 : end + 3].lstrip()[:1]
        return follows in (",", ";", ")") or follows.islower()
    if low in _ABBREVIATION_SET:
        return word[0].isupper() or low in ("vs", "al", "eg", "ie", "cf", "viz", "approx", "vol", "pp", "est")
    return False
