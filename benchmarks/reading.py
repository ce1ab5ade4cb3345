"""Reading measured: articles kept whole, pages taken apart, near-duplicates found, speed.

    python benchmarks/reading.py --data FOLDER [--pages 300] [--seed 7]

FOLDER holds `attribution/{train,dev}.jsonl.gz` (PolNeAR) and `places/tr-news-dev.jsonl` (TR-News). Pages and reprints
are made from those articles at random; the same seed makes the same ones. Nothing is written.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

from dragoman.read import ReadOptions, read_bytes
from dragoman.read.duplicates import DuplicateIndex, Match
from dragoman.read.pages import split_page
from dragoman.records import Document

WAYS = ("byline", "date", "byline and date", "reprint line", "teaser", "comments")
BYLINES = (
    "By Jane Doe",
    "By John Q. Public",
    "By Ahmed al-Rashid and Mary Jones",
    "Posted by Ann Lee on January 24, 2017",
)
DATES = ("January 24, 2017", "Posted on 24 Jan 2017", "Published: 2017-01-24 10:32")
PLACES = (
    "Originally published in The Daily Star",
    "This article first appeared in Foo Review on 3 May 2016.",
    "Originally posted at Some Weblog",
)
TWINS = frozenset(
    {
        frozenset(pair)
        for pair in (
            (
                "nyt_2015-11-26_with-fewer-golfers-in-u-s-course",
                "nyt_2015-11-25_golf-courses-forced-to-reach-int",
            ),
            (
                "usa-today_2016-04-06_sanders-says-he-s-riding-momentu",
                "usa-today_2016-04-06_sanders-winning-streak-continues",
            ),
            (
                "breitbart_2016-03-15_the-latest-sanders-declares-revo",
                "breitbart_2016-03-15_the-latest-kasich-scores-all-del",
            ),
            (
                "nyt_2016-03-16_via-legislative-side-doors-sande",
                "nyt_2016-03-15_sanders-advances-agenda-via-side",
            ),
            (
                "nyt_2016-03-04_republicans-have-stake-in-a-deal",
                "nyt_2016-03-05_polls-suggest-possibility-of-dea",
            ),
            (
                "wash-post_2015-12-13_misinformation-enters-mainstream",
                "wash-post_2015-12-12_misinformation-enters-mainstream",
            ),
            (
                "wash-post_2015-12-22_as-spotlight-shines-on-trump-and",
                "wash-post_2015-12-23_as-spotlight-shines-on-trump-and",
            ),
        )
    }
)
"""Articles that the corpora hold in two printings; found by this benchmark, then read side by side."""


@dataclass(frozen=True)
class Source:
    """An article of the corpora: its id, title ("" if it has none) and text without the title."""

    id: str
    title: str
    body: str
    text: str


def load(folder: Path) -> list[Source]:
    sources = []
    for name in ("train", "dev"):
        with gzip.open(folder / "attribution" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                body = row["text"].split("\n\n", 1)[-1].strip()
                sources.append(Source(row["id"], " ".join(row["title"].split()), body, row["text"]))
    for line in (folder / "places" / "tr-news-dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sources.append(Source(row["id"], "", row["text"], row["text"]))
    return sources


def kept_whole(sources: list[Source]) -> tuple[int, int]:
    """(articles taken apart, articles tried): as published, and with the title and a byline above the body."""
    tried = [source.text for source in sources]
    tried += [f"{source.title}\n\nBy Jane Doe\n\n{source.body}" for source in sources if source.title]
    return sum(len(split_page(text)) != 1 for text in tried), len(tried)


def page_of(articles: list[Source], way: str, dice: random.Random) -> tuple[str, set[int]]:
    """A page that holds `articles`, and where each begins."""
    page, begins = "", set()
    for article in articles:
        page += "\n\n" if page else ""
        begins.add(len(page))
        body = article.body
        page += article.title + "\n\n"
        if "byline" in way:
            page += dice.choice(BYLINES) + "\n\n"
        if "date" in way:
            page += dice.choice(DATES) + "\n\n"
        if way == "teaser":
            body = body[: dice.randint(300, 600)].rsplit(" ", 1)[0] + f"… Continue reading “{article.title}”"
        if way == "reprint line":
            body += "\n\n" + dice.choice(PLACES)
        if way == "comments":
            body += "\n\nShare this:\nTwitter\nFacebook\n\nPosted in Syria | Leave a comment"
        page += body
    return page, begins


def taken_apart(sources: list[Source], pages: int, dice: random.Random) -> dict[str, tuple[float, float]]:
    """Precision and recall of the beginnings of articles, by what tells the articles of a page apart."""
    titled = [source for source in sources if source.title]
    scores = {}
    for way in WAYS:
        right = extra = missed = 0
        for _ in range(pages // len(WAYS)):
            page, begins = page_of(dice.sample(titled, dice.randint(2, 8)), way, dice)
            found = {article.span.begin for article in split_page(page)}
            right += len(begins & found)
            extra += len(found - begins)
            missed += len(begins - found)
        scores[way] = (right / (right + extra), right / (right + missed))
    return scores


def planted(sources: list[Source], number: int, dice: random.Random) -> list[tuple[str, Source]]:
    """`number` reprints (lightly edited, another title, a reprint line) and trims, each with the article it is made of."""
    made = []
    long_enough = [source for source in sources if len(source.body.split()) >= 120]
    for count, source in enumerate(dice.sample(long_enough, number)):
        paragraphs = [paragraph for paragraph in source.body.split("\n") if paragraph.strip()]
        if count % 2:
            share = dice.uniform(0.25, 0.7)
            words = len(source.body.split())
            kept, used = [], 0
            for paragraph in paragraphs:
                if used >= share * words:
                    break
                kept.append(paragraph)
                used += len(paragraph.split())
            made.append(("\n\n".join(kept), source))
        else:
            if len(paragraphs) > 6:
                del paragraphs[dice.randrange(1, len(paragraphs))]
            words_in = " \n\n ".join(paragraphs).split(" ")
            for _ in range(int(len(words_in) * dice.uniform(0.005, 0.03))):
                at = dice.randrange(len(words_in))
                if words_in[at].strip():
                    words_in[at] = dice.choice(
                        ("also", "reportedly", "officials", "yesterday", words_in[at] + " still")
                    )
            text = (
                "Another title for it\n\n"
                + " ".join(words_in).replace(" \n\n ", "\n\n")
                + "\n\nOriginally published in The Daily Star"
            )
            made.append((text, source))
    return made


def duplicates(
    sources: list[Source], number: int, dice: random.Random
) -> tuple[float, float, float, list[Match], dict[str, str]]:
    """(precision, recall, documents a second, matches that were not planted, document id -> article id)."""
    options = ReadOptions()
    texts = [(source.text, source.id) for source in sources] + [
        (text, f"planted:{source.id}") for text, source in planted(sources, number, dice)
    ]
    dice.shuffle(texts)
    documents: list[tuple[Document, str]] = []
    for text, name in texts:
        (document,) = (
            record for record in read_bytes(text.encode(), name, options) if isinstance(record, Document)
        )
        documents.append((document, name))
    names = {document.id: name for document, name in documents}
    index = DuplicateIndex()
    matches: list[Match] = []
    begin = time.process_time()
    for document, _ in documents:
        matches.extend(index.add(document)[0])
    rate = len(documents) / (time.process_time() - begin)
    right, others = set(), []
    for match in matches:
        one, two = (names[identity].removeprefix("planted:") for identity in (match.document, match.other))
        if one == two:
            right.add(one)
        elif frozenset((one, two)) not in TWINS:
            others.append(match)
    return len(right) / (len(right) + len(others)), len(right) / number, rate, others, names


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with attribution/ and places/")
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--planted", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", action="store_true", help="list the near-duplicates that were not planted")
    arguments = parser.parse_args()
    dice = random.Random(arguments.seed)
    sources = load(arguments.data)

    wrong, tried = kept_whole(sources)
    print(f"articles kept whole          {tried - wrong} of {tried}")
    for way, (precision, recall) in taken_apart(sources, arguments.pages, dice).items():
        print(f"pages taken apart by {way:<16} precision {precision:.3f}  recall {recall:.3f}")
    precision, recall, rate, others, names = duplicates(sources, arguments.planted, dice)
    print(
        f"near-duplicates              precision {precision:.3f}  recall {recall:.3f}  {rate:,.0f} documents a CPU second"
    )
    print(f"  neither planted nor known twins, counted as false: {len(others)}")
    if arguments.show:
        for match in others:
            print(
                f"    {names[match.document]}  {names[match.other]}  {match.resemblance:.2f} {match.containment:.2f}"
            )
    options = ReadOptions()
    begin = time.process_time()
    for source in sources:
        read_bytes(source.text.encode(), source.id, options)
    plain = time.process_time() - begin
    pages = [
        f"<html><head><title>{source.title or 'News'}</title><meta property='og:type' content='article'></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{source.title or 'News'}</h1>" + "".join(f"<p>{paragraph}</p>" for paragraph in source.body.split("\n") if paragraph.strip())
        + "</article><footer>About us</footer></body></html>"
        for source in sources[:300]
    ]  # fmt: skip
    read_bytes(pages[0].encode(), "warm", options)
    begin = time.process_time()
    for page in pages:
        read_bytes(page.encode(), "page", options)
    html = time.process_time() - begin
    print(
        f"speed                        {60 * len(sources) / plain:,.0f} plain texts, {60 * len(pages) / html:,.0f} web pages a CPU minute"
    )


if __name__ == "__main__":
    main()
