"""Web pages: their articles, and what they say of themselves in metadata."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml import etree

from dragoman.read.dates import parse_date
from dragoman.read.decode import Undecodable
from dragoman.read.documents import Given, from_text, number_parts
from dragoman.read.furniture import as_byline, as_reprint, date_line, teaser
from dragoman.read.options import ReadOptions
from dragoman.read.pages import split_page
from dragoman.records import DateValue, Document, Span

__all__ = ["Page", "domain_of", "fragment_text", "metadata", "read_html"]

_DEEPEST = 250
"""libxml2 gives up reading a page nested deeper than 256 and would silently drop the rest."""

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "table",
        "tbody",
        "thead",
        "tr",
        "td",
        "th",
        "figure",
        "figcaption",
        "address",
        "center",
        "form",
        "fieldset",
        "details",
        "summary",
        "body",
    ]
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "nav",
        "aside",
        "footer",
        "form",
        "button",
        "select",
        "option",
        "iframe",
        "svg",
        "canvas",
        "video",
        "audio",
        "object",
        "embed",
        "template",
        "figure",
        "figcaption",
        "menu",
        "dialog",
        "input",
        "textarea",
        "label",
        "img",
        "picture",
        "map",
    ]
)
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|respond|replies|related|sidebar|widget|recommend\w*|share\w*|sharing|social|newsletter|"
    r"promo|advert\w*|ads?|breadcrumbs?|pagination|nav\w*|menu|jp-relatedposts|sharedaddy|author-bio|footer|cookie\w*|"
    r"wp-caption-text|caption|screen-reader-text|tags|cat-links|tags-links|entry-footer|entry-meta|post-meta)(?:$|[\s_-])",
    re.I,
)
_OUTSIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-list|respond|related|sidebar|widget|recommend\w*|jp-relatedposts|promo|most-read|trending)(?:$|[\s_-])",
    re.I,
)
_POST = re.compile(
    r"(?:^|\s)(?:post|hentry|h-entry|entry|blog-post|blogpost|post-item|post-entry|article|story|news-item|type-post|"
    r"post-outer|date-outer|newsletter-item|item-article)(?:$|\s)",
    re.I,
)
_TITLED = re.compile(r"(?:entry|post|article|story)-title|headline|p-name", re.I)
_CONTENT = re.compile(
    r"(?:entry|post|article|story)-(?:content|body|text)|articlebody|e-content|story-body", re.I
)
_ARTICLE_TYPES = frozenset(
    {"Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "OpinionNewsArticle", "AnalysisNewsArticle",
     "BackgroundNewsArticle", "ReviewNewsArticle", "Report", "LiveBlogPosting", "AdvertiserContentArticle"}
)  # fmt: skip
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "dc.date.issued",
    "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "article.published", "article_date_original", "cxenseparse:recs:publishtime", "originalpublicationdate",
    "rnews:datepublished", "citation_publication_date", "date",
)  # fmt: skip
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|caption|caption-text|media-caption|photo-caption|image-caption)(?:$|[\s_])",
    re.I,
)
_SHORTEST_CAPTION, _LONGEST_CAPTION = 8, 800
"""Characters. Shorter is a sign or a number, longer a slide show's own article."""
_MOST_CAPTIONS = 60
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Page:
    """What a page says of itself."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: DateValue | None = None
    url: str | None = None
    language: str | None = None
    single: bool = False
    """The page says that it is one article."""
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Block:
    """A piece of a page that looks like one of several articles."""

    element: Any
    title: str
    length: int
    cut: bool


def read_html(text: str, given: Given, options: ReadOptions, *, url: str | None = None) -> list[Document]:
    """The articles of a web page.

    text: the page, decoded. url: where it was fetched from, if known from elsewhere (WARC).
    Raises Undecodable for a page that cannot be read or that holds no text.
    """
    tree = _parse(text)
    page = metadata(tree, text, url=url)
    # A site's own name comes before --publisher, which is for inputs that name none; its bare domain after it.
    unnamed = page.publisher is None or page.publisher == domain_of(page.url)
    publisher = (given.publisher or page.publisher) if unnamed else page.publisher
    base = replace(
        given,
        publisher=publisher,
        language=page.language,
        notes=(*given.notes, *page.notes),
    )
    blocks = _articles(tree, single=page.single)
    if len(blocks) > 1:
        documents = [document for block in blocks if (document := _from_block(block, page, base, options))]
        if len(documents) > 1:
            return number_parts(documents)
    if not page.single:
        # Before trafilatura, which looks for one article and drops the headings between several.
        listed = _from_first_heading(*_joined(list(_walk(tree.body if tree.body is not None else tree))))
        if len(split_page(listed)) > 1:
            return _parts_of_text(listed, page, base, options)
    captions = _captions(tree, page.title)  # before the extraction: they are no body
    body, headings = _main_text(tree)
    if not body.strip():
        raise Undecodable(
            "a page without text of its own",
            "open it in a browser and save the text, or the page it leads to",
        )
    whole = replace(
        base,
        title=given.title or page.title,
        author=given.author or page.author,
        published=given.published or page.published,
        url=given.url or page.url,
    )
    return number_parts([from_text(body, whole, options, headings=headings, captions=captions)])


def _parse(text: str) -> Any:
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise Undecodable(
            f"HTML that cannot be taken apart ({error})", "open it in a browser and save its text"
        ) from None
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth >= _DEEPEST:
            raise Undecodable(
                f"HTML nested over {_DEEPEST} elements deep, the rest of the page would be lost",
                "open it in a browser and save its text",
            )
    return tree


# What the page says of itself


def metadata(tree: Any, source: str, *, url: str | None = None) -> Page:
    """Title, author, publisher, date, address and language as the page's metadata has them; None where it has not.

    A date comes only from what says that it is the date of publication. A copyright year, a date in the running
    text, or a date of change is none.
    """
    metas = _metas(tree)
    linked = _linked_data(tree)
    article = next((item for item in linked if _types(item) & _ARTICLE_TYPES), {})
    page = Page()
    page.url = _address(tree, metas, source) or url
    page.publisher = _first(
        metas.get("og:site_name"),
        _name_of(article.get("publisher")),
        metas.get("application-name"),
        metas.get("dc.publisher"),
        domain_of(page.url),
    )
    page.title = _title(tree, metas, article, page.publisher)
    page.author = _author(tree, metas, article, page.publisher)
    page.published = _published(tree, metas, article, page.url)
    page.language = _language(tree, metas)
    body_class = f" {tree.body.get('class', '')} " if tree.body is not None else ""
    listing = re.search(r"\s(?:archive|category|tag|blog|home|search)\s", body_class) is not None
    one_type = (metas.get("og:type") or "").lower() in ("article", "news", "newsarticle")
    page.single = not listing and (
        one_type
        or bool(article)
        or re.search(r"\s(?:single|single-post|postid-\d+)\s", body_class) is not None
    )
    return page


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = _clean(meta.get("content") or "")
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _linked_data(tree: Any) -> list[dict[str, Any]]:
    """Objects of the page's JSON-LD, at the top or in its graph; a list's items are other pages' articles."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > 500_000:
            continue
        try:
            data = json.loads(script.text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in data if isinstance(data, list) else [data]:
            if not isinstance(item, dict):
                continue
            graph = item.get("@graph")
            members = graph if isinstance(graph, list) else [item]
            found.extend(member for member in members if isinstance(member, dict))
            main = item.get("mainEntity")
            if isinstance(main, dict):
                found.append(main)
    return found


def _types(item: dict[str, Any]) -> set[str]:
    kinds = item.get("@type")
    return {str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _name_of(value: Any) -> str | None:
    if isinstance(value, list):
        names = [name for name in (_name_of(item) for item in value[:8]) if name]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        value = value.get("name")
        if isinstance(value, list):
            value = value[0] if value else None
    return _clean(value) or None if isinstance(value, str) else None


def _title(tree: Any, metas: dict[str, str], article: dict[str, Any], publisher: str | None) -> str | None:
    headings = [_clean(heading.text_content()) for heading in tree.iter("h1")]
    headings = [heading for heading in headings if 3 <= len(heading) <= 300]
    tag = tree.find(".//title")
    named = _clean(tag.text_content()) if tag is not None else None
    headline = article.get("headline")
    stated = _first(
        metas.get("og:title"),
        _clean(headline) if isinstance(headline, str) else None,
        metas.get("dc.title"),
        metas.get("twitter:title"),
    )
    for heading in headings:
        if any(
            other and (other.startswith(heading) or heading.startswith(other.rstrip("…. ")))
            for other in (stated, named)
        ):
            return heading
    if stated:
        return _without_site(stated, publisher)
    if len(headings) == 1:
        return headings[0]
    return _without_site(named, publisher) if named else None


def _without_site(title: str, publisher: str | None) -> str:
    """ "Talks resume | The Daily Star" without the publisher's name."""
    parts = re.split(r"\s+[|·»•–—-]\s+", title)
    if (
        len(parts) > 1
        and publisher
        and parts[-1].casefold().replace(" ", "")
        in (
            publisher.casefold().replace(" ", ""),
            publisher.casefold().split(".")[0],
        )
    ):
        return title[: title.rindex(parts[-1])].rstrip(" |·»•–—-")
    return title


def _author(tree: Any, metas: dict[str, str], article: dict[str, Any], publisher: str | None) -> str | None:
    candidates = [_name_of(article.get("author")), metas.get("author"), metas.get("article:author"), metas.get("parsely-author"),
                  metas.get("sailthru.author"), metas.get("dc.creator"), metas.get("dcterms.creator"), metas.get("byl")]  # fmt: skip
    for xpath in (
        "//*[@rel='author']",
        "//*[@itemprop='author']",
        "//*[contains(@class,'byline') or contains(@class,'author-name') or contains(@class,'p-author')]",
    ):
        found = tree.xpath(xpath)
        if found:
            candidates.append(_clean(found[0].text_content()))
    for candidate in candidates:
        name = _person(candidate)
        if name is not None and name != publisher:
            return name
    return None


def _person(text: str | None) -> str | None:
    if not text or len(text) > 200 or re.search(r"https?:|www\.|@|\badmin\b", text, re.I):
        return None
    byline = as_byline(text)
    if byline is not None:
        return byline.author
    if re.match(r"by\s", text, re.I) or (re.search(r"\d{4}|[.!?]\s", text) and "," not in text):
        return None
    return text.strip(" ,;|·") if len(text.split()) <= 16 and len(text) <= 120 else None


def _published(
    tree: Any, metas: dict[str, str], article: dict[str, Any], url: str | None
) -> DateValue | None:
    stated = article.get("datePublished")
    candidates = [stated if isinstance(stated, str) else None, *(metas.get(name) for name in _DATE_NAMES)]
    for element in tree.xpath("//*[@itemprop='datePublished' or @pubdate]"):
        candidates.append(element.get("datetime") or element.get("content") or _clean(element.text_content()))
    candidates.extend(_time_of(tree))
    for candidate in candidates:
        value = _date(candidate)
        if value is not None:
            return value
    in_path = (
        re.search(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/_-]|$)", urlsplit(url).path)
        if url
        else None
    )
    value = _date("-".join(in_path.groups())) if in_path else None
    return None if value is None else replace(value, note="from the address")


def _time_of(block: Any) -> Iterator[str]:
    """Dates of the <time> elements that stand in an article's head and are no date of change."""
    for element in block.iter("time"):
        around = " ".join(
            filter(
                None,
                (
                    element.get("class"),
                    element.get("itemprop"),
                    element.getparent().get("class") if element.getparent() is not None else "",
                ),
            )
        )
        if re.search(r"updated?(?!.*publish)|modified", around, re.I) and not re.search(
            r"publish", around, re.I
        ):
            continue
        if any(
            ancestor.tag in ("aside", "footer", "nav") or _OUTSIDE.search(_marks(ancestor))
            for ancestor in element.iterancestors()
        ):
            continue
        yield element.get("datetime") or _clean(element.text_content())
        return


def _date(text: str | None) -> DateValue | None:
    if not text:
        return None
    value = parse_date(text) or date_line(text)
    if value is None or value.first is None:
        return None
    # Server clocks and templates: 1970-01-01 and days to come are no dates of publication.
    if value.first.year < 1980 or value.first > dt.date(2100, 1, 1):
        return None
    return value


def _address(tree: Any, metas: dict[str, str], source: str) -> str | None:
    links = [
        link.get("href")
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    saved = re.search(r"<!--\s*saved from url=\(\d+\)(\S+)", source[:3000])
    for address in (*links, metas.get("og:url"), saved[1] if saved else None):
        if address and re.match(r"https?://[^/\s]+\.[^/\s]+", address.strip()):
            return str(address).strip()
    return None


def domain_of(url: str | None) -> str | None:
    """The host of an address without "www."; a publisher's name where there is no better."""
    if not url:
        return None
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return re.sub(r"^(?:www\d?|m|amp)\.", "", host) or None


def _language(tree: Any, metas: dict[str, str]) -> str | None:
    stated = (
        tree.get("lang")
        or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        or metas.get("og:locale")
        or metas.get("content-language")
    )
    match = re.match(r"([a-z]{2})(?:[-_]|$)", (stated or "").strip().lower())
    return match[1] if match else None


# One article, or several


def _articles(tree: Any, *, single: bool) -> list[_Block]:
    """The page's articles where its structure shows more than one; else an empty list."""
    if single:
        return []
    found: list[Any] = []
    for element in tree.iter("article", "div", "section", "li", "td"):
        if _is_post(element) and not any(
            _OUTSIDE.search(_marks(ancestor)) or ancestor.tag in ("aside", "footer", "nav")
            for ancestor in (element, *element.iterancestors())
        ):
            found.append(element)
    # Enough for any page; a page of more is a machine's listing, and comparing all with all would take long.
    blocks = [block for block in map(_block, found[:400]) if block is not None]
    kept = {id(block.element): block for block in blocks}
    # An outer block that wraps several is their list; an inner one that its outer block repeats is its body.
    for block in blocks:
        inner = [
            other for other in blocks if other is not block and block.element in other.element.iterancestors()
        ]
        if len({other.title for other in inner}) > 1:
            kept.pop(id(block.element), None)
        elif inner:
            for other in inner:
                kept.pop(id(other.element), None)
    blocks = [block for block in blocks if id(block.element) in kept]
    if len(blocks) < 2 or len({block.title for block in blocks}) < 2:
        return []
    largest = max(block.length for block in blocks)
    others = sorted(block.length for block in blocks)[:-1]
    # A long article with a few short boxes about others below it is one article.
    if (
        largest > 1500
        and all(length < min(350, largest / 4) for length in others)
        and not any(block.cut for block in blocks)
    ):
        return []
    return blocks


def _is_post(element: Any) -> bool:
    if element.tag == "article":
        return True
    if "Article" in (element.get("itemtype") or "") or "BlogPosting" in (element.get("itemtype") or ""):
        return True
    return (
        element.tag in ("div", "section", "li", "td") and _POST.search(element.get("class") or "") is not None
    )


def _block(element: Any) -> _Block | None:
    heading = _heading(element)
    if heading is None:
        return None
    title = _clean(heading.text_content())
    paragraphs = [text for text, _ in _walk(element) if text != title]
    length = sum(map(len, paragraphs))
    cut = any(teaser(paragraph) is not None for paragraph in paragraphs)
    if not 3 <= len(title) <= 300 or (length < 120 and not (cut and length > 40)):
        return None
    return _Block(element, title, length, cut)


def _heading(element: Any) -> Any | None:
    headings = [heading for heading in element.iter(*_HEADINGS) if _clean(heading.text_content())]
    marked = [
        heading
        for heading in headings
        if _TITLED.search(heading.get("class") or "") or heading.get("itemprop") == "headline"
    ]
    return (marked or headings or [None])[0]


def _from_block(block: _Block, page: Page, base: Given, options: ReadOptions) -> Document | None:
    element = block.element
    heading = _heading(element)
    link = next(
        (
            anchor.get("href")
            for anchor in (heading.iter("a") if heading is not None else ())
            if anchor.get("href")
        ),
        None,
    )
    if link is None:
        link = next(
            (anchor.get("href") for anchor in element.iter("a") if "bookmark" in (anchor.get("rel") or "")),
            None,
        )
    published = next((value for value in map(_date, _time_of(element)) if value is not None), None)
    author = None
    for marked in element.xpath(
        ".//*[@rel='author' or @itemprop='author' or contains(@class,'byline') or contains(@class,'author') or contains(@class,'vcard')]"
    ):
        author = _person(_clean(marked.text_content()))
        if author:
            break
    content = next(
        (
            inner
            for inner in element.iter("div", "section")
            if _CONTENT.search(inner.get("class") or "") or inner.get("itemprop") == "articleBody"
        ),
        element,
    )
    captions = _captions(element, block.title)
    paragraphs = [(text, headed) for text, headed in _walk(content) if text != block.title]
    body, headings = _joined(paragraphs)
    if not body:
        return None
    address = urljoin(page.url or "", link) if link else None
    given = replace(
        base,
        title=block.title,
        author=author,
        published=published,
        url=address if address and address.startswith("http") else None,
    )
    return from_text(body, given, options, headings=headings, captions=captions)


def _from_first_heading(text: str, headings: list[Span]) -> str:
    """The text without the few short lines that stand above its first heading (a menu, the weblog's motto)."""
    above = text[: headings[0].begin] if headings else ""
    if above and len(above) < 600 and all(len(line) < 90 for line in above.split("\n")):
        return text[headings[0].begin :]
    return text


def _parts_of_text(body: str, page: Page, base: Given, options: ReadOptions) -> list[Document]:
    documents = []
    for article in split_page(body):
        text = article.span.of(body)
        given = replace(base, title=article.title, author=article.author, published=article.published)
        documents.append(from_text(text, given, options))
    return number_parts(documents)


# Text of a page


def _main_text(tree: Any) -> tuple[str, list[Span]]:
    """The text of the page's article, paragraphs apart by an empty line, and where its subheadings stand."""
    own = _joined(list(_walk(tree.body if tree.body is not None else tree)))
    extracted = _extracted(tree)
    # trafilatura is right about what is article and what is not, unless it found next to nothing, or gave up on a short
    # page and glued its paragraphs together, the title to the first sentence.
    glued = (
        "\n\n" not in extracted[0]
        and sum(paragraph in extracted[0] for paragraph in own[0].split("\n\n")) > 1
    )
    if not glued and (len(extracted[0]) >= 200 or len(extracted[0]) >= 0.5 * len(own[0])):
        return extracted
    return own


def _extracted(tree: Any) -> tuple[str, list[Span]]:
    import trafilatura

    lines = _furniture_lines(tree)
    result = trafilatura.bare_extraction(
        tree, fast=True, include_comments=False, include_tables=False, with_metadata=False, favor_recall=True
    )
    body = getattr(result, "body", None)
    if body is None:
        return "", []
    paragraphs = list(_paragraphs_of(body))
    known = {text for text, _ in paragraphs}
    # It drops short lines; those that say who wrote it and where it stood first are not to be lost.
    head = [(text, False) for kind, text in lines if kind == "byline" and text not in known]
    tail = [(text, False) for kind, text in lines if kind == "reprint" and text not in known]
    return _joined([*head[:1], *paragraphs, *tail[:1]])


def _captions(region: Any, title: str | None) -> list[str]:
    """What stands below the pictures of an article, in reading order; not those of the boxes beside it. Taken out of the tree."""
    found: list[str] = []
    taken: list[Any] = []
    for element in region.iter("figcaption", "p", "div", "span", "dd"):
        if element.tag != "figcaption" and not _CAPTION.search(element.get("class") or ""):
            continue
        text = _clean(element.text_content())
        if not _SHORTEST_CAPTION <= len(text) <= _LONGEST_CAPTION or text == title:
            continue
        if any(text in other for other in found[-2:]):  # the inner element of a caption that was just taken
            continue
        if any(
            ancestor.tag in ("aside", "footer", "nav", "form") or _OUTSIDE.search(_marks(ancestor))
            for ancestor in element.iterancestors()
        ):
            continue
        found.append(text)
        taken.append(element)
        if len(found) == _MOST_CAPTIONS:
            break
    for element in taken:  # so that no way of finding the body can glue them to it
        element.drop_tree()
    return found


def _furniture_lines(tree: Any) -> list[tuple[str, str]]:
    found = []
    for element in tree.iter("p", "div", "span", "em", "i", "small", "address"):
        text = element.text_content() if len(element) < 8 else ""
        if 8 <= len(text) <= 250:
            text = _clean(text)
            if as_reprint(text) is not None:
                found.append(("reprint", text))
            elif text[:3].lower() == "by " and as_byline(text) is not None:
                found.append(("byline", text))
    return found


def _paragraphs_of(body: Any) -> Iterator[tuple[str, bool]]:
    """Paragraphs of trafilatura's tree, with whether each is a heading."""
    for element in body:
        if element.tag == "head":
            yield _clean("".join(element.itertext())), True
        elif element.tag == "list":
            for item in element.iter("item"):
                yield "• " + _clean("".join(item.itertext())), False
        elif (
            element.tag in ("quote", "div")
            and len(element)
            and any(child.tag in ("p", "head", "quote", "list") for child in element)
        ):
            if element.text and element.text.strip():
                yield _clean(element.text), False
            yield from _paragraphs_of(element)
        else:
            for text in _broken(element):
                yield text, False
        if element.tail and element.tail.strip():
            yield _clean(element.tail), False


def _broken(element: Any) -> Iterator[str]:
    """The text of a paragraph, parted where two line breaks or more follow each other."""
    parts: list[str] = []

    def walk(node: Any) -> None:
        if node.tag in ("lb", "br"):
            parts.append("\n")
        elif isinstance(node.tag, str):
            parts.append(_SPACE.sub(" ", node.text or ""))
            for child in node:
                walk(child)
                parts.append(_SPACE.sub(" ", child.tail or ""))

    walk(element)
    for text in re.split(r"\n\s*\n", "".join(parts)):
        for line in text.split("\n"):
            if line.strip():
                yield _clean(line)


def _walk(element: Any) -> Iterator[tuple[str, bool]]:
    """Paragraphs of a piece of a page in reading order, with whether each is a heading; without the page's machinery.

    The depth of the tree is bounded when it is parsed, so the recursion is, too.
    """
    buffer: list[str] = []

    def flush() -> Iterator[tuple[str, bool]]:
        text = _clean("".join(buffer))
        buffer.clear()
        if text:
            yield text, False

    def visit(node: Any) -> Iterator[tuple[str, bool]]:
        if not isinstance(node.tag, str) or node.tag in _SKIPPED or node.tag == "head" or node.tag == "title":
            return
        if node is not element and _ASIDE.search(_marks(node)):
            return
        if node.tag in _HEADINGS:
            yield from flush()
            text = _clean(node.text_content())
            if text:
                yield text, True
            return
        if node.tag == "br":
            yield from flush()
            return
        block = node.tag in _BLOCKS
        if block:
            yield from flush()
        if node.tag == "li":
            buffer.append("• ")
        buffer.append(node.text or "")
        for child in node:
            yield from visit(child)
            buffer.append(child.tail or "")
        if block:
            if "".join(buffer).strip() == "•":
                buffer.clear()
            yield from flush()

    yield from visit(element)
    yield from flush()


def _joined(paragraphs: list[tuple[str, bool]]) -> tuple[str, list[Span]]:
    parts: list[str] = []
    headings: list[Span] = []
    at = 0
    for text, headed in paragraphs:
        if not text:
            continue
        if headed:
            headings.append(Span(at, at + len(text)))
        parts.append(text)
        at += len(text) + 2
    return "\n\n".join(parts), headings


def _marks(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}" if isinstance(element.tag, str) else ""


def _clean(text: str) -> str:
    return _SPACE.sub(" ", text.replace("\u200b", "").replace("\ufeff", "")).strip()


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value), None)


def fragment_text(markup: str) -> tuple[str, list[Span]]:
    """Text of a piece of HTML (an entry of a feed), paragraphs apart by an empty line, and its subheadings."""
    if "<" not in markup and "&" not in markup:
        return _joined([(_clean(paragraph), False) for paragraph in re.split(r"\n\s*\n", markup)])
    tree = _parse(f"<html><body><div>{markup}</div></body></html>")
    return _joined(list(_walk(tree.body)))
