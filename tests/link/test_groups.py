"""Pairs join into groups, whatever order they come in."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.link.groups import joined

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)))


def test_what_is_joined_over_others_is_one_group():
    assert joined(6, [(4, 2), (0, 3), (2, 3)]) == [[0, 2, 3, 4], [1], [5]]


@given(PAIRS, st.randoms())
def test_the_order_of_the_pairs_does_not_matter(pairs, random):
    shuffled = [pair[::-1] if random.random() < 0.5 else pair for pair in pairs]
    random.shuffle(shuffled)
    assert joined(10, shuffled) == joined(10, pairs)


@given(PAIRS)
def test_every_number_is_in_one_group(pairs):
    groups = joined(10, pairs)
    assert sorted(n for group in groups for n in group) == list(range(10))
    assert all(any(i in group and j in group for group in groups) for i, j in pairs)
