"""Where an article of a plain page begins and ends, and what in it is not body."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_inputs import BODY

from dragoman.read import read_bytes
from dragoman.read.pages import Article, split_page
from dragoman.records import Document

SECOND = (
    "The mediator told reporters that a truce was close, but that neither side had signed anything yet.\n\n"
    "A spokesman for the rebels denied it within the hour, and shells fell on the port again that night."
)


def titles(page: str) -> list[str | None]:
    return [article.title for article in split_page(page)]


def pieces(article: Article, page: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.span.of(page)) for piece in article.furniture]


@pytest.mark.parametrize(
    "between",
    [
        pytest.param("\n\nOriginally posted in The Marsa Review\n\nTruce near, says mediator\n\n", id="a reprint line closes"),
        pytest.param(" Continue reading “Talks to resume”\n\nTruce near, says mediator\n\n", id="a teaser closes"),
        pytest.param("\n\nRead more »\n\nTruce near, says mediator\n\n", id="a read-more button closes"),
        pytest.param(" […]\n\nTruce near, says mediator\n\n", id="an excerpt's sign closes"),
        pytest.param("\n\nPosted in Valdia | 3 Comments\n\nTruce near, says mediator\n\n", id="a comment count closes"),
        pytest.param("\n\n(Reporting by Ann Lee in Marsa; Editing by Jo Ray)\n\nTruce near, says mediator\n\n", id="a sign-off closes"),
        pytest.param("\n\nTruce near, says mediator\n\nBy Ann Lee\n\n", id="a byline opens"),
        pytest.param("\n\nTruce near, says mediator.\n\nBy Ann Lee\n\n", id="a byline opens under a title with a full stop"),
        pytest.param("\n\nTruce near, says mediator\n\nBoth sides still deny it\n\nBy Ann Lee\n\n", id="a byline opens under a standfirst"),
        pytest.param("\n\nWORLD\n\nTruce near, says mediator\n\nBy Ann Lee\n\n", id="a kicker belongs to its title"),
        pytest.param("\n\nTruce near, says mediator\n\nJanuary 24, 2017\n\n", id="a date line opens"),
        pytest.param("\n\nTruce near, says mediator\n\nAnn Lee | 24 Jan 2017\n\n", id="a name and a date open"),
        pytest.param("\n\nTruce near, says mediator\n\nThis article first appeared in Foo Review.\n\n", id="a reprint line opens"),
    ],
)  # fmt: skip
def test_an_article_begins_where_one_has_ended_or_one_is_signed(between: str) -> None:
    page = "Talks to resume\n\n" + BODY + between + SECOND
    assert titles(page)[0] == "Talks to resume"
    (second,) = titles(page)[1:]
    assert second is not None
    assert second.rstrip(".") == "Truce near, says mediator"


@pytest.mark.parametrize(
    "between",
    [
        pytest.param("\n\nThe mediator's plan\n\n", id="a subheading"),
        pytest.param("\n\nWho Holds The Port Of Marsa Now?\n\n", id="a subheading in capitals that asks"),
        pytest.param(
            "\n\nRead more: Port of Marsa shelled again\n\nThe mediator's plan\n\n",
            id="a link to another article",
        ),
        pytest.param(
            "\n\nContinue reading the main story\n\nThe mediator's plan\n\n", id="a button within an article"
        ),
        pytest.param(
            "\n\nStory continues below advertisement\n\nThe mediator's plan\n\n", id="an advertisement"
        ),
        pytest.param("\n\n* * *\n\nPLAN B\n\n", id="a rule"),
        pytest.param("\n\n“We will not sign,” he said\n\n", id="a pulled quotation"),
        pytest.param("\n\nDelegates arrive in Geneva on Monday. (Reuters)\n\n", id="a caption"),
        pytest.param("\n\n10:15 a.m.\n\n", id="the time in a live blog"),
        pytest.param("\n\nBy Friday, both sides had left\n\n", id="a line that only begins like a byline"),
    ],
)
def test_one_article_stays_one(between: str) -> None:
    assert len(split_page("Talks to resume\n\nBy Jo Ray\n\n" + BODY + between + SECOND)) == 1


def test_a_reprint_line_under_the_title_does_not_close_the_article() -> None:
    page = "Talks to resume\n\nOriginally posted in Foo Review\n\nThe plan\n\n" + BODY
    (article,) = split_page(page)
    assert article.first_published == "Foo Review"


def test_a_newsletter_is_parted_by_its_list_of_contents() -> None:
    page = f"Talks to resume\nTruce near, says mediator\n\nTalks to resume\n\n{BODY}\n\nTruce near, says mediator\n\n{SECOND}"
    assert titles(page)[-2:] == ["Talks to resume", "Truce near, says mediator"]


def test_markdown_headings_of_the_first_level_part_a_page_where_bylines_do() -> None:
    page = f"# Talks to resume\n\nBy Jo Ray\n\n{BODY}\n\n## The plan\n\n{SECOND}\n\n# Truce near\n\nBy Ann Lee\n\n{SECOND}"
    articles = split_page(page, markdown=True)
    assert [article.title for article in articles] == ["Talks to resume", "Truce near"]
    assert ("heading", "The plan") in pieces(articles[0], page)


def test_a_cut_article_is_incomplete_and_its_teaser_kept_apart() -> None:
    page = f"Talks to resume\n\n{BODY} Continue reading “Talks to resume”\n\nTruce near\n\nBy Ann Lee\n\n{SECOND}"
    cut, whole = split_page(page)
    assert (cut.complete, whole.complete) == (False, True)
    assert ("teaser", "Continue reading “Talks to resume”") in pieces(cut, page)


def test_what_is_not_body_is_told_apart() -> None:
    page = (
        "Talks to resume\n\nBy Jo Ray and Ann Lee\n\nJanuary 24, 2017\n\nDelegates arrive on Monday. (AFP)\n\n"
        f"GENEVA (Reuters) - {BODY}\n\nThe plan\n\n  • Rebels leave the port, a draft says.\n\n{SECOND}\n\nShare this:\n\n"
        "Originally published in The Marsa Review"
    )
    (article,) = split_page(page)
    assert pieces(article, page) == [
        ("heading", "Talks to resume"),
        ("byline", "By Jo Ray and Ann Lee"),
        ("dateline", "January 24, 2017"),
        ("caption", "Delegates arrive on Monday. (AFP)"),
        ("dateline", "GENEVA (Reuters) - "),
        ("heading", "The plan"),
        ("bullet", "• "),
        ("share", "Share this:"),
        ("reprint", "Originally published in The Marsa Review"),
    ]
    assert article.author == "Jo Ray, Ann Lee"
    assert article.first_published == "The Marsa Review"
    assert article.published is not None
    assert str(article.published.first) == "2017-01-24"


def test_the_last_paragraph_of_a_wire_story_is_no_caption() -> None:
    page = f"Talks to resume\n\n{BODY}\n\nThe envoy left for Marsa on Tuesday. (AFP)"
    assert "caption" not in [kind for kind, _ in pieces(split_page(page)[0], page)]


def test_a_lead_sentence_is_not_taken_for_a_title() -> None:
    page = "Rebels shelled the port of Marsa on Tuesday.\n\n" + BODY
    (article,) = split_page(page)
    assert article.title is None
    assert article.furniture == ()


def test_sentences_that_stand_twice_are_noticed() -> None:
    again = "Rebels shelled the port of Marsa on Tuesday while the delegations were still at the table."
    page = f"Talks to resume\n\n{BODY}\n\nThe plan failed.\n\n“{again}”\n\nTruce near\n\nBy Ann Lee\n\n{again} {SECOND}"
    first, second = (record for record in read_bytes(page.encode(), "a.txt") if isinstance(record, Document))
    ((one, two),) = first.repeated
    assert one.of(first.text) == again
    assert two.of(first.text).startswith(again[:-1])
    ((part, before, here),) = second.repeated_elsewhere
    assert part == 0
    assert before.of(first.text) == here.of(second.text) == again


def test_text_broken_to_a_width_is_one_paragraph_a_block() -> None:
    wrapped = (
        "The foreign minister of Valdia met the envoy in Geneva on\nMonday, and both sides agreed to resume the talks in\n"
        "March, officials said.\n\nRebels shelled the port of Marsa on Tuesday while the\ndelegations were still at the table.\n"
    )
    (article,) = split_page("Talks to resume\n\n" + wrapped)
    assert [kind for kind, _ in pieces(article, wrapped)] == ["heading"]


LINES = st.sampled_from(
    ["", "", "", "Talks to resume", "By Jo Ray", "Truce near", BODY.split("\n")[0], "Originally posted in Foo Review",
     "Continue reading “Truce near”", "• a point", "January 24, 2017", "Share this:", "* * *", "# Heading", "====", "  indented",
     "Photo: Ann Lee/AFP", "GENEVA (AP) — The envoy left.", "3 Comments", "“Quotation.”", "x", "\ufeff", "\u2028", "\xa0"]
)  # fmt: skip


@given(
    st.lists(LINES | st.text(max_size=60), max_size=30),
    st.sampled_from(["\n", "\r\n", "\n\n"]),
    st.booleans(),
)
@settings(max_examples=300)
def test_articles_follow_each_other_and_hold_their_furniture(
    lines: list[str], end: str, markdown: bool
) -> None:
    page = end.join(lines)
    at = 0
    for article in split_page(page, markdown=markdown):
        assert at <= article.span.begin < article.span.end <= len(page)
        at = article.span.end
        inside = article.span.begin
        for piece in article.furniture:
            assert inside <= piece.span.begin < piece.span.end <= article.span.end
            inside = piece.span.end


@given(st.lists(LINES, min_size=1, max_size=25))
@settings(max_examples=150)
def test_documents_are_exact_slices_of_their_file(lines: list[str]) -> None:
    page = "\n".join(lines).removeprefix("\ufeff")
    for record in read_bytes(page.encode(), "a.txt"):
        if isinstance(record, Document) and record.read_as in ("text", "markdown"):
            assert record.file_span is not None
            assert record.text == page[record.file_span.begin : record.file_span.end]
            for piece in record.furniture:
                assert 0 <= piece.span.begin < piece.span.end <= len(record.text)
