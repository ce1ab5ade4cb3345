"""ReportData -> HTML. Everything the page needs is in it: style, script and data."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from dragoman.report.data import ReportData
from dragoman.report.payload import article_block, embed, overview

__all__ = ["build"]


def build(data: ReportData) -> str:
    """The whole page. Pure: the same data give the same page.

    Strings of the case reach the page in two ways only: through the template, which escapes them, and as
    JSON that cannot leave its `<script>` element, which the script writes out as text nodes.
    """
    style, script = _part("style.css"), _part("script.js")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(_part("page.html"))
    contents = overview(data)
    return template.render(
        title=data.title,
        contents=contents,
        style=Markup(style),
        script=Markup(script),
        # Only this style and this script may act, and nothing may be fetched: even a mistake of ours
        # could not make the page load a picture or run a sentence of an article.
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'",
        overview=Markup(embed(contents)),
        articles=[Markup(embed(article_block(coded))) for coded in data.coded],
    )


@cache
def _part(name: str) -> str:
    return files("dragoman.report").joinpath("page", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """A content security policy's hash of an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
