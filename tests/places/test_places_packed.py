"""The packed files give back what was put in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import DragomanError
from dragoman.places.packed import Names, read_columns, write_columns, write_names

NAMES = st.text(st.characters(exclude_characters="\n\t", exclude_categories=["Cs"]), min_size=1, max_size=12)
ROWS = st.lists(st.integers(0, 64**3 - 1), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(names=st.dictionaries(NAMES, ROWS, min_size=1, max_size=600), other=NAMES)
def test_every_name_means_its_rows_and_no_other_name_does(
    tmp_path_factory: pytest.TempPathFactory, names: dict[str, list[int]], other: str
) -> None:
    path = tmp_path_factory.mktemp("packed") / "names.bin"
    write_names(path, names)
    found = Names(path)
    assert all(found.rows(name) == sorted(set(rows)) for name, rows in names.items())
    assert found.rows(other) == sorted(set(names.get(other, [])))


def test_a_row_that_does_not_fit_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        write_names(tmp_path / "names.bin", {"far": [64**3]})


def test_columns_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "towns.bin"
    write_columns(path, {"lat": np.array([-1, 2], np.int32)}, {"name": ["Al Bāb", ""]})
    columns, words = read_columns(path)
    assert columns["lat"].tolist() == [-1, 2]
    assert [words["name"][0], words["name"][1], *words["name"], len(words["name"])] == [
        "Al Bāb",
        "",
        "Al Bāb",
        "",
        2,
    ]


def test_a_damaged_file_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "names.bin").write_bytes(b"\xff\xff")
    with pytest.raises(DragomanError, match="install dragoman again"):
        Names(tmp_path / "names.bin")
