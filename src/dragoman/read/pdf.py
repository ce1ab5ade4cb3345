"""PDF files: their text page by page, lines joined to paragraphs again."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from dragoman.read.decode import Undecodable
from dragoman.read.documents import Given, from_page
from dragoman.read.html import domain_of
from dragoman.read.options import ReadOptions
from dragoman.records import Document

__all__ = ["paragraphs", "read_pdf"]

_STOP = re.compile(r"[.!?:…][\"”’')\]]*$")
_KEEPS_HYPHEN = re.compile(
    r"^(?:backed|led|held|based|controlled|old|year|years|wide|aligned|linked|sponsored|funded|brokered|run|owned|born|"
    r"speaking|majority|dominated|fire|general|in|up|off|out|to|term|scale|level|long|range|made|trained|style|wing|day|week|"
    r"month|hour|mile|kilometre|kilometer|member|party|nation|state|bound|era|affairs|elect|chief|secretary|president)\b",
    re.I,
)
_LIGATURES = {
    0: None,
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_PRINTED = re.compile(
    r"^(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}[:.]\d{2}(?:\s*[AP]M)?\b.*|(?:https?|file):/\S+(?:\s+\d+\s*/\s*\d+)?)$",
    re.I,
)
"""What a browser prints at the head and foot of each page: when, the title; the address, which page."""
_FILE_TITLE = re.compile(
    r"\.(?:docx?|indd|qxd|pdf|html?|txt|rtf|odt)\b|^(?:microsoft word|untitled|document\d*|layout)\b", re.I
)


def read_pdf(data: bytes, given: Given, options: ReadOptions) -> list[Document]:
    """The articles of a PDF. Raises Undecodable for one that is encrypted, damaged or holds pictures only."""
    import pypdf
    from pypdf.errors import DependencyError, PdfReadError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Undecodable("an encrypted PDF", "save it again without a password")
        pages = []
        damaged = []
        for number, page in enumerate(reader.pages, start=1):
            try:
                pages.append(_lines(page))
            except (
                PyPdfError,
                ValueError,
                KeyError,
                TypeError,
                AttributeError,
                IndexError,
                RecursionError,
                OverflowError,
                AssertionError,
            ):
                damaged.append(number)
        info: Any = reader.metadata or {}
        title, author = _text(info.get("/Title")), _text(info.get("/Author"))
    except Undecodable:
        raise
    except DependencyError:
        raise Undecodable("an encrypted PDF", "save it again without a password") from None
    except (PdfReadError, PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError,
            OverflowError, AssertionError, EOFError) as error:  # fmt: skip
        # pypdf lets its own errors and those of Python through on damaged files; all mean the same to the reader.
        raise Undecodable(
            f"a damaged PDF ({str(error).splitlines()[0][:80] if str(error) else type(error).__name__})",
            "download or print it again",
        ) from None
    running = _running(pages)
    text = paragraphs(pages, running)
    if not re.search(r"\w{3}", text):
        if damaged:
            raise Undecodable("a damaged PDF, no page of it can be read", "download or print it again")
        raise Undecodable("a PDF without text (scanned pictures)", "run text recognition (OCR) over it first")
    notes = given.notes
    if damaged:
        notes = (*notes, f"pages not read: {', '.join(map(str, damaged[:10]))}")
    address = None
    if running:
        first = sorted({line.text for lines in pages[:2] for line in lines if _shape(line.text) in running})
        notes = (*notes, f"left out, on every page: {' | '.join(first)[:200]}")
        found = re.search(r"https?://[^\s/]+\.[^\s]+", " ".join(first))
        address = found[0] if found else None
    given = replace(given, url=given.url or address, publisher=given.publisher or domain_of(address))
    documents = from_page(text, replace(given, notes=notes), options)
    if len(documents) == 1:
        (document,) = documents
        good = title if title and len(title.split()) > 2 and not _FILE_TITLE.search(title) else None
        if (document.title is None and good is not None) or (document.author is None and author):
            documents = from_page(
                text,
                replace(given, notes=notes, title=document.title or good, author=document.author or author),
                options,
            )
    return [replace(document, file_span=None) for document in documents]


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text, where its left end is and how high its letters are, in points."""

    text: str
    x: float
    y: float
    size: float


def _lines(page: Any) -> list[Line]:
    found: list[Line] = []
    parts: list[str] = []
    place: tuple[float, float, float] | None = None

    def end_line() -> None:
        nonlocal place
        text = " ".join("".join(parts).translate(_LIGATURES).split())
        if text and place is not None:
            found.append(Line(text, *place))
        parts.clear()
        place = None

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        nonlocal place
        for piece in re.split(r"(\n)", text):
            if piece == "\n":
                end_line()
                continue
            if piece.strip():
                x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
                y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
                height = abs(float(size) * (tm[3] or tm[1] or 1.0) * (cm[3] or cm[1] or 1.0))
                place = place or (x, y, height)
            parts.append(piece)

    page.extract_text(visitor_text=visit)
    end_line()
    return found


