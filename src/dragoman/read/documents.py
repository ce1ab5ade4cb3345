"""From what a reader found to a `Document`: language, fallbacks for date and publisher, sentences that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.read.languages import language_of
from dragoman.read.options import ReadOptions
from dragoman.read.pages import Article, describe, split_page
from dragoman.records import DateValue, Document, Furniture, Span, content_id

__all__ = ["Given", "from_page", "from_text", "number_parts", "repeats"]

_QUOTES = "\"“”„«»‘’'"
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…]+[\"”’')\]]*(?=\s)|[,.!?]+[”\"](?=\s)|$)", re.M)
_SHORTEST = 40
"""Sentences below this many letters and digits stand twice by chance ("He did not elaborate.")."""


@dataclass(frozen=True, slots=True)
class Given:
    """What an input says of a document beside its text."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: DateValue | None = None
    language: str | None = None
    url: str | None = None
    first_published: str | None = None
    complete: bool = True
    read_as: str = "text"
    encoding: str | None = None
    file: str | None = None
    notes: tuple[str, ...] = ()


def from_page(text: str, given: Given, options: ReadOptions, *, markdown: bool = False) -> list[Document]:
    """The articles of a page of plain text, each an exact slice of it with `file_span`."""
    documents = []
    articles = split_page(text, markdown=markdown)
    for article in articles:
        span = article.span
        shifted = _shift(article, -span.begin)
        alone = given if len(articles) == 1 else replace(given, title=None, author=None)
        documents.append(_document(span.of(text), shifted, alone, options, file_span=span))
    return number_parts(documents)


def from_text(
    text: str,
    given: Given,
    options: ReadOptions,
    *,
    guess_title: bool = True,
    headings: Iterable[Span] = (),
    captions: Iterable[str] = (),
    file_span: Span | None = None,
) -> Document:
    """One document of a text that is one article; never split, never changed.

    headings: spans known to be subheadings, from the structure of the input.
    captions: what stands below its pictures, from the structure of the input. One that is a paragraph of the text is
        marked there; the others follow the text's end, since where a picture floats is no place in the text.
    """
    article = describe(text, title=given.title, guess_title=guess_title and given.title is None)
    taken = list(article.furniture)
    for span in headings:
        if not any(span.overlaps(piece.span) for piece in taken):
            taken.append(Furniture(span, "heading"))
    for caption in dict.fromkeys(captions):
        place = _paragraph(text, caption)
        if place is None:
            # Behind what was described: a teaser's cut and a reprint line are looked for at the end of the article.
            text = f"{text}\n\n{caption}"
            place = Span(len(text) - len(caption), len(text))
        if not any(place.overlaps(piece.span) for piece in taken):
            taken.append(Furniture(place, "caption"))
    article = replace(article, furniture=tuple(sorted(taken, key=lambda piece: piece.span)))
    return _document(text, article, given, options, file_span=file_span)


def _paragraph(text: str, paragraph: str) -> Span | None:
    """Where `paragraph` stands alone between empty lines, or the text's ends."""
    match = re.search(rf"(?:(?<=\n\n)|\A){re.escape(paragraph)}(?=\n\n|\Z)", text)
    return None if match is None else Span(*match.span())


def number_parts(documents: list[Document]) -> list[Document]:
    """The documents of one page with their number in it and the sentences that stand in it before."""
    if not documents:
        return documents
    seen: dict[str, tuple[int, Span]] = {}
    numbered = []
    for part, document in enumerate(documents):
        inside, elsewhere = repeats(document.text, part, seen)
        numbered.append(replace(document, part=part, repeated=inside, repeated_elsewhere=elsewhere))
    return numbered


def repeats(
    text: str, part: int, seen: dict[str, tuple[int, Span]]
) -> tuple[tuple[tuple[Span, Span], ...], tuple[tuple[int, Span, Span], ...]]:
    """Sentences of `text` that stand earlier in it, and those that stand in an earlier article of the page.

    seen: sentence -> (part, where it stood first); this text's sentences are added to it.
    Letters and digits must agree; quotation marks, the punctuation at the end and the spacing need not.
    """
    inside: list[tuple[Span, Span]] = []
    elsewhere: list[tuple[int, Span, Span]] = []
    for span, key in _sentences(text):
        before = seen.setdefault(key, (part, span))
        if before == (part, span):
            continue
        if before[0] == part:
            inside.append((before[1], span))
        else:
            elsewhere.append((*before, span))
    return tuple(inside), tuple(elsewhere)


def _sentences(text: str) -> Iterable[tuple[Span, str]]:
    for match in _SENTENCE.finditer(text):
        raw = match[0]
        begin = match.start() + len(raw) - len(raw.lstrip(" \t\xa0•-" + _QUOTES))
        end = match.start() + len(raw.rstrip())
        key = " ".join(re.findall(r"\w+", raw.casefold()))
        if len(key) >= _SHORTEST and begin < end:
            yield Span(begin, end), key


def _shift(article: Article, by: int) -> Article:
    def moved(span: Span) -> Span:
        return Span(span.begin + by, span.end + by)

    return replace(
        article,
        span=moved(article.span),
        title_span=None if article.title_span is None else moved(article.title_span),
        furniture=tuple(Furniture(moved(piece.span), piece.kind) for piece in article.furniture),
    )


def _document(
    text: str, article: Article, given: Given, options: ReadOptions, *, file_span: Span | None
) -> Document:
    title = given.title or article.title
    notes = [*given.notes, *article.notes]
    published = given.published or article.published
    if published is None and options.published is not None:
        published = replace(options.published, note="given with --date")
    first_published = given.first_published or article.first_published
    return Document(
        id=content_id(text, title),
        text=text,
        title=title,
        author=given.author or article.author,
        publisher=given.publisher or options.publisher,
        published=published,
        language=language_of(_body(text, article.furniture)) or given.language,
        url=given.url,
        first_published=first_published,
        complete=given.complete and article.complete,
        read_as=given.read_as,
        encoding=given.encoding,
        file=given.file,
        file_span=file_span,
        furniture=article.furniture,
        title_span=article.title_span,
        notes=tuple(notes),
    )


def _body(text: str, furniture: tuple[Furniture, ...]) -> str:
    """Up to some 4,000 characters of `text` without its furniture, to tell the language by."""
    parts: list[str] = []
    at = length = 0
    for piece in furniture:
        parts.append(text[at : min(piece.span.begin, at + 4000)])
        length += len(parts[-1])
        at = piece.span.end
        if length > 4000:
            return " ".join(parts)
    parts.append(text[at : at + 4000])
    return " ".join(parts)
