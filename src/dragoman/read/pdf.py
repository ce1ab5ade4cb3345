"""PDF files: their text page by page, lines joined to paragraphs again."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import replace
from typing import Any

from dragoman.read.decode import Undecodable
from dragoman.read.documents import Given, from_page
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
                pages.append(page.extract_text() or "")
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
    text = paragraphs(pages)
    if not re.search(r"\w{3}", text):
        if damaged:
            raise Undecodable("a damaged PDF, no page of it can be read", "download or print it again")
        raise Undecodable("a PDF without text (scanned pictures)", "run text recognition (OCR) over it first")
    notes = (*given.notes, f"pages not read: {', '.join(map(str, damaged[:10]))}") if damaged else given.notes
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


def paragraphs(pages: list[str]) -> str:
    """The text of a document's pages with the lines of each paragraph joined and page numbers left out.

    Lines that head or foot most pages (the paper's name, the date of printing) are left out but for the first.
    """
    lines_of = [[line.strip() for line in page.replace("\x00", "").splitlines()] for page in pages]
    edges = Counter(
        re.sub(r"\d+", "#", line)
        for lines in lines_of
        for line in {*[line for line in lines if line][:2], *[line for line in lines if line][-2:]}
    )
    running = {line for line, count in edges.items() if count >= 3 and count > len(pages) / 2}
    flowing: list[str] = []
    shown: set[str] = set()
    for lines in lines_of:
        kept = []
        for line in lines:
            shape = re.sub(r"\d+", "#", line)
            if re.fullmatch(r"(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", line, re.I):
                continue
            if shape in running:
                if shape in shown:
                    continue
                shown.add(shape)
            kept.append(line)
        flowing.extend(kept)
        # A paragraph that runs on over the page has no full stop before the break.
        if kept and _STOP.search(next((line for line in reversed(kept) if line), "")):
            flowing.append("")
    lengths = sorted(len(line) for line in flowing if line)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    known = set(re.findall(r"[^\W\d_]+", " ".join(flowing).lower()))
    result: list[str] = []
    current = ""
    previous = 0
    for line in flowing:
        if not line:
            if current and (_STOP.search(current) or len(current) < 0.7 * width or not result):
                result.append(current)
                current = ""
            continue
        if not current:
            current, previous = line, len(line)
            continue
        if _starts_anew(current, line, previous, width):
            result.append(current)
            current = line
        else:
            current = _joined(current, line, known)
        previous = len(line)
    if current:
        result.append(current)
    return "\n\n".join(part for part in result if part.strip())


def _starts_anew(current: str, line: str, previous: int, width: int) -> bool:
    """Whether `line` begins a paragraph: the line before was short and ended a sentence, or was a title."""
    short = previous < 0.75 * width
    if _STOP.search(current):
        return short
    return short and (line[:1].isupper() or line[:1] in '“"•') and len(current) < 0.75 * width


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
