"""Names of the gazetteer in a text, with what stands around them; no decision which place is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dragoman.places.fold import fold
from dragoman.places.gazetteer import Entry, Gazetteer
from dragoman.places.words import (
    AFTER_KINDS,
    BEFORE_KINDS,
    COMMON,
    DAYS,
    DIRECTIONS,
    FUNCTION,
    LOCATIVE,
    NEAR,
    PEOPLE,
    POSTAL,
    SPEECH,
    TITLES,
    WEAK,
)
from dragoman.records import Span

__all__ = ["Match", "Token", "find_matches", "tokenize"]

_TOKEN = re.compile(r"(?:[A-Z]\.(?: ?(?=[A-Z]\.))?){2,}|[^\W\d_]+(?:['’‘ʿʾ`][^\W\d_]+)*|\d+")
_POSSESSIVE = re.compile(r"['’]s$")
_JOINTS = frozenset((" ", "-", "–", "\u00a0", "\u2011", ". "))
_SMALL_ENDS = frozenset(
    ("valley", "state", "region", "camp", "province", "crossing", "airbase", "base", "peninsula", "oblast", "airport",
     "prison", "corridor", "dam", "mosque", "hospital", "mountains", "islands", "desert", "plant", "field", "oilfield",
     "refinery", "port", "pass", "basin", "delta", "district", "strip", "reactor")
)  # fmt: skip
"""Small last words of names that are written down ("Hmeimim air base")."""
_ARTICLES = frozenset(
    ["al", "el", "ar", "as", "ash", "at", "an", "ad", "az", "ez", "es", "er", "ed", "et", "en"]
)
_LONGEST = 6


class Token(NamedTuple):
    """A word of the text; a possessive 's is left outside."""

    begin: int
    end: int
    text: str
    capital: bool
    possessive: bool


@dataclass(slots=True)
class Match:
    """A name found in a text and its surroundings."""

    span: Span
    key: str
    surface: str
    entries: tuple[Entry, ...]
    first: int
    """Index of its first token, and of the token behind its last."""
    behind: int
    like: bool = False
    """True if only the skeleton of the name is known."""
    wish: str | None = None
    """Kind of place the words beside it tell: region, district, town, site."""
    near: bool = False
    """True for "near X", "north of X", "the outskirts of X"."""
    before: Literal["strong", "weak", "none"] = "none"
    dateline: bool = False
    person: bool = False
    """Inside a run of capitals that is some other name ("Paris Hilton", "Washington Post")."""
    titled: bool = False
    """Before a title ("New York Gov. Cuomo")."""
    speaks: bool = False
    """Before a verb of speech ("Carson said")."""
    starts_sentence: bool = False
    inside_of: int | None = None
    """Index of the match that the text says it lies in ("Springfield, Illinois")."""
    common: bool = False
    """An ordinary word ("Police", Poland)."""


def tokenize(text: str) -> list[Token]:
    """Words of a text, letters with inner apostrophes; abbreviations with their dots."""
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text):
        begin, end = found.span()
        word = found[0]
        possessive = word[-1] == "s" and len(word) > 2 and word[-2] in "'’"
        if possessive:
            word, end = word[:-2], end - 2
        tokens.append(Token(begin, end, word, word[0].isupper(), possessive))
    return tokens


def _joined(text: str, a: Token, b: Token) -> bool:
    gap = text[a.end : b.begin]
    if gap == ". ":
        return a.text in ("St", "Ste", "Mt", "Ft")
    return not a.possessive and gap in _JOINTS


