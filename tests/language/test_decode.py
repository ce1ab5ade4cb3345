"""Decoding: trees have one root, tags fit together, spans never cross."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language import decode
from dragoman.language.trees import heads_of_sentence


@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_heads_form_a_tree_with_one_root(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n)).astype(np.float32)
    heads = heads_of_sentence(scores)
    assert sum(h == i for i, h in enumerate(heads)) == 1
    for i in range(n):
        at, steps = i, 0
        while heads[at] != at:
            at, steps = heads[at], steps + 1
            assert steps <= n


def test_a_clear_tree_is_kept() -> None:
    scores = np.full((4, 4), -5.0, np.float32)
    for word, head in enumerate([1, 1, 3, 1]):
        scores[word, head] = 5.0
    assert heads_of_sentence(scores) == [1, 1, 3, 1]


@given(st.integers(1, 4), st.integers(1, 30), st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_best_tags_fit_together(rows: int, n: int, kinds: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(rows, n, 1 + 2 * kinds)).astype(np.float32) * 3
    for tags in decode.best_tags(decode.log_softmax(scores)).tolist():
        last = 0
        for tag in tags:
            if tag and tag % 2 == 0:
                assert last in (tag, tag - 1)
            last = tag


def test_best_tags_are_the_best_path() -> None:
    scores = np.log(np.array([[[0.5, 0.4, 0.1], [0.2, 0.1, 0.7], [0.9, 0.05, 0.05]]], np.float32))
    assert decode.best_tags(scores).tolist() == [[1, 2, 0]]


def test_runs() -> None:
    assert decode.runs([0, 1, 2, 2, 1, 0, 4, 3], 2) == [[(1, 3), (4, 4)], [(6, 6), (7, 7)]]


@given(st.integers(2, 40), st.integers(0, 2**32 - 1))
def test_antecedents_stand_before(n: int, seed: int) -> None:
    from dragoman.language.network import Pair

    rng = np.random.default_rng(seed)
    make = lambda *shape: rng.normal(size=shape).astype(np.float32)  # noqa: E731
    pair = Pair(make(33, 8), make(8, 1), make(1))
    kinds = rng.integers(0, 7, size=n)
    found = decode.antecedents(make(n, 8), make(n, 8), np.arange(n) * 3, kinds, kinds > 0, pair)
    assert found[0] == -1
    assert all(-1 <= a < i for i, a in enumerate(found))
