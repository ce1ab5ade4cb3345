"""A coder of one rule, so that tests of reading, keeping and showing need no language model: "A bombed B." """

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest

from dragoman import pipeline
from dragoman.records import CodedDocument, Document, Event, Mention, Party, Span, Uncoded, event_id

_BOMBED = re.compile(r"(\w+) (bombed) (\w+)")


class OneRule:
    """Codes "A bombed B" as ASSAULT; a text with "crash" in it meets a fault."""

    def __init__(self, name: str = "one rule 1") -> None:
        self.name = name
        self.coded = 0

    def code(self, documents: Sequence[Document], *, strict: bool = True) -> Iterator[CodedDocument]:
        for document in documents:
            self.coded += 1
            whole = Span(0, len(document.text))
            if "crash" in document.text:
                yield CodedDocument(
                    document, self.name, uncoded=(Uncoded(whole, f"{pipeline.FAULT}: KeyError"),)
                )
                continue
            body = pipeline.body_of(document)
            events, mentions = [], []
            for match in _BOMBED.finditer(body):
                a, trigger, b = (Span(*match.span(n)) for n in (1, 2, 3))
                mentions.append(Mention(a, "Organisation", actor=match[1].lower(), name=match[1]))
                events.append(
                    Event(
                        event_id(document.id, "ASSAULT", trigger),
                        "ASSAULT",
                        trigger,
                        Span(*match.span()),
                        actors=(Party(a, match[1].lower(), match[1]),),
                        recipients=(Party(b),),
                        because="one rule",
                    )
                )
            gaps = () if events else (Uncoded(whole, "nobody bombed anybody (0.12)"),)
            yield CodedDocument(document, self.name, (whole,), tuple(mentions), tuple(events), uncoded=gaps)


def use(monkeypatch: pytest.MonkeyPatch, name: str = "one rule 1") -> OneRule:
    """Put the coder of one rule in the place of the real one."""
    coder = OneRule(name)
    monkeypatch.setattr(pipeline, "coder_for", lambda options: coder)
    monkeypatch.setattr(pipeline, "coder_name", lambda options: name)
    monkeypatch.setattr(pipeline, "cores", lambda: 1)
    return coder
