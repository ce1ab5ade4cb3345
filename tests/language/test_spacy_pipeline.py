"""The spaCy side: Doc, serialisation, another pipeline in our place."""

import spacy
from spacy.tokens import Doc

from dragoman.language import load_reader, parse
from dragoman.language.pipeline import parse_doc, spacy_pipeline, stored_parse

TEXT = "Rebels don't hold  the town.\n\nThe army took it on Monday, state media said."


def test_a_doc_holds_the_text_and_the_parse() -> None:
    nlp = spacy_pipeline()
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert stored_parse(doc) == parse(TEXT)
    assert len(list(doc.sents)) == 2
    assert [t.pos_ for t in doc if not t.is_space] == [w.pos for w in parse(TEXT).words]


def test_a_doc_survives_serialisation() -> None:
    nlp = spacy_pipeline()
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert stored_parse(again) == stored_parse(doc)


def test_another_pipeline_can_cut_words_and_sentences() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    doc = nlp("Rebels shelled Marsa. The army fled.")
    found = parse_doc(doc, load_reader())
    assert [doc.text[w.span.begin : w.span.end] for w in found.words] == [t.text for t in doc]
    assert len(found.sentences) == 2
