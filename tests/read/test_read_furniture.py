"""Single lines: who wrote it, where it stood first, what is a caption, a button, a title."""

from __future__ import annotations

import pytest

from dragoman.read import furniture


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("by Jane Doe", "Jane Doe"),
        ("BY JANE DOE", "Jane Doe"),
        ("By Jane Doe and John Q. Public", "Jane Doe, John Q. Public"),
        ("By Jane Doe, Reuters", "Jane Doe"),
        ("By Ahmed al-Rashid in Marsa", "Ahmed al-Rashid"),
        ("By Ludwig van Holt", "Ludwig van Holt"),
        ("By The Associated Press", "The Associated Press"),
        ("Posted by Ann Lee on January 24, 2017", "Ann Lee"),
        ("Ann Lee | 24 Jan 2017", "Ann Lee"),
        ("By our correspondent in Geneva", None),
        ("Marsa Post, 24 January 2017", None),
        ("By Friday, the rebels had left", None),
        ("By contrast, nobody left", None),
        ("By Monday", None),
        ("By the time he spoke", None),
        ("By March the talks had failed", None),
        ("Jane Doe", None),
        ("Published | 24 Jan 2017", None),
    ],
)
def test_bylines(line: str, author: str | None) -> None:
    byline = furniture.as_byline(line)
    assert (byline.author if byline else None) == author


def test_a_byline_that_names_nobody_is_still_a_byline() -> None:
    assert furniture.as_byline("By our correspondent in Geneva") == furniture.Byline(None)
    assert furniture.as_byline("From our own correspondent") == furniture.Byline(None)
    assert furniture.as_byline("By writers of fiction and poets") is None


def test_a_newspaper_with_a_date_is_a_date_line() -> None:
    date = furniture.date_line("The Marsa Post, 24 January 2017")
    assert date is not None
    assert str(date.first) == "2017-01-24"


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Originally posted in Foo Review English", "Foo Review English"),
        ("Originally published in American Something", "American Something"),
        ("This article first appeared in The Marsa Post on 3 May 2016.", "The Marsa Post"),
        (
            "This piece was originally published on openReview and is reproduced here under licence.",
            "openReview",
        ),
        ("(This article was first published by Foo Direct.)", "Foo Direct"),
        ("Originally published at The Exchange. Read the original article.", "The Exchange"),
        ("Reprinted with permission from Foo Affairs", "Foo Affairs"),
        ("Cross-posted from Jane Doe's blog", "Jane Doe's blog"),
        ("Originally appeared in the Marsa Post, January 4, 2017", "Marsa Post"),
        ("Originally published on January 3, 2017", None),
        ("This story was first published in 2015.", None),
        ("The general first appeared in Marsa on Monday and was greeted with silence, witnesses said.", None),
        (
            "The report was originally published by the United Nations in Geneva to wide acclaim, diplomats said.",
            None,
        ),
        ("The pictures were first published by the army.", None),
    ],
)
def test_reprint_lines(line: str, publisher: str | None) -> None:
    reprint = furniture.as_reprint(line)
    assert (reprint.publisher if reprint else None) == publisher


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("Delegates arrive in Geneva on May 3. (Reuters)", True),
        ("Photo: Ann Lee/AFP", True),
        ("A tank near Marsa on March 8, 2015. (File photo)", True),
        ("The general (L) at the front near Marsa in May – March 8, 2015. (AP)", True),
        ("Ann Lee via Getty Images.", True),
        ("FILE - In this May 3, 2016 photo, delegates arrive in Geneva.", True),
        ("The envoy left on Monday.", False),
        ("“We will go,” he told reporters on Monday. (He did not.)", False),
        ("The council (a body of twelve) met on Monday.", False),
        ("The minister said that a picture of the port had been sent.", False),
    ],
)
def test_captions(line: str, caption: bool) -> None:
    assert furniture.is_caption(line) is caption


@pytest.mark.parametrize("line", ["Share this:", "Tweet", "Facebook Twitter Email", "3 Comments", "Leave a comment", "Filed under: Valdia", "Advertisement", "Like this: ", "Sign up for our daily newsletter", "Tags: truce, port", "READ MORE: Truce near", "Follow us on Twitter"])  # fmt: skip
def test_the_machinery_of_a_page(line: str) -> None:
    assert furniture.is_share(line)


@pytest.mark.parametrize("line", ["Share prices fell in Marsa on Monday.", "More than 40 people died.", "Like this plan, the last one failed.", "Print workers went on strike.", "Related talks were held in Geneva.", "The rebels left."])  # fmt: skip
def test_sentences_that_begin_like_machinery(line: str) -> None:
    assert not furniture.is_share(line)


@pytest.mark.parametrize(
    ("paragraph", "teaser"),
    [
        ("Rebels left the port. Continue reading “Rebels leave”", "Continue reading “Rebels leave”"),
        ("Rebels left the port… Continue reading →", "… Continue reading →"),
        ("Rebels left the port […]", "[…]"),
        ("Read more »", "Read more »"),
        ("Rebels left the port. (more…)", "(more…)"),
        ("Read the rest of the story at Foo Review.", "Read the rest of the story at Foo Review."),
        ("Continue reading the main story", None),
        ("The minister hoped that people would read more.", None),
        ("She wanted to continue reading but he stopped her.", None),
    ],
)
def test_teasers(paragraph: str, teaser: str | None) -> None:
    found = furniture.teaser(paragraph)
    assert (paragraph[found[0] : found[1]].strip() if found else None) == teaser


@pytest.mark.parametrize(
    ("paragraph", "opening"),
    [
        ("GENEVA (Reuters) - The envoy left.", "GENEVA (Reuters) - "),
        ("MARSA, Valdia, July 19 (UPI) — The envoy left.", "MARSA, Valdia, July 19 (UPI) — "),
        ("New Marsa (AFP) – The envoy left.", "New Marsa (AFP) – "),
        ("MARSA — The envoy left.", "MARSA — "),
        ("UPDATE: The envoy left.", None),
        ("NATO said that the envoy left.", None),
        ("The envoy (AFP) - left.", None),
    ],
)
def test_datelines(paragraph: str, opening: str | None) -> None:
    found = furniture.dateline(paragraph)
    assert (paragraph[: found[0]] if found else None) == opening


def test_a_long_run_of_digits_is_told_from_buttons_at_once() -> None:
    # A run of n digits could once be cut in 2^n ways, and reading stood still.
    assert not furniture.is_share("0" * 190 + "!")
    assert furniture.is_share("Share 12 Tweet 3 | Print")