def _states(text: str, token: Token, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """A state by its postal code or the press's abbreviation, only behind a comma."""
    if text[max(0, token.begin - 2) : token.begin] != ", ":
        return ()
    if len(token.text) == 2 and token.text in POSTAL:
        return tuple(
            e
            for e in gazetteer.lookup(fold(POSTAL[token.text].split(" (")[0]))
            if e.curated and e.precision == "region"
        )
    return ()


def _entries(
    text: str, tokens: list[Token], first: int, behind: int, gazetteer: Gazetteer
) -> tuple[str, str, tuple[Entry, ...], int]:
    """(surface, key, entries, end) of tokens[first:behind]."""
    begin, end = tokens[first].begin, tokens[behind - 1].end
    surface = text[begin:end]
    if behind - first == 1 and len(surface) <= 6:
        dotted = text[begin : end + 1]
        if dotted.endswith(".") and not surface.endswith("."):
            found = gazetteer.exact(dotted)
            if found and (text[max(0, begin - 2) : begin] == ", " or "." in surface):
                return dotted, "=" + dotted, found, end + 1
        found = gazetteer.exact(surface) or _states(text, tokens[first], gazetteer)
        if found:
            return surface, "=" + surface, found, end
        if surface.isupper() and len(surface) <= 4:
            # Short capitals are acronyms; names in capitals are looked up from five letters on (or in a dateline).
            return surface, "", (), end
    elif "." in surface and (found := gazetteer.exact(surface)):
        return surface, "=" + surface, found, end
    key = fold(surface)
    return surface, key, gazetteer.lookup(key) if len(key) > 2 else (), end


def find_matches(
    text: str, tokens: list[Token], gazetteer: Gazetteer, countries_of_arabic: bool = True
) -> list[Match]:
    """The longest known names from left to right, each with its surroundings read."""
    matches: list[Match] = []
    i, n = 0, len(tokens)
    while i < n:
        token = tokens[i]
        if not token.capital:
            # "al-Bab", "eastern Aleppo", "sub-Saharan Africa" begin with a small letter.
            small = token.text
            ahead = i + 1 < n and tokens[i + 1].capital and _joined(text, token, tokens[i + 1])
            hyphen = ahead and text[token.end] != " "
            if not ahead or not (
                small in ("al", "el")
                or (hyphen and small in _ARTICLES)
                or small in DIRECTIONS
                or small == "sub"
            ):
                i += 1
                continue
        if token.text == "Washington" and text.startswith((", D.C.", ", DC"), token.end):
            end = tokens[i + 1].end
            matches.append(
                Match(
                    Span(token.begin, end),
                    "washington dc",
                    text[token.begin : end],
                    gazetteer.lookup("washington dc")[:1],
                    i,
                    i + 2,
                )
            )
            i += 2
            continue
        last = i + 1
        while last < n and last - i < _LONGEST and _joined(text, tokens[last - 1], tokens[last]):
            last += 1
        found = None
        for behind in range(last, i, -1):
            end_token = tokens[behind - 1]
            if not end_token.capital and (behind - i == 1 or end_token.text not in _SMALL_ENDS):
                continue
            surface, key, entries, end = _entries(text, tokens, i, behind, gazetteer)
            if not end_token.capital or token.text == "The":
                entries = tuple(e for e in entries if e.curated)
            elif behind - i > 1 and AFTER_KINDS.get(fold(end_token.text)) in ("region", "district"):
                # "Karak District": the one of that name, and Karaks that are districts or regions.
                base = gazetteer.lookup(fold(text[token.begin : tokens[behind - 2].end]))
                entries = (
                    *entries,
                    *(e for e in base if e.precision in ("region", "district") and e not in entries),
                )
            if not token.capital:
                # "northern Syria" is Syria; only names written down with a small direction count as a whole.
                if token.text in DIRECTIONS:
                    entries = tuple(e for e in entries if e.curated) if key in gazetteer.small else ()
                elif not entries and countries_of_arabic:
                    entries = gazetteer.lookup_like(key)
            if entries:
                found = Match(Span(token.begin, end), key, surface, entries, i, behind)
                if behind - i > 1 and AFTER_KINDS.get(fold(end_token.text)) in ("region", "district"):
                    found.wish = AFTER_KINDS[fold(end_token.text)]
                break
        if found is None and token.capital and countries_of_arabic and len(token.text) >= 4:
            found = _like(text, tokens, i, last, gazetteer)
        if found is None:
            i += 1
            continue
        matches.append(found)
        i = found.behind
    _read_surroundings(text, tokens, matches)
    return matches


def _like(text: str, tokens: list[Token], i: int, last: int, gazetteer: Gazetteer) -> Match | None:
    for behind in range(min(last, i + 4), i, -1):
        if not tokens[behind - 1].capital:
            continue
        surface = text[tokens[i].begin : tokens[behind - 1].end]
        key = fold(surface)
        if behind - i == 1 and (
            key in COMMON or key in FUNCTION or key in TITLES or key in DAYS or len(key) < 6
        ):
            continue
        entries = gazetteer.lookup_like(key)
        if entries:
            return Match(
                Span(tokens[i].begin, tokens[behind - 1].end), key, surface, entries, i, behind, like=True
            )
    return None


def _sentence_start(text: str, begin: int) -> bool:
    before = text[max(0, begin - 3) : begin].rstrip(" \"“‘'(")
    return not before or before[-1] in ".!?\n:•" or "\n" in text[max(0, begin - 3) : begin]


_AREAS = ("country", "region", "area")


def _read_surroundings(text: str, tokens: list[Token], matches: list[Match]) -> None:
    small = {token.text for token in tokens if not token.capital}
    starts = {m.first for m in matches if any(e.precision in _AREAS for e in m.entries)}
    # Tokens of names that may stand before another name as its whole: "Texas Gov.", "Syria Civil Defence".
    inside = {
        t
        for m in matches
        if any(
            e.precision == "country" or (e.precision == "region" and (e.curated or e.people > 200_000))
            for e in m.entries
        )
        for t in range(m.first, m.behind)
    }
    for k, match in enumerate(matches):
        words = match.key.split()
        match.common = (len(words) == 1 and match.key in COMMON) or all(
            w in DIRECTIONS or w in AFTER_KINDS for w in words
        )
        # What the text also writes small is a word of its own ("Rest assured", "the rest").
        if match.key in small and not any(e.precision == "country" for e in match.entries):
            match.common = True
        match.starts_sentence = _sentence_start(text, match.span.begin)
        _look_back(text, tokens, match, inside)
        _look_ahead(text, tokens, match, starts)
        match.dateline = _is_dateline(text, match)
        _contain(text, tokens, matches, k)


def _look_back(text: str, tokens: list[Token], match: Match, inside: set[int]) -> None:
    j = match.first - 1
    if j < 0:
        return
    gap = text[tokens[j].end : match.span.begin]
    if gap.strip(" \u00a0") not in ("", "-", "–", "“", "‘", "(", '"'):
        return
    word, low = tokens[j], fold(tokens[j].text)
    if match.starts_sentence and gap != " ":
        return
    if low in ("the",) and j > 0 and text[word.end : match.span.begin] == " ":
        j -= 1
        word, low = tokens[j], fold(tokens[j].text)
    while low in DIRECTIONS and j > 0 and not (word.capital and j in inside):
        match.near = match.near or low in NEAR
        j -= 1
        if text[tokens[j].end : tokens[j + 1].begin] != " ":
            return
        word, low = tokens[j], fold(tokens[j].text)
        if low == "the" and j > 0:
            j -= 1
            word, low = tokens[j], fold(tokens[j].text)
    if low == "of" and j > 0:
        kind = BEFORE_KINDS.get(fold(tokens[j - 1].text))
        if kind:
            match.wish, match.before = kind, "strong"
            match.near = match.near or kind == "district"
            return
    if (
        low in BEFORE_KINDS
        and BEFORE_KINDS[low] in ("town", "district", "region")
        and not word.capital
        and gap == " "
    ):
        match.wish, match.before = BEFORE_KINDS[low], "strong"
        return
    if low in LOCATIVE:
        match.before = "strong"
        match.near = match.near or low in NEAR
    elif low in WEAK:
        match.before = "weak"
    if word.capital and gap == " " and j not in inside and j == match.first - 1:
        known = low in FUNCTION or low in DIRECTIONS or low in TITLES or low in DAYS
        station = word.text.isupper() and 1 < len(word.text) <= 5
        if low in PEOPLE or not (known or station):
            match.person = True


_NAMED_KINDS = frozenset(
    ["province", "governorate", "county", "co", "district", "region", "oblast", "state", "city", "prefecture"]
)
_SAID_KINDS = frozenset(["province", "governorate", "county", "district", "oblast", "prefecture"])
"""Kinds that belong to the name even with a small letter: "Karak district"."""


def _look_ahead(text: str, tokens: list[Token], match: Match, starts: set[int]) -> None:
    j = match.behind
    if j >= len(tokens):
        return
    word = tokens[j]
    if tokens[j - 1].possessive:
        # "St. Michael's Hospital"
        match.common = match.common or (match.key.startswith("saint ") and word.capital)
        return
    if text[match.span.end : word.begin] not in (" ", "\u00a0", ". "):
        return
    low = fold(word.text)
    if low in SPEECH:
        match.speaks = True
    if low in AFTER_KINDS:
        match.wish = AFTER_KINDS[low]
        match.near = match.near or low in NEAR
        follows = (
            j + 1 < len(tokens) and tokens[j + 1].capital and text[word.end : tokens[j + 1].begin] == " "
        )
        if (word.capital or low in _SAID_KINDS) and low in _NAMED_KINDS and not follows:
            match.span = Span(match.span.begin, word.end)
        elif word.capital and follows and low == "state":
            # "Texas State University" is no state.
            match.person = match.person or fold(tokens[j + 1].text) not in TITLES
        return
    if text[match.span.end : word.begin] == ". ":
        return
    if low in (
        "gov",
        "governor",
        "sen",
        "senator",
        "legislature",
        "rep",
        "attorney",
        "lawmakers",
        "lawmaker",
    ):
        match.wish, match.titled = "region", True
    elif word.capital and low in TITLES:
        match.titled = True
        if low == "mayor":
            match.wish = "town"
    elif (
        word.capital and low not in DAYS and low not in FUNCTION and low not in DIRECTIONS and j not in starts
    ):
        match.person = True


_DATELINE = re.compile(
    r"(?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?\.?\s*(?:\([^)\n]{2,30}\)\s*)?(?:--|—|–|- )"
)


def _is_dateline(text: str, match: Match) -> bool:
    if not (
        match.span.begin == 0 or text[match.span.begin - 1] == "\n" or text[: match.span.begin].isspace()
    ):
        return False
    return _DATELINE.match(text, match.span.end) is not None


_INSIDE = re.compile(
    r", |’s |'s |’s capital,? |'s capital,? | \(|, (?:a|an|the) [a-z ]{3,40} (?:in|of) |, (?:in|of) (?:the )?[a-z ]{0,40}|"
    r",? (?:in|of) (?:the )?(?:[a-z]+ ){0,5}|, [a-z]+ (?:of|in) "
)
_BACK = re.compile(
    r"(?:’s|'s) (?:(?:capital|city|town|village|port|province|region|district|northern|southern|eastern|western|central|"
    r"second|third|largest|biggest|main|old|coastal|border|north|south|east|west|of|and|restive|contested|rebel-held),? ){0,5}"
)


_LIST = (", ", " and ", ", and ", " or ", "; ")


def _contain(text: str, tokens: list[Token], matches: list[Match], k: int) -> None:
    """Note the neighbour that the words between them make the container, if it can be one."""
    match = matches[k]
    if 0 < k < len(matches) - 1 and _country(matches[k - 1]) and _country(matches[k + 1]) and _country(match):
        around = (
            text[matches[k - 1].span.end : match.span.begin],
            text[match.span.end : matches[k + 1].span.begin],
        )
        if all(gap in _LIST for gap in around):
            # "Azerbaijan, Georgia, India": a list of countries.
            match.wish = "country"
            return
    if k + 1 < len(matches):
        other = matches[k + 1]
        gap = text[match.span.end : other.span.begin]
        if len(gap) < 60 and _INSIDE.fullmatch(gap) and gap not in ("’s ", "'s "):
            match.inside_of = k + 1
    if k > 0 and match.inside_of is None:
        other = matches[k - 1]
        gap = text[other.span.end : match.span.begin]
        if (
            _BACK.fullmatch(gap)
            or (gap == " " and any(e.adjective for e in other.entries))
            or re.fullmatch(
                r" (?:[a-z-]+ ){0,4}(?:city|town|village|capital|province|district|port|region|suburb) (?:of )?",
                gap,
            )
        ):
            match.inside_of = k - 1


def _country(match: Match) -> bool:
    return any(e.precision == "country" and not e.adjective for e in match.entries)
