"""Corpora become examples whose labels stand on the right words."""

import random
from pathlib import Path

import pytest

pytest.importorskip("numpy")

from dragoman.language import labels as L
from training import corpora as C


class OnePiece:
    """A stand-in for WordPiece: every word is one piece."""

    def __call__(self, word: str) -> tuple[int, ...]:
        return (1,)


TREE = """# newdoc id = GUM_news_x
# newpar
1-2	Don't	_	_	_	_	_	_	_	_
1	Do	do	AUX	VBP	VerbForm=Fin	3	aux	_	_
2	n't	not	PART	RB	Polarity=Neg	3	advmod	_	_
3	shell	shell	VERB	VB	VerbForm=Inf	0	root	_	_
4	Marsa	Marsa	PROPN	NNP	Number=Sing	3	obj	_	Entity=(1-place-new-n-cf1-1-coref)|SpaceAfter=No
5	.	.	PUNCT	.	_	3	punct	_	_

1	It	it	PRON	PRP	PronType=Prs	2	nsubj	_	Entity=(1-place-giv-n-cf1-1-coref)
2	burned	burn	VERB	VBD	VerbForm=Fin	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

"""


def test_a_treebank_becomes_windows(tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "x.conllu.gz"
    path.write_bytes(gzip.compress(TREE.encode()))
    documents = C.treebank(path)
    tags = C.TagSets()
    tags.build(documents)
    tags.lists = {k: sorted({"AUX|VerbForm=Fin", *v} if k == "tag" else v) for k, v in tags.lists.items()}
    (example,) = C.treebank_examples(documents, tags.maps(), OnePiece(), random.Random(0), entities=True)
    assert example.words == ["Do", "n't", "shell", "Marsa", ".", "It", "burned", "."]
    assert example.labels["send"] == [0, 0, 0, 0, 1, 0, 0, 1]
    assert example.labels["head"] == [2, 2, 2, 2, 2, 6, 6, 6]
    assert example.labels["ante"] == {3: [], 5: [3]}
    assert list(example.gaps) == [2, 0, 1, 1, 0, example.gaps[5], 1, 0]


def test_spans_snap_outward_to_words() -> None:
    placed = C.Placed("The army didn't fire.")
    assert placed.span(4, 8) == (1, 1)
    assert placed.span(5, 8) == (1, 1)
    assert placed.span(9, 15) == (2, 3)
    assert placed.span(3, 4) is None


def test_attributions_keep_to_their_window() -> None:
    text = "Rebels fled, Karam said.\n\nShe agreed."
    record = {
        "id": "x",
        "text": text,
        "attributions": [{"source": [[13, 18]], "cue": [[19, 23]], "content": [[0, 11]]}],
    }
    (example,) = C.attribution_examples([record], OnePiece(), random.Random(0), shift=False)
    ((anchor, tags),) = example.labels["parts"]
    assert example.words[anchor] == "said"
    assert [L.PART_TAGS[t] for t in tags[:5]] == ["B-content", "I-content", "O", "B-source", "B-cue"]


def test_scripts_give_the_lemma_back() -> None:
    for form, lemma in (
        ("fled", "flee"),
        ("Rebels", "rebel"),
        ("n't", "not"),
        ("Syria", "Syria"),
        ("was", "be"),
        ("NATO", "NATO"),
    ):
        assert L.apply_script(L.make_script(form, lemma), form, "") == lemma


@pytest.mark.parametrize("gap", [-600, -17, -1, 0, 1, 8, 9, 500])
def test_distance_buckets(gap: int) -> None:
    assert 0 <= L.distance_bucket(gap) < L.DISTANCES
    assert L.distance_bucket(gap) - 16 == -(L.distance_bucket(-gap) - 16)


def test_chains_of_an_article_point_back_to_earlier_heads() -> None:
    text = "Ada Lunt resigned. The minister said she was tired."
    record = {"id": "x", "text": text, "chains": [{"spans": [[0, 8], [19, 31], [37, 40]]}]}
    (example,) = C.chain_examples([record], OnePiece(), random.Random(0))
    heads = {example.words[h]: [example.words[a] for a in ante] for h, ante in example.labels["ante"].items()}
    assert heads == {"Lunt": [], "minister": ["Lunt"], "she": ["Lunt", "minister"]}
