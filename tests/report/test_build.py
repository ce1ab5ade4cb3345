"""The page as a whole: one file, nothing fetched, nothing of an article taken for markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_report import HOSTILE, made_report

from dragoman.records import CodedDocument, Document, content_id
from dragoman.report import ReportData, build


class Page(HTMLParser):
    """Elements with their attributes, and what stands inside each script and style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._open = tag
            self.inside.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inside[-1] += data


@pytest.fixture(scope="module")
def page() -> str:
    return build(made_report())


def test_the_same_case_gives_the_same_page(page: str) -> None:
    assert build(made_report()) == page


def test_nothing_is_fetched(page: str) -> None:
    for tag, attributes in Page(page).elements:
        assert (
            tag not in {"img", "iframe", "object", "embed", "base", "form"}
            or attributes.get("id") == "filters"
        )
        assert "src" not in attributes
        assert attributes.get("href", "#").startswith(("#", "data:,"))
    style = files("dragoman.report").joinpath("page", "style.css").read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_this_script_and_this_style_only(page: str) -> None:
    parsed = Page(page)
    policy = next(a["content"] for tag, a in parsed.elements if tag == "meta" and a.get("http-equiv")) or ""
    assert "default-src 'none'" in policy
    for text in (parsed.inside[0], parsed.inside[-1]):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_hostile_words_of_an_article_stay_words(page: str) -> None:
    parsed = Page(page)
    assert HOSTILE not in page
    scripts = [attributes for tag, attributes in parsed.elements if tag == "script"]
    # The data, one block an article, and the one script of ours.
    assert [each.get("type") for each in scripts] == ["application/json"] * 3 + [None]
    assert json.loads(parsed.inside[2])["text"].endswith(HOSTILE)
    assert not any(name.startswith("on") for _, attributes in parsed.elements for name in attributes)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_any_text_comes_through_letter_for_letter(text: str) -> None:
    document = Document(content_id(text, text), text, title=text, publisher=text)
    parsed = Page(build(ReportData(text, (CodedDocument(document, "x"),))))
    assert json.loads(parsed.inside[2])["text"] == text
    assert json.loads(parsed.inside[1])["documents"][0].get("title") == text


def test_our_script_never_parses_markup() -> None:
    script = files("dragoman.report").joinpath("page", "script.js").read_text(encoding="utf-8")
    for risky in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch(", "XMLHttpRequest", "import("):  # fmt: skip
        assert risky not in script
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", script)


def test_an_empty_case_is_a_page_too() -> None:
    assert "What was read" in build(ReportData("Nothing yet", ()))
