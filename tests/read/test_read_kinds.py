"""Every kind of input, recognised by what is in it: HTML, text, Markdown, PDF, feeds, WARC, tables, JSON, archives."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_inputs import BODY, article_page, feed, json_lines, pdf, warc, zipped

from dragoman.read import ReadOptions, read_bytes
from dragoman.records import Document, Refused


def documents(data: bytes | str, name: str = "saved", options: ReadOptions | None = None) -> list[Document]:
    records = read_bytes(data.encode() if isinstance(data, str) else data, name, options)
    assert not [record for record in records if isinstance(record, Refused)], records
    return [record for record in records if isinstance(record, Document)]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (article_page(), "html"),
        ("<p>" + BODY, "html"),
        ("<?xml version='1.0'?>\n<!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'><body><p>" + BODY + "</p></body></html>", "html"),
        (BODY, "text"),
        ("Prices, wages, rents: all rose.\n\n" + BODY, "text"),
        ("# Talks to resume\n\n" + BODY, "markdown"),
        ("---\ntitle: Talks\n---\n" + BODY, "markdown"),
        (feed(("Talks", f"<p>{BODY}</p>")), "feed"),
        ('id,text\n1,"' + BODY + '"\n', "table"),
        ("id\ttext\n1\t" + BODY.replace("\n", " ") + "\n", "table"),
        (json_lines({"text": BODY}).decode(), "jsonl"),
        (json.dumps([{"text": BODY}], indent=2), "json"),
        ("[" + BODY + "]", "text"),
        ("{draft} " + BODY, "text"),
    ],
)  # fmt: skip
def test_kinds_are_told_by_content_not_by_name(data: str, kind: str) -> None:
    for name in ("saved", "saved.pdf", "saved.csv", "saved.html"):
        assert {document.read_as for document in documents(data, name)} == {kind}


def test_a_web_page_says_who_when_and_where() -> None:
    data = json.dumps(
        {
            "@graph": [
                {"@type": "WebSite", "name": "x"},
                {
                    "@type": "NewsArticle",
                    "headline": "Talks to resume in March",
                    "datePublished": "2017-01-24T10:32:00+03:00",
                    "author": [{"@type": "Person", "name": "Ann Lee"}],
                },
            ]
        }
    )
    head = (
        f"<script type='application/ld+json'>{data}</script><meta property='og:site_name' content='The Valdia Post'>"
        "<link rel='canonical' href='https://post.example/talks'>"
    )
    (document,) = documents(article_page(head=head))
    assert document.title == "Talks to resume in March"
    assert (document.author, document.publisher, document.url) == (
        "Ann Lee",
        "The Valdia Post",
        "https://post.example/talks",
    )
    assert document.published is not None
    assert (str(document.published.first), document.published.time) == ("2017-01-24", "10:32")
    assert BODY.split("\n\n")[0] in document.text
    assert "Home" not in document.text
    assert document.language == "en"


def test_a_page_without_a_date_has_none_unless_one_is_given() -> None:
    (undated,) = documents(article_page())
    (dated,) = documents(article_page(), options=ReadOptions(date="2017-01"))
    assert undated.published is None, "a copyright year is no date of publication"
    assert dated.published is not None
    assert (str(dated.published.last), dated.published.precision) == ("2017-01-31", "month")


def test_a_date_of_its_own_beats_the_one_given() -> None:
    head = "<meta property='article:published_time' content='2016-05-06'>"
    (document,) = documents(article_page(head=head), options=ReadOptions(date="2017-01-23"))
    assert document.published is not None
    assert str(document.published.first) == "2016-05-06"


def test_a_publisher_is_taken_from_the_address_where_nothing_else_names_it() -> None:
    head = "<link rel='canonical' href='https://www.post.example/2017/01/24/talks'>"
    (document,) = documents(article_page(head=head))
    assert document.publisher == "post.example"
    assert document.published is not None
    assert document.published.note == "from the address"


def test_a_publisher_that_is_given_fills_in_for_inputs_that_name_none() -> None:
    given = ReadOptions(publisher="Given Post")
    named = article_page(head="<meta property='og:site_name' content='The Valdia Post'>")
    addressed = article_page(head="<link rel='canonical' href='https://post.example/talks'>")
    assert [
        document.publisher for page in (named, addressed, BODY) for document in documents(page, options=given)
    ] == [
        "The Valdia Post",
        "Given Post",
        "Given Post",
    ]


def blog(*posts: tuple[str, str], wrapper: str = "article class='post'") -> str:
    tag = wrapper.split()[0]
    items = "".join(
        f"<{wrapper}><h2 class='entry-title'><a href='/{n}'>{title}</a></h2><time datetime='2017-01-2{n}'>x</time>"
        f"<span class='author'>Ann Lee</span><div class='entry-content'>{''.join(f'<p>{p}</p>' for p in body.split(chr(10) * 2))}</div></{tag}>"
        for n, (title, body) in enumerate(posts)
    )
    return (
        "<html><head><title>Valdia | A Weblog</title><meta property='og:site_name' content='A Weblog'>"
        "<link rel='canonical' href='https://blog.example/valdia'></head><body class='archive category'><main>"
        f"{items}</main><aside><article><h3>Elsewhere</h3><p>{BODY}</p></article></aside></body></html>"
    )


@pytest.mark.parametrize("wrapper", ["article class='post'", "div class='hentry'", "section itemscope itemtype='https://schema.org/BlogPosting'", "li class='post-item'"])  # fmt: skip
def test_a_page_of_several_articles_is_parted_by_its_structure(wrapper: str) -> None:
    page = blog(("Talks to resume", BODY), ("Truce near", BODY[:150] + " Continue reading “Truce near”"), ("Port shelled", BODY + "\n\nOriginally posted in Foo Review"), wrapper=wrapper)  # fmt: skip
    read = documents(page)
    assert [document.title for document in read] == ["Talks to resume", "Truce near", "Port shelled"]
    assert [document.part for document in read] == [0, 1, 2]
    assert [document.complete for document in read] == [True, False, True]
    assert [document.first_published for document in read] == [None, None, "Foo Review"]
    assert [document.url for document in read] == [f"https://blog.example/{n}" for n in range(3)]
    assert [document.author for document in read] == ["Ann Lee"] * 3
    assert [str(document.published.first) for document in read if document.published] == ["2017-01-20", "2017-01-21", "2017-01-22"]  # fmt: skip


def test_a_page_without_blocks_is_parted_like_plain_text() -> None:
    body = "".join(
        f"<h2>{title}</h2>{''.join(f'<p>{paragraph}</p>' for paragraph in text.split(chr(10) * 2))}"
        for title, text in (
            ("Talks to resume", BODY + "\n\nOriginally posted in Foo Review"),
            ("Truce near", "By Jo Ray\n\n" + BODY),
        )
    )
    first, second = documents(
        f"<html><head><title>Valdia</title></head><body><div>A weblog</div>{body}</body></html>"
    )
    assert (first.title, first.first_published) == ("Talks to resume", "Foo Review")
    assert (second.title, second.author) == ("Truce near", "Jo Ray")
    assert BODY in first.text
    assert BODY in second.text


def test_an_article_with_boxes_about_others_is_one() -> None:
    boxes = "".join(f"<article><h3>Other piece {n}</h3><p>{BODY[:160]}</p></article>" for n in range(4))
    page = article_page(body=BODY * 8).replace(
        "<footer>", f"<section class='related'>{boxes}</section><footer>"
    )
    assert [document.title for document in documents(page)] == ["Talks to resume in March"]
    assert len(documents(page.replace("class='related'", "").replace("og:type", "x"))) == 1


def test_captions_bylines_and_reprint_lines_of_a_web_page_are_no_body() -> None:
    page = article_page(body="By Ann Lee\n\n" + BODY + "\n\nOriginally published in Foo Review").replace(
        "<p>Rebels", "<figure><img alt='x'><figcaption>Delegates arrive. (AFP)</figcaption></figure><p>Rebels"
    )
    (document,) = documents(page)
    assert (document.author, document.first_published) == ("Ann Lee", "Foo Review")
    assert {"byline", "reprint", "caption"} <= {piece.kind for piece in document.furniture}


CAPTION = "Delegates arrive at the hotel on Monday. (AFP)"


@pytest.mark.parametrize(
    "figure",
    [
        f"<figure><img alt='x'><figcaption>{CAPTION}</figcaption></figure>",
        f"<div class='wp-caption'><img alt='x'><p class='wp-caption-text'>{CAPTION}</p></div>",
        f"<figure><img alt='x'><figcaption><span class='caption'>{CAPTION}</span></figcaption></figure>",
        f"<figure><figcaption>{CAPTION}</figcaption></figure><figure><figcaption>{CAPTION}</figcaption></figure>",
    ],
)
def test_a_caption_of_a_web_page_is_kept_once_and_apart_from_the_body(figure: str) -> None:
    (document,) = documents(article_page().replace("<p>Rebels", f"{figure}<p>Rebels"))
    captions = [piece.span.of(document.text) for piece in document.furniture if piece.kind == "caption"]
    assert captions == [CAPTION]
    assert document.text.count(CAPTION) == 1


def test_a_caption_hides_no_teaser_and_comes_from_no_box_beside_the_article() -> None:
    figure = f"<figure><img alt='x'><figcaption>{CAPTION}</figcaption></figure>"
    cut = BODY + "\n\nContinue reading"
    (document,) = documents(article_page(body=cut).replace("<p>Rebels", f"{figure}<p>Rebels"))
    assert not document.complete
    beside = article_page().replace("<footer>", f"<aside>{figure}</aside><footer>")
    assert CAPTION not in documents(beside)[0].text


def test_a_pdf_reads_in_paragraphs() -> None:
    text = (
        "Talks to resume\n\nBy Ann Lee\n\nThe foreign minister of Valdia met the envoy in Geneva on Monday, and both\n"
        "sides agreed to re-\nsume the talks in March. The Marsa-\nbacked rebels stayed away from the meeting in\nthe hotel.\n"
        "Shells fell on the port."
    )
    (document,) = documents(pdf(text))
    assert (document.title, document.author) == ("Talks to resume", "Ann Lee")
    assert document.text.split("\n\n")[2:] == [
        "The foreign minister of Valdia met the envoy in Geneva on Monday, and both sides agreed to resume the talks in "
        "March. The Marsa-backed rebels stayed away from the meeting in the hotel.",
        "Shells fell on the port.",
    ]


def test_what_a_browser_prints_on_every_page_is_left_out_of_a_pdf() -> None:
    text = "1/24/17, 10:32 AM Talks to resume\nThe envoy met the rebels in Geneva on Monday, he said.\nhttps://www.post.example/talks 1/2"
    (document,) = documents(pdf(text))
    assert document.text == "The envoy met the rebels in Geneva on Monday, he said."
    assert (document.url, document.publisher) == ("https://www.post.example/talks", "post.example")
    assert document.published is None, "the day of printing is no day of publication"


def test_the_entries_of_a_feed_are_documents() -> None:
    first, second = documents(
        feed(
            ("Talks &amp; truce", f"<p>{BODY.replace(chr(10) * 2, '</p><p>')}</p>"),
            ("Port", "Shells fell. <a>Continue reading</a>"),
        )
    )
    assert (first.title, first.publisher, first.url) == (
        "Talks & truce",
        "The Valdia Post",
        "https://post.example/0",
    )
    assert first.published is not None
    assert str(first.published.first) == "2017-01-24"
    assert first.text == BODY
    assert not second.complete


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_of_a_warc_are_read_and_its_pictures_passed_over(packed: bool) -> None:
    data = warc(
        [
            ("https://post.example/2017/01/24/talks", "text/html; charset=utf-8", article_page().encode()),
            ("https://post.example/style.css", "text/css", b"p { color: red }"),
            ("https://post.example/a.png", "image/png", b"\x89PNG"),
            ("https://post.example/plain", "text/plain", BODY.encode()),
        ],
        packed=packed,
    )
    page, plain = documents(data, "a.warc")
    assert page.file == "a.warc!https://post.example/2017/01/24/talks"
    assert page.url == "https://post.example/2017/01/24/talks"
    assert page.publisher == "post.example"
    assert plain.text == BODY


def test_archives_within_archives_are_read() -> None:
    inner = zipped([("b.txt", BODY.encode()), ("c.html.gz", gzip.compress(article_page().encode()))])
    names = [
        document.file
        for document in documents(zipped([("in.zip", inner), ("a.txt", BODY.encode())]), "x.zip")
    ]
    assert names == ["x.zip!a.txt", "x.zip!in.zip!b.txt", "x.zip!in.zip!c.html.gz"]


def test_a_table_gives_a_document_a_row_with_its_fields() -> None:
    data = 'id,headline,source,published,body\n7,Talks,Valdia Post,2017-01-24,"' + BODY + '"\n'
    (document,) = documents(data, "t.csv")
    assert (document.text, document.title, document.publisher, document.file) == (
        BODY,
        "Talks",
        "Valdia Post",
        "t.csv!7",
    )
    assert document.published is not None
    assert document.notes == ("text taken from column 'body'",)


def test_the_text_column_can_be_named() -> None:
    data = 'summary,words\n"A long summary of it all, with text",' + "Rebels left.\n"
    (document,) = documents(data, options=ReadOptions(text_column="words"))
    assert document.text == "Rebels left."
    (refused,) = read_bytes(data.encode(), "t.csv", ReadOptions(text_column="wrods"))
    assert isinstance(refused, Refused)
    assert "'words'" in refused.cure


def test_a_faulty_line_is_refused_and_the_others_are_read() -> None:
    data = (
        json_lines({"id": "a", "text": "Rebels left."})
        + b"{oops\n"
        + json_lines({"id": "b", "text": "They came back."})
    )
    one, bad, two = read_bytes(data, "x.jsonl")
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert (one.file, two.file) == ("x.jsonl!a", "x.jsonl!b")
    assert isinstance(bad, Refused)
    assert bad.file == "x.jsonl!2"


@given(st.text(st.characters(blacklist_categories=("Cs",)), min_size=1).filter(str.strip))
@settings(max_examples=150)
def test_the_text_of_a_json_line_is_never_changed_or_split(text: str) -> None:
    (document,) = documents(json_lines({"id": "1", "text": text}), "x.jsonl")
    assert document.text == text


def test_a_json_text_of_several_articles_stays_whole() -> None:
    text = f"Talks to resume\n\nBy Ann Lee\n\n{BODY}\n\nTruce near\n\nBy Jo Ray\n\n{BODY}"
    (document,) = documents(json_lines({"id": "1", "text": text}))
    assert document.text == text


def test_front_matter_of_markdown_is_metadata() -> None:
    data = (
        "---\ntitle: 'Talks to resume'\nauthor: Ann Lee\ndate: 2017-01-24\n---\n\n# Talks to resume\n\n"
        + BODY
    )
    (document,) = documents(data)
    assert (document.title, document.author) == ("Talks to resume", "Ann Lee")
    assert document.title_span is not None
    assert document.title_span.of(document.text) == "Talks to resume"
    assert document.file_span is not None
    assert document.file_span.of(data) == document.text


def test_a_page_that_a_browser_saved_whole() -> None:
    data = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://post.example/talks\r\nSubject: Talks\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--x"\r\n\r\n----x\r\nContent-Type: text/html\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        + article_page().replace("=", "=3D")
        + "\r\n----x--\r\n"
    )
    (document,) = documents(data)
    assert (document.title, document.url) == ("Talks to resume in March", "https://post.example/talks")


def test_a_text_in_another_language_is_kept_and_says_so() -> None:
    (document,) = documents(
        "Die Rebellen haben am Dienstag den Hafen beschossen, während die Verhandlungen in Genf noch liefen."
    )
    assert document.language == "de"


def test_a_short_text_has_no_language() -> None:
    (document,) = documents("Rebels left.")
    assert document.language is None


def test_the_same_input_gives_the_same_documents() -> None:
    page = blog(("Talks to resume", BODY), ("Truce near", BODY))
    assert documents(page) == documents(page)