def paragraphs(pages: list[list[Line]], running: Set[str] = frozenset()) -> str:
    """The text of a document's pages with the lines of each paragraph joined and page numbers left out.

    A new paragraph begins where the space between lines is wider than usual, where letters change their size, or at an
    indented line below a full stop. running: shapes of lines to leave out (see `_running`).
    """
    kept = [
        [
            line
            for line in lines
            if _shape(line.text) not in running
            and not re.fullmatch(r"(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", line.text, re.I)
        ]
        for lines in pages
    ]
    known = set(re.findall(r"[^\W\d_]+", " ".join(line.text for lines in kept for line in lines).lower()))
    longest = sorted(len(line.text) for lines in kept for line in lines)
    width = longest[int(len(longest) * 0.9)] if longest else 0
    result: list[str] = []
    before: Line | None = None
    for lines in kept:
        leading, left = _leading(lines), min((line.x for line in lines), default=0.0)
        for number, line in enumerate(lines):
            if before is None:
                result.append(line.text)
            elif number == 0:
                # A paragraph that runs on over the page stops in the middle of a sentence.
                runs_on = (
                    not _STOP.search(before.text)
                    and _same(before.size, line.size)
                    and len(before.text) > 0.6 * width
                )
                if runs_on:
                    result[-1] = _joined(result[-1], line.text, known)
                else:
                    result.append(line.text)
            elif _begins(before, line, leading, left, width):
                result.append(line.text)
            else:
                result[-1] = _joined(result[-1], line.text, known)
            before = line
    return "\n\n".join(result)


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _running(pages: list[list[Line]]) -> set[str]:
    """Shapes of the lines that stand at the head or foot of most pages: the paper's name, the date of printing."""
    edges = Counter(
        shape for lines in pages for shape in {_shape(line.text) for line in (*lines[:2], *lines[-2:])}
    )
    often = {shape for shape, count in edges.items() if count >= 3 and count > len(pages) / 2}
    printed = {
        _shape(line.text)
        for lines in pages
        for line in (*lines[:2], *lines[-2:])
        if _PRINTED.match(line.text)
    }
    return often | printed


def _leading(lines: list[Line]) -> float:
    """Usual distance from one line of a paragraph to the next on a page, in heights of letters; 0 if none can be told."""
    gaps = sorted(
        (one.y - two.y) / max(two.size, 1.0)
        for one, two in pairwise(lines)
        if _same(one.size, two.size) and 0 < one.y - two.y < 4 * max(two.size, 4.0)
    )
    return gaps[len(gaps) // 5] if gaps else 0.0


def _same(one: float, two: float) -> bool:
    return abs(one - two) <= 0.08 * max(one, two)


def _begins(before: Line, line: Line, leading: float, left: float, width: int) -> bool:
    """Whether `line` begins a paragraph on the same page."""
    if not _same(before.size, line.size):
        return abs(before.y - line.y) > 0.5 * line.size
    gap = (before.y - line.y) / max(line.size, 1.0)
    if leading and gap > 1.25 * leading:
        return True
    if gap < -leading:
        # Up again: the next column, or a box. A sentence that goes on is still one.
        return bool(_STOP.search(before.text))
    stopped = _STOP.search(before.text) is not None
    if not stopped and len(before.text) < 0.6 * width and line.text[0].isupper():
        # A title and what stands under it, without space between.
        return True
    if line.text[0] in "•●▪–" and len(line.text) > 1 and line.text[1] == " ":
        return True
    return stopped and (
        (line.x - left > 0.7 * line.size and before.x - left < 0.3 * line.size)
        or len(before.text) < 0.6 * width
    )


def _joined(current: str, line: str, known: set[str]) -> str:
    """Two lines of a paragraph; a hyphen at the end is dropped where it only broke a word."""
    broken = re.search(r"([^\W\d_]+)[-\u2010\u00ad]$", current)
    if broken is None or not line[:1].islower():
        return f"{current} {line}"
    rest = re.match(r"[^\W\d_]+", line)
    word = (broken[1] + (rest[0] if rest else "")).lower()
    stays = (broken[1][0].isupper() and len(broken[1]) > 1 and word not in known) or _KEEPS_HYPHEN.match(line)
    if word not in known and stays and current[-1] != "\u00ad":
        return current + line
    return current[:-1] + line
