"""Plain text to articles: where one ends and the next begins, what its title is, and what in it is not body.

A page of text is taken apart into paragraphs; each is looked at alone (`furniture`), then in its place. A new article
begins at a line of a title's shape only where something besides its shape says so: the article before has visibly
ended (a reprint line, "Continue reading", tags and comment counts) or the new one visibly begins (a byline, a date
line). Subheadings have neither, so they never split an article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dragoman.read import furniture as lines
from dragoman.records import DateValue, Furniture, Span

__all__ = ["Article", "describe", "split_page"]

_KICKER = re.compile(
    r"^(?:[A-Z][A-Z &/’'-]{2,30}|World|Politics|Opinion|Analysis|News|Middle East|Europe|Africa|Asia|Americas|Commentary|"
    r"Features?|Exclusive|Blog|Editorial|Interview|Special Report)$"
)
_TAIL_HEADING = re.compile(
    r"^(?:about the authors?|related(?: \w+)?|comments?|share(?: this)?|notes?|references|footnotes|endnotes|sources?|"
    r"further reading|corrections?|acknowledge?ments?|contacts?|more (?:from|on|in)\b.*|read more\b.*|see also|archives?|"
    r"recent posts|categories|tags|search|subscribe|follow.*|disclaimer|copyright.*|contributors?|advertisement)$",
    re.I,
)
_STOP = re.compile(r"[.!?…][\"”’')\]]*$")


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page: where it stands in the text that was given, and what is known of it.

    All spans count from the beginning of the text that was given, not of the article.
    """

    span: Span
    title: str | None = None
    title_span: Span | None = None
    author: str | None = None
    published: DateValue | None = None
    first_published: str | None = None
    complete: bool = True
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Unit:
    """A paragraph: a line, or several that are one paragraph broken to a width."""

    begin: int
    end: int
    text: str
    blank_before: int
    lone: bool
    """Set off from what stands around it, as a title is."""
    kind: str = "body"
    byline: lines.Byline | None = None
    reprint: lines.Reprint | None = None
    date: DateValue | None = None
    teaser: tuple[int, int] | None = None
    dateline: int = 0
    bullet: int = 0
    headed: bool = False
    """Has the shape of a title."""
    level: int = 0
    """Of a Markdown heading; 0 for none."""
    marks: tuple[int, int] = field(default=(0, 0))
    """Characters of heading marks at its beginning and end."""

    @property
    def span(self) -> Span:
        return Span(self.begin, self.end)

    @property
    def title_span(self) -> Span:
        return Span(self.begin + self.marks[0], self.end - self.marks[1])

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def body(self) -> bool:
        return self.kind in ("body", "bullet")


def split_page(text: str, *, markdown: bool = False) -> list[Article]:
    """The articles of a page of plain text or Markdown, in order, without what stands before the first.

    One article is the rule; see the head of this module for what it takes to begin another. Their spans never overlap.
    """
    units = _units(text, markdown=markdown)
    if not units:
        return []
    starts = _starts(units)
    authors = {unit.byline.author for unit in units if unit.byline is not None and unit.byline.author}
    articles = []
    for begin, end in pairwise([*starts, len(units)]):
        articles.append(_article(text, units[begin:end], authors=authors, several=len(starts) > 1))
    return articles


def describe(
    text: str, *, title: str | None = None, markdown: bool = False, guess_title: bool = True
) -> Article:
    """What is known of a text that is one article, whatever it holds.

    title: its title where known from elsewhere; found in the text, it is marked there.
    guess_title: whether the first line may be taken for the title.
    """
    units = _units(text, markdown=markdown)
    if not units:
        return Article(Span(0, len(text)), title=title)
    authors = {unit.byline.author for unit in units if unit.byline is not None and unit.byline.author}
    article = _article(text, units, authors=authors, several=False, title=title, guess_title=guess_title)
    return replace(article, span=Span(0, len(text)))


# Paragraphs


