"""Parses of our own sentences, so that the coder is tested without the language model."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dragoman.events import code_events, shipped_codebook
from dragoman.events.codebook import Codebook
from dragoman.records import Document, Event, Mention, Parse, ParsedEvent, Span, Uncoded, Word

HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def _rows() -> dict[str, list[list[str]]]:
    rows: dict[str, list[list[str]]] = {}
    text = ""
    for line in (HERE / "sentences.conllu").read_text(encoding="utf8").splitlines():
        if line.startswith("# text = "):
            text = line.removeprefix("# text = ")
            rows[text] = []
        elif line and not line.startswith("#"):
            rows[text].append(line.split("\t"))
    return rows


def parse_of(text: str, events: tuple[ParsedEvent, ...] = (), model: str = "") -> Parse:
    """The parse of a sentence of `sentences.conllu`, with event scores if given."""
    if text not in _rows():
        raise AssertionError(
            f"{text!r} has no parse in {HERE / 'sentences.conllu'}: add what `dragoman parse` prints for it "
            "(columns ID FORM LEMMA UPOS FEATS HEAD DEPREL under `# text = ...`), looked through by hand"
        )
    at = 0
    words = []
    for _, form, lemma, pos, feats, head, dep in _rows()[text]:
        begin = text.index(form, at)
        at = begin + len(form)
        words.append(Word(Span(begin, at), lemma, pos, "" if feats == "_" else feats, int(head) - 1, dep, 0))
    return Parse((Span(0, len(text)),), tuple(words), events=events, model=model)


def span(text: str, phrase: str) -> Span:
    begin = text.index(phrase)
    return Span(begin, begin + len(phrase))


def code(
    text: str,
    mentions: tuple[Mention, ...] = (),
    scores: tuple[ParsedEvent, ...] = (),
    codebook: Codebook | None = None,
) -> tuple[tuple[Event, ...], tuple[Uncoded, ...]]:
    """Events and uncoded words of one sentence."""
    parse = parse_of(text, scores, "made" if scores else "")
    return code_events(Document(id="d", text=text), parse, mentions, (), codebook or shipped_codebook())


def told(text: str, event: Event) -> tuple[str, str, list[str], list[str], str]:
    """Type, trigger, actors, recipients and status as words."""
    return (
        event.type,
        event.trigger.of(text),
        [p.span.of(text) for p in event.actors],
        [p.span.of(text) for p in event.recipients],
        event.status,
    )
