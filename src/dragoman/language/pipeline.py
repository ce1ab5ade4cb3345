"""The language stage as a spaCy pipeline: its Doc, matchers, displaCy and serialisation for whoever wants them.

    nlp = spacy_pipeline()
    doc = nlp("Turkish jets bombed a market.")
    doc.ents, doc._.dragoman        # the whole Parse

Another spaCy pipeline can stand in for words, sentences, tags and dependencies: `parse_doc(doc)` reads its Doc and adds the rest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dragoman.language.reader import Given, Reader
from dragoman.language.words import split_words
from dragoman.records import Parse, Span, Word, from_json, to_json

if not Doc.has_extension("dragoman"):
    Doc.set_extension("dragoman", getter=lambda doc: stored_parse(doc))

_KEY = "dragoman"


class WordTokenizer:
    """Our words as spaCy tokens; white space that is not one space becomes a token of its own, so that the text stays whole."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        last = 0
        for begin, end, _ in split_words(text):
            _gap(text[last:begin], words, spaces)
            words.append(text[begin:end])
            spaces.append(False)
            last = end
        _gap(text[last:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: object) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_kw: object) -> "WordTokenizer":
        return self

    def to_disk(self, *_: object, **_kw: object) -> None:
        return None

    def from_disk(self, *_: object, **_kw: object) -> "WordTokenizer":
        return self


def _gap(gap: str, words: list[str], spaces: list[bool]) -> None:
    if gap[:1] == " " and words:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)


@Language.factory(
    "dragoman",
    assigns=["token.pos", "token.lemma", "token.morph", "token.head", "token.dep", "doc.sents", "doc.ents"],
)
def make_component(nlp: Language, name: str) -> "Component":
    """What `nlp.add_pipe("dragoman")` makes; raises ModelError without a language model."""
    return Component(Reader())


class Component:
    """The pipe that holds the ONNX session."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Write what the model says onto each document, in their order."""
        docs = list(docs)
        given = [Given(tuple((t.idx, t.idx + len(t)) for t in doc if not t.is_space)) for doc in docs]
        for doc, parse in zip(docs, self.reader.parse_all([d.text for d in docs], given), strict=True):
            annotate(doc, parse)
            yield doc

    def to_bytes(self, **_: object) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_kw: object) -> "Component":
        return self

    def to_disk(self, *_: object, **_kw: object) -> None:
        return None

    def from_disk(self, *_: object, **_kw: object) -> "Component":
        return self


def annotate(doc: Doc, parse: Parse) -> None:
    """Write a Parse onto a Doc of the same words."""
    tokens = [t for t in doc if not t.is_space]
    heads = [t.i for t in doc]
    deps = ["dep"] * len(doc)
    morphs = [""] * len(doc)
    last = None
    for token in doc:
        if token.is_space:
            heads[token.i] = last if last is not None else (tokens[0].i if tokens else token.i)
        else:
            last = token.i
    for token, word in zip(tokens, parse.words, strict=True):
        token.pos_ = word.pos
        token.lemma_ = word.lemma
        morphs[token.i] = word.feats
        heads[token.i] = token.i if word.head < 0 else tokens[word.head].i
        deps[token.i] = "ROOT" if word.head < 0 else word.dep
    if tokens:
        annotated = Doc(
            doc.vocab,
            words=[t.text for t in doc],
            spaces=[bool(t.whitespace_) for t in doc],
            pos=[t.pos_ if not t.is_space else "SPACE" for t in doc],
            lemmas=[t.lemma_ if not t.is_space else t.text for t in doc],
            morphs=morphs,
            heads=heads,
            deps=deps,
        )
        names: list[int | str] = ["POS", "LEMMA", "MORPH", "HEAD", "DEP"]
        values: Any = annotated.to_array(names)
        doc.from_array(names, values)
    spans = [doc.char_span(m.span.begin, m.span.end, label=m.type) for m in parse.mentions]
    doc.ents = spacy.util.filter_spans([s for s in spans if s is not None])
    doc.user_data[_KEY] = to_json(parse)


def stored_parse(doc: Doc) -> Parse | None:
    """The Parse that `annotate` stored, also after serialisation."""
    data = doc.user_data.get(_KEY)
    return None if data is None else from_json(Parse, data)


def spacy_pipeline() -> Language:
    """A blank English `Language` whose one component is the model."""
    nlp = spacy.blank("en")
    nlp.tokenizer = WordTokenizer(nlp.vocab)
    nlp.add_pipe("dragoman")
    return nlp


def parse_doc(doc: Doc, reader: Reader) -> Parse:
    """A Parse whose words, sentences and syntax are those of another pipeline's Doc, and all else the model's."""
    tokens = [t for t in doc if not t.is_space]
    place = {t.i: n for n, t in enumerate(tokens)}
    has_sentences = doc.has_annotation("SENT_START")
    firsts = (
        tuple(
            place[t.i]
            for s in doc.sents
            for t in [next((t for t in s if not t.is_space), None)]
            if t is not None
        )
        if has_sentences
        else None
    )
    given = Given(tuple((t.idx, t.idx + len(t)) for t in tokens), firsts)
    parse = next(reader.parse_all([doc.text], [given]))
    if not doc.has_annotation("DEP"):
        return parse
    words = []
    for n, (token, word) in enumerate(zip(tokens, parse.words, strict=True)):
        head = place.get(token.head.i, n)
        words.append(
            Word(
                Span(token.idx, token.idx + len(token)),
                token.lemma_ or word.lemma,
                token.pos_ or word.pos,
                str(token.morph) or word.feats,
                -1 if head == n else head,
                "root" if head == n else token.dep_,
                word.sentence,
            )
        )
    return replace(parse, words=tuple(words), model=f"{parse.model}, {doc.lang_} pipeline")