def _units(text: str, *, markdown: bool) -> list[_Unit]:
    spans: list[tuple[int, int, int]] = []
    blank = 1
    for match in re.finditer(r"[^\r\n\f\u2028\u2029]*(?:\r\n|[\r\n\f\u2028\u2029]|$)", text):
        if match.start() == match.end():
            continue
        line = match[0]
        stripped = line.strip(" \t\r\n\f\xa0\u200b\ufeff\u2028\u2029")
        if not stripped:
            blank += 1
            continue
        begin = match.start() + line.index(stripped)
        spans.append((begin, begin + len(stripped), blank))
        blank = 0
    blocks: list[list[tuple[int, int, int]]] = []
    for line_span in spans:
        if line_span[2] or not blocks:
            blocks.append([line_span])
        else:
            blocks[-1].append(line_span)
    linewise = len(blocks) <= max(1, len(spans) // 6)
    width = _width([text[begin:end] for begin, end, _ in spans])
    units: list[_Unit] = []
    for block in blocks:
        if len(block) > 1 and _wrapped([text[begin:end] for begin, end, _ in block]):
            begin, end = block[0][0], block[-1][1]
            units.append(_Unit(begin, end, text[begin:end], block[0][2], True))
            continue
        opened = len(units)
        for begin, end, gap in block:
            before = units[-1] if len(units) > opened else None
            if before is not None and _runs_on(before.text, text[begin:end], width):
                before.end, before.text = end, text[before.begin : end]
                continue
            units.append(_Unit(begin, end, text[begin:end], gap, linewise or len(block) == 1 or gap > 0))
    _merge_underlines(units, text)
    for i, unit in enumerate(units):
        _classify(unit, markdown=markdown)
        if (
            unit.kind == "body"
            and unit.headed
            and i + 1 < len(units)
            and not units[i + 1].lone
            and not linewise
            and i
        ):
            # The first of lines that stand together is a title only where a byline comes next.
            unit.lone = lines.as_byline(units[i + 1].text) is not None
    _join_captions(units)
    return units


def _wrapped(block: Sequence[str]) -> bool:
    """Whether lines that stand together are one paragraph broken to a width."""
    if any(lines.bullet(line) for line in block):
        return False
    inner, longest = block[:-1], max(len(line) for line in block)
    if longest > 130 or longest < 40:
        return False
    broken = sum(not _STOP.search(line) and len(line) > 0.6 * longest for line in inner)
    lower = sum(line[:1].islower() for line in block[1:])
    return broken >= 0.7 * len(inner) and (lower >= 0.3 * len(inner) or len(inner) >= 3)


def _width(texts: Sequence[str]) -> int:
    """Width to which lines that stand together are broken; 0 if they are not broken."""
    broken = [
        len(one)
        for one, two in pairwise(texts)
        if len(one) >= 50 and not _STOP.search(one) and two[:1].islower()
    ]
    return max(broken) if len(broken) >= 3 and max(broken) <= 130 else 0


def _runs_on(before: str, line: str, width: int) -> bool:
    """Whether a line goes on with the sentence of the line before it."""
    last = before.rsplit("\n", 1)[-1].strip()
    if _STOP.search(last) or not line or lines.bullet(line):
        return False
    if line[0].islower():
        return len(last) >= 50
    return width > 0 and 0.8 * width <= len(last) <= width


def _merge_underlines(units: list[_Unit], text: str) -> None:
    """A line underlined with ==== or ---- is a heading (Markdown, and the habit of plain text)."""
    for i in range(len(units) - 1, 0, -1):
        unit, above = units[i], units[i - 1]
        if unit.blank_before == 0 and re.fullmatch(r"={3,}|-{3,}", unit.text) and len(above.text) <= 160:
            above.level = 1 if unit.text[0] == "=" else 2
            above.marks = (0, unit.end - above.end)
            above.end = unit.end
            above.lone = True
            del units[i]


def _classify(unit: _Unit, *, markdown: bool) -> None:
    text = unit.text
    if markdown and not unit.level:
        marks = re.match(r"(#{1,6})\s+", text)
        if marks is not None:
            closing = re.search(r"\s*#*$", text)
            unit.level = len(marks[1])
            unit.marks = (marks.end(), len(closing[0]) if closing else 0)
            unit.lone = True
    if unit.level:
        unit.headed = True
        unit.kind = "heading"
        return
    # A quoted letter's "By ..." or a poem's line is not looked into: furniture is short.
    if lines.is_separator(text):
        unit.kind = "separator"
    elif (byline := lines.as_byline(text)) is not None:
        unit.kind, unit.byline = "byline", byline
    elif (reprint := lines.as_reprint(text)) is not None:
        unit.kind, unit.reprint = "reprint", reprint
    elif (date := lines.date_line(text)) is not None:
        unit.kind, unit.date = "date", date
    else:
        unit.teaser = lines.teaser(text)
        if unit.teaser is not None and unit.teaser[0] == 0:
            unit.kind = "teaser"
        elif unit.teaser is None and lines.is_share(text):
            unit.kind = "share"
        elif lines.is_sign_off(text) or lines.is_bookkeeping(text):
            unit.kind = "other"
        elif unit.teaser is None and lines.is_caption(text):
            unit.kind = "caption"
        else:
            unit.bullet = lines.bullet(text)
            if unit.bullet:
                unit.kind = "bullet"
            else:
                found = lines.dateline(text)
                if found is not None:
                    unit.dateline, unit.date = found
                unit.headed = lines.is_heading(text)


def _join_captions(units: list[_Unit]) -> None:
    """A picture's alternative text stands above its caption and says much the same."""
    for above, below in pairwise(units):
        if below.kind == "caption" and above.kind == "body" and not _STOP.search(above.text):
            first = set(re.findall(r"\w{4,}", above.text.lower()))
            shared = first & set(re.findall(r"\w{4,}", below.text.lower()))
            if len(first) > 4 and len(shared) >= (0.7 if below.blank_before else 0.6) * len(first):
                above.kind = "caption"


# Where articles begin


def _starts(units: list[_Unit]) -> list[int]:
    """Indices of the units with which articles begin; the first is 0."""
    listed = _contents(units) | _named_by_teasers(units)
    starts = [0]
    body = 0
    first_heads = units[0].headed
    ended = False
    for i, unit in enumerate(units):
        if (
            i > starts[-1]
            and body
            and unit.lone
            and (unit.headed or _stopped_title(units, i, ended=ended))
            and _new_article(units, i, body=body, ended=ended, listed=listed, first_heads=first_heads)
        ):
            begin = _group_begin(units, i, starts[-1])
            if begin > starts[-1] and _has_body(units, i):
                starts.append(begin)
                body, ended = 0, False
                continue
        if unit.kind == "teaser" or (unit.teaser is not None and unit.body):
            ended = True
            body += len(unit.text)
        elif unit.kind == "reprint":
            # Under a title a reprint line opens its article; below the body it closes it.
            ended = ended or body >= 60
        elif unit.kind == "other":
            ended = ended or (body >= 60 and lines.is_sign_off(unit.text))
        elif unit.kind == "share":
            ended = ended or (body >= 60 and lines.closes(unit.text))
        elif unit.body and len(unit.text) > 60 and not (unit.headed and unit.lone and len(unit.text) < 120):
            body += len(unit.text)
            ended = False
    return _consistent_markdown(units, starts)


def _stopped_title(units: list[_Unit], i: int, *, ended: bool) -> bool:
    """A title that ends like a sentence: with a byline right under it, or in capitals where an article has just ended."""
    unit = units[i]
    if unit.kind != "body" or not 8 <= len(unit.text) <= 160 or i + 1 >= len(units):
        return False
    capitals = ended and lines.title_case(unit.text) >= 0.8 and unit.words >= 4
    return capitals or units[i + 1].kind == "byline"


def _named_by_teasers(units: list[_Unit]) -> set[str]:
    """Titles that "Continue reading “...”" names, where a line of the page is just that."""
    named = {_plain(unit.text[unit.teaser[0] :]) for unit in units if unit.teaser is not None}
    titles = {
        re.sub(r"^(?:continue|keep) reading ", "", name)
        for name in named
        if name.startswith(("continue", "keep"))
    }
    return {title for title in titles if len(title) > 8}


def _new_article(
    units: list[_Unit], i: int, *, body: int, ended: bool, listed: set[str], first_heads: bool
) -> bool:
    unit = units[i]
    if _TAIL_HEADING.match(unit.text.strip("# ")):
        return False
    if _plain(unit.text) in listed:
        return True
    if ended and (unit.level <= 2 or unit.level == _top_level(units)):
        return True
    if unit.level > 2 and unit.level > _top_level(units):
        return False
    return _byline_follows(units, i)


def _byline_follows(units: list[_Unit], i: int) -> bool:
    """Whether a byline, a date line or a reprint line comes next, at most a standfirst and a picture in between."""
    title = units[i]
    deck: _Unit | None = None
    for j in range(i + 1, min(i + 5, len(units))):
        unit = units[j]
        if unit.kind == "reprint":
            # Below a body it closes the article; here it must open one: right under the title, with a body to come.
            return deck is None and j + 1 < len(units) and units[j + 1].body and not units[j + 1].headed
        if unit.kind in ("byline", "date"):
            # A date alone heads the sections of a chronology; it opens an article only under something title-like.
            return (unit.kind == "byline" or title.words >= 3) and (deck is None or _above_deck(title, deck))
        if unit.kind in ("caption", "share", "separator"):
            continue
        if deck is not None or unit.level > title.level > 0 or len(unit.text) > 300:
            return False
        deck = unit
    return False


def _above_deck(title: _Unit, deck: _Unit) -> bool:
    """Whether `title` is the title and `deck` its standfirst, rather than `deck` the title and `title` still body."""
    if title.level:
        return True
    if re.search(r"[.?!…\"”’']$", title.text):
        return False
    if not deck.headed:
        return True
    return len(title.text) <= 120 and not lines.title_case(deck.text) > 0.6 > lines.title_case(title.text)


def _group_begin(units: list[_Unit], i: int, after: int) -> int:
    """The first unit of the headings that belong together with the title at `i` (a kicker above it, a date)."""
    begin = i
    while begin - 1 > after:
        unit = units[begin - 1]
        if (unit.kind == "body" and unit.lone and _KICKER.match(unit.text)) or unit.kind == "separator":
            begin -= 1
        else:
            break
    while begin < i and units[begin].kind == "separator":
        begin += 1
    return begin


def _has_body(units: list[_Unit], i: int) -> bool:
    """Whether what follows the title at `i` is an article: a paragraph, a list or a teaser before the next title."""
    for unit in units[i + 1 : i + 9]:
        if unit.kind in ("bullet", "teaser") or (
            unit.body and (len(unit.text) >= 80 or _STOP.search(unit.text))
        ):
            return True
    return False


def _contents(units: list[_Unit]) -> set[str]:
    """Titles that a list at the top of a newsletter announces and that stand again, alone, further down."""
    top: dict[str, int] = {}
    for i, unit in enumerate(units[:40]):
        text = _plain(unit.text[unit.bullet :])
        if (
            unit.kind in ("body", "bullet", "heading")
            and 8 <= len(text) <= 160
            and not _STOP.search(unit.text.rstrip("?!"))
        ):
            top.setdefault(text, i)
        elif unit.kind == "body" and len(unit.text) > 200:
            break
    again = {}
    for i, unit in enumerate(units):
        text = _plain(unit.text)
        if unit.lone and unit.headed and text in top and i > top[text]:
            again[text] = i
    # One line that stands twice is a title and its repetition; a list of contents has at least two, in order.
    if len(again) < 2 or [again[text] for text in top if text in again] != sorted(again.values()):
        return set()
    return set(again)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _top_level(units: list[_Unit]) -> int:
    return min((unit.level for unit in units if unit.level), default=0)


def _consistent_markdown(units: list[_Unit], starts: list[int]) -> list[int]:
    """In Markdown, where some headings of the first title's level begin articles, all of that level do."""
    level = next((unit.level for unit in units if unit.level), 0)
    if not level or len(starts) < 2 or any(not units[start].level for start in starts[1:]):
        return starts
    same = [
        i
        for i, unit in enumerate(units)
        if unit.level == level and _has_body(units, i) and not _TAIL_HEADING.match(unit.text.strip("# "))
    ]
    return sorted({0, *starts, *(i for i in same if i > 0 and level == 1)}) if same else starts


# What an article is made of


def _article(
    text: str,
    units: list[_Unit],
    *,
    authors: set[str],
    several: bool,
    title: str | None = None,
    guess_title: bool = True,
) -> Article:
    heading = _title_unit(units, title=title, several=several, guess=guess_title)
    pieces: list[Furniture] = []
    author: str | None = None
    published: DateValue | None = None
    first_published: str | None = None
    notes: list[str] = []
    body_seen = 0
    last_body = max(
        (i for i, unit in enumerate(units) if unit.body and not (unit.headed and len(unit.text) < 80)),
        default=-1,
    )
    complete = True
    for i, unit in enumerate(units):
        kind = unit.kind
        if unit is heading:
            pieces.append(Furniture(unit.title_span, "heading"))
            continue
        if kind == "byline" and unit.byline is not None:
            # Deep in the body "By ..." heads a section or a letter; it names the author only near the title or the end.
            if body_seen <= 2:
                author = author or unit.byline.author
                published = published or unit.byline.published
                pieces.append(Furniture(unit.span, "byline"))
            elif i >= last_body:
                author = author or unit.byline.author
                pieces.append(Furniture(unit.span, "byline"))
            elif several or len(unit.text) < 60:
                pieces.append(Furniture(unit.span, "byline"))
        elif kind == "reprint" and unit.reprint is not None:
            first_published = first_published or unit.reprint.publisher
            pieces.append(Furniture(unit.span, "reprint"))
        elif kind == "date":
            if body_seen <= 1:
                published = published or unit.date
            pieces.append(Furniture(unit.span, "dateline"))
        elif kind in ("share", "caption", "separator", "other"):
            if kind == "caption" and i == last_body + 1 and not lines.is_caption(unit.text, last=True):
                body_seen += 1
                continue
            pieces.append(Furniture(unit.span, {"share": "share", "caption": "caption"}.get(kind, "other")))  # type: ignore[arg-type]
        elif unit.kind == "body" and unit.lone and unit.text.strip(" —–-~") in authors:
            pieces.append(Furniture(unit.span, "byline"))
        elif kind == "heading" or (unit.headed and unit.lone and _subheading(units, i)):
            pieces.append(Furniture(unit.title_span, "heading"))
        else:
            if unit.teaser is not None:
                begin, end = unit.teaser
                pieces.append(Furniture(Span(unit.begin + begin, unit.begin + end), "teaser"))
                complete = complete and i < last_body
            if unit.bullet:
                pieces.append(Furniture(Span(unit.begin, unit.begin + unit.bullet), "bullet"))
            if unit.dateline and body_seen <= 1:
                pieces.append(Furniture(Span(unit.begin, unit.begin + unit.dateline), "dateline"))
                published = published or unit.date
            if unit.kind != "teaser":
                body_seen += 1
    span = Span(units[0].begin, units[-1].end)
    title_span = heading.title_span if heading is not None else None
    if title is None and title_span is not None:
        title = " ".join(title_span.of(text).split())
    return Article(
        span=span,
        title=title,
        title_span=title_span,
        author=author,
        published=published,
        first_published=first_published,
        complete=complete,
        furniture=tuple(sorted(pieces, key=lambda piece: piece.span)),
        notes=tuple(notes),
    )


def _title_unit(units: list[_Unit], *, title: str | None, several: bool, guess: bool) -> _Unit | None:
    """The unit that is the title; None if none stands in the text."""
    if title is not None:
        wanted = _plain(title)
        for unit in units[:5]:
            if wanted and _plain(unit.text) == wanted:
                return unit
        return None
    if not guess:
        return None
    for unit in units[:8]:
        if unit.level:
            return unit
    candidates = [i for i, unit in enumerate(units[:4]) if unit.headed and unit.lone]
    opening = units[0]
    if candidates and all(unit.kind != "body" or unit.headed for unit in units[: candidates[0]]):
        first = candidates[0]
        # A kicker stands above the title: "WORLD", then what the article is called.
        if _KICKER.match(units[first].text) and first + 1 in candidates:
            first += 1
        unit = units[first]
        if len(units) == 1 and not several:
            return None
        if any(
            (other.body and len(other.text) > 40) or other.kind == "teaser" for other in units[first + 1 :]
        ):
            return unit
        return None
    # With a full stop a first line is a title only in a title's capitals, or with a byline under it: a lead sentence
    # taken for a title would not be coded.
    if (
        opening.kind == "body"
        and opening.lone
        and len(units) > 1
        and 10 <= len(opening.text) <= 200
        and opening.text.endswith(".")
    ):
        words = opening.text.split()
        capitals = (
            lines.title_case(opening.text) >= 0.8
            and len(words) >= 4
            and not re.search(r"[.!?]\s", opening.text)
        )
        under = units[1].kind == "byline" or (
            units[1].kind == "other" and units[1].text.startswith("ABSTRACT")
        )
        if capitals or under:
            return opening
    return None


def _subheading(units: list[_Unit], i: int) -> bool:
    """A line of a title's shape inside an article: short, and a paragraph follows it."""
    unit = units[i]
    if i + 1 >= len(units) or len(unit.text) > 100 or unit.words > 14:
        return False
    # A long question in a sentence's letters is the author's, not a heading.
    if unit.text.endswith("?") and unit.words > 8 and lines.title_case(unit.text) < 0.6:
        return False
    following = units[i + 1 : i + 4]
    return any(
        other.kind in ("bullet", "teaser")
        or (other.body and len(other.text) > len(unit.text) and _STOP.search(other.text))
        for other in following[:1]
    ) or (
        following[0].kind in ("caption", "byline", "date", "share") and any(other.body for other in following)
    )
