"""The same article twice, reprinted, trimmed; passages that one takes from another."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.read import ReadOptions, read_bytes
from dragoman.read.duplicates import DuplicateIndex, copied_passages, group_documents, similarity
from dragoman.records import Document

WORDS = [
    "envoy",
    "port",
    "rebels",
    "truce",
    "minister",
    "shelled",
    "talks",
    "border",
    "convoy",
    "harbour",
    "council",
    "general",
    "village",
    "army",
    "observers",
    "delegation",
    "signed",
    "denied",
    "accused",
    "hospital",
    "bridge",
    "airport",
    "prisoners",
    "exchange",
    "ceasefire",
    "north",
    "valley",
    "militia",
]


def article(seed: int, *, paragraphs: int = 8) -> str:
    dice = random.Random(seed)
    return "\n\n".join(
        " ".join(dice.choice(WORDS) for _ in range(45)).capitalize() + "." for _ in range(paragraphs)
    )


def document(text: str, **fields: object) -> Document:
    (read,) = read_bytes(text.encode(), "a.txt", ReadOptions())
    assert isinstance(read, Document)
    return replace(read, **fields)  # type: ignore[arg-type]


def edited(text: str) -> str:
    dice = random.Random(1)
    words = text.split(" ")
    for _ in range(len(words) // 40):
        words[dice.randrange(len(words))] = "also"
    return " ".join(words)


def test_reprints_and_trims_are_found_and_others_are_not() -> None:
    index = DuplicateIndex()
    for seed in range(25):
        assert index.add(document(article(seed)))[0] == []
    whole = document(article(7))
    for copy in (
        document(
            "Another title\n\nBy Ann Lee\n\n" + edited(article(7)) + "\n\nOriginally published in Foo Review"
        ),
        document("\n\n".join(article(7).split("\n\n")[:2])),
        document("\n\n".join(article(7).split("\n\n")[3:])),
    ):
        matches, passages = index.add(copy)
        assert whole.id in {match.other for match in matches}
        assert passages
        for passage in passages:
            if passage.other == whole.id:
                assert passage.span.of(copy.text).split() == passage.other_span.of(whole.text).split()


def test_a_document_that_is_known_is_not_counted_again() -> None:
    index = DuplicateIndex()
    index.add(document(article(1)))
    assert index.add(document(article(1))) == ([], [])
    assert len(index) == 1


def test_texts_can_stay_in_the_case() -> None:
    texts = {}
    index = DuplicateIndex(text_of=lambda identity: texts[identity])
    first, second = document(article(1)), document("\n\n".join(article(1).split("\n\n")[:4]))
    for one in (first, second):
        texts[one.id] = one.text
    index.add(first)
    (match,) = index.add(second)[0]
    assert (match.other, match.containment) == (first.id, 1.0)


def test_furniture_makes_no_article_alike() -> None:
    same = "\n\nShare this:\n\nFiled under: Valdia\n\nSign up for our daily newsletter"
    assert similarity(document(article(1) + same), document(article(2) + same)).containment == 0


def test_a_copied_paragraph_is_a_passage_and_no_reprint() -> None:
    shared = article(3, paragraphs=1)
    one, two = document(article(1) + "\n\n" + shared), document(shared + "\n\n" + article(2))
    index = DuplicateIndex()
    index.add(one)
    matches, (passage,) = index.add(two)
    assert matches == []
    assert passage.span.of(two.text) + "." == shared == passage.other_span.of(one.text) + "."
    assert copied_passages(two, one) == (passage,)


def test_the_original_is_the_one_that_reprints_name_or_the_earliest() -> None:
    from dragoman.read.dates import parse_date

    text = article(5)
    reprint = document(
        text, id="reprint", published=parse_date("2017-01-01"), first_published="The Marsa Post"
    )
    original = document(text, id="original", published=parse_date("2017-01-03"), publisher="Marsa Post")
    copy = document(text, id="copy", published=parse_date("2017-01-02"))
    undated = document(text, id="undated")
    index = DuplicateIndex()
    matches = [match for one in (reprint, original, copy, undated) for match in index.add(one)[0]]
    (group,) = group_documents([reprint, original, copy, undated], matches)
    assert (group.original, group.because) == ("original", "a reprint line of another names its publisher")
    assert set(group.documents) == {"reprint", "original", "copy", "undated"}
    (dated,) = group_documents([undated, copy, replace(copy, id="later", published=parse_date("2017-02-01"))], [
        replace(matches[0], document="copy", other="undated"), replace(matches[0], document="later", other="copy")
    ])  # fmt: skip
    assert (dated.original, dated.because) == ("copy", "the earliest by date")


@given(st.permutations(range(6)))
@settings(max_examples=10)
def test_groups_do_not_depend_on_the_order_of_reading(order: list[int]) -> None:
    texts = [
        article(1),
        edited(article(1)),
        "\n\n".join(article(1).split("\n\n")[:4]),
        article(2),
        article(2) + " Again.",
        article(3),
    ]
    documents = [document(texts[number]) for number in order]
    index = DuplicateIndex()
    matches = [match for one in documents for match in index.add(one)[0]]
    sizes = sorted(len(group.documents) for group in group_documents(documents, matches))
    assert sizes == [2, 3]
