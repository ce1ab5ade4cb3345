"""Quotation marks to quotations, over paragraphs as news prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.records import AttributionKind, Document, Span

__all__ = ["Quotation", "body_of", "kind_of", "paragraphs", "quotations", "spoken"]

_DOUBLE = re.compile(r"[“”„«»\"]|''|``")
_SINGLE = re.compile(r"[‘’']")
_BREAK = re.compile(r"[ \t\u00a0]*\n\s*\n\s*|(?<=[.?!:”\"’'])[ \t\u00a0]*\n\s*(?=[^\sa-z])")
_SPOKEN_END = frozenset(".,?!…—-")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks, marks included; one part for each paragraph it runs through."""

    parts: tuple[Span, ...]
    closed: bool
    """False if the text never closes it; it then ends with its paragraph."""

    @property
    def span(self) -> Span:
        """From the first mark to the last."""
        return Span(self.parts[0].begin, self.parts[-1].end)


def body_of(document: Document) -> str:
    """The text with its furniture blanked out at equal length, so that offsets stay."""
    text = document.text
    for piece in document.furniture:
        blank = "".join(c if c == "\n" else " " for c in piece.span.of(text))
        text = text[: piece.span.begin] + blank + text[piece.span.end :]
    return text


def paragraphs(text: str) -> tuple[Span, ...]:
    """Paragraphs without the white space around them.

    A line end within a sentence (text wrapped by a mail program) does not end a paragraph.
    """
    found, at = [], 0
    for gap in _BREAK.finditer(text):
        found.append((at, gap.start()))
        at = gap.end()
    found.append((at, len(text)))
    spans = []
    for begin, end in found:
        piece = text[begin:end]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            spans.append(Span(begin + lead, begin + len(piece.rstrip())))
    return tuple(spans)


def quotations(text: str) -> tuple[Quotation, ...]:
    """Every quotation of the text, outermost marks only, in order.

    Single marks count only where the text uses no double ones (British style), since an
    apostrophe looks the same.
    """
    singles = _DOUBLE.search(text) is None
    marks = _SINGLE if singles else _DOUBLE
    found: list[Quotation] = []
    carried: list[Span] = []  # parts of a quotation still open at the end of the last paragraph
    for paragraph in paragraphs(text):
        spans, open_at = _in_paragraph(text, paragraph, marks, singles, continues=bool(carried))
        # News style reopens a quotation at each paragraph and closes it once, so an odd number of marks
        # is normal: what is open goes on only if the next paragraph begins with a mark.
        starts = bool(spans and spans[0].begin == paragraph.begin) or open_at == paragraph.begin
        if carried and not starts:
            found.append(Quotation(tuple(carried), closed=False))
            carried = []
        for i, span in enumerate(spans):
            if i == 0 and carried:
                found.append(Quotation((*carried, span), closed=True))
                carried = []
            else:
                found.append(Quotation((span,), closed=True))
        if open_at is not None:
            carried = [*carried, Span(open_at, paragraph.end)]
    if carried:
        found.append(Quotation(tuple(carried), closed=False))
    return tuple(found)


def spoken(text: str, quotation: Quotation) -> bool:
    """True if the quotation is somebody's sentence rather than a name or a doubted word."""
    inner = quotation.span.of(text).strip("“”„«»\"'`‘’ ")
    return len(inner.split()) >= 5 or (len(inner.split()) >= 2 and inner[-1:] in _SPOKEN_END)


def kind_of(text: str, content: Sequence[Span], quotes: Iterable[Quotation]) -> AttributionKind:
    """`direct` if all of the content stands in quotation marks, `mixed` if a part does, else `indirect`."""
    quoted = [part for q in quotes for part in q.parts]
    inside = total = 0
    for span in content:
        for at in range(span.begin, span.end):
            if text[at].isalnum():
                total += 1
                inside += any(part.begin <= at < part.end for part in quoted)
    if not total or not inside:
        return "indirect"
    return "direct" if inside == total else "mixed"


def _in_paragraph(
    text: str, paragraph: Span, marks: re.Pattern[str], singles: bool, *, continues: bool
) -> tuple[list[Span], int | None]:
    """Closed quotations of one paragraph, and where one begins that stays open."""
    tokens = [(m.start(), m.group()) for m in marks.finditer(text, paragraph.begin, paragraph.end)]
    spans: list[Span] = []
    begin: int | None = None
    depth = 0
    for n, (at, mark) in enumerate(tokens):
        before = text[at - 1] if at > paragraph.begin else " "
        after = text[at + len(mark)] if at + len(mark) < paragraph.end else " "
        opens = mark in ("“", "„", "«", "``", "‘")
        closes = mark in ("”", "»", "’")
        if mark in ('"', "''", "'") or (mark == "“" and begin is not None and not after.strip()):
            # A mark that does not say which way it looks: the blank beside it does.
            opens = begin is None and (not before.isalnum()) and bool(after.strip())
            closes = begin is not None
            if mark != "'" and closes and not before.strip() and after.isalnum():
                opens, closes = True, False
        if singles:
            word_inside = before.isalnum() and after.isalnum()
            if word_inside or (opens and before.isalnum()):
                continue
            if closes and (not before.strip() or after.isalnum()):
                continue
            # "the workers' camp": a plural possessive, unless punctuation says that speech ends here.
            if closes and before == "s" and after == " " and any(t for t in tokens[n + 1 :]):
                rest = [text[a - 1] for a, m in tokens[n + 1 :] if m in ("’", "'") and a > paragraph.begin]
                if any(c in ".,?!" for c in rest):
                    continue
        if opens:
            if begin is None:
                begin, depth = at, 1
            elif (
                sum(m in ("”", "»") for _, m in tokens[n + 1 :])
                > sum(m in ("“", "„", "«") for _, m in tokens[n + 1 :]) + 1
            ):
                depth += 1
            else:
                # The mark before was never closed: the quotation begins anew here.
                begin, depth = at, 1
        elif closes and begin is not None:
            depth -= 1
            if depth == 0:
                spans.append(Span(begin, at + len(mark)))
                begin = None
        elif closes and continues and not spans and n == 0:
            # Carried over from the paragraph before without a new opening mark.
            spans.append(Span(paragraph.begin, at + len(mark)))
    return spans, begin
