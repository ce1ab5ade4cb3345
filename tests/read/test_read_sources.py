"""Files and folders: order, what is passed over, memory, standard input."""

from __future__ import annotations

import io
from pathlib import Path

from made_inputs import BODY, article_page, json_lines

from dragoman.read import ReadOptions, count_inputs, read_paths
from dragoman.records import Document, Refused


def names(records: object) -> list[str]:
    return [Path(record.file or "").name for record in records]  # type: ignore[attr-defined]


def test_files_come_in_the_order_of_their_names_folders_last(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "z/1.txt", "c/2.txt", "c/1.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BODY)
    found = [str(Path(record.file or "").relative_to(tmp_path)) for record in read_paths([tmp_path])]
    assert found == ["a.txt", "b.txt", "c/1.txt", "c/2.txt", "z/1.txt"]
    assert count_inputs([tmp_path]) == 5


def test_a_missing_path_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    missing, read = read_paths([tmp_path / "none.txt", tmp_path / "a.txt"])
    assert isinstance(missing, Refused)
    assert missing.reason == "no such file or folder"
    assert isinstance(read, Document)


def test_the_pictures_a_browser_saved_with_a_page_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "Talks.html").write_text(article_page())
    (tmp_path / "Talks_files").mkdir()
    (tmp_path / "Talks_files" / "logo.png").write_bytes(b"\x89PNG")
    (tmp_path / "other_files").mkdir()
    (tmp_path / "other_files" / "a.txt").write_text(BODY)
    (tmp_path / ".DS_Store").write_bytes(b"\x00\x00\x00\x01")
    assert names(read_paths([tmp_path])) == ["Talks.html", "a.txt"]


def test_standard_input_is_read_by_its_content(tmp_path: Path) -> None:
    (document,) = read_paths(["-"], stdin=io.BytesIO(json_lines({"id": "1", "text": BODY})))
    assert isinstance(document, Document)
    assert document.file == "-!1"
    (refused,) = read_paths(["-"], ReadOptions(max_bytes=10), stdin=io.BytesIO(BODY.encode()))
    assert isinstance(refused, Refused)


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    for number in range(50):
        (tmp_path / f"{number:02}.txt").write_text(BODY)
    records = read_paths([tmp_path])
    next(records)
    (tmp_path / "30.txt").unlink()
    assert sum(isinstance(record, Refused) for record in records) == 1


def test_a_file_that_vanishes_or_is_given_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY)
    assert len(list(read_paths([path, path, str(path)]))) == 1


def test_a_fault_in_one_encoding_is_told_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfeabc")
    (refused,) = read_paths([tmp_path])
    assert isinstance(refused, Refused)
    assert refused.file.endswith("a.txt")
    assert "utf-16" in refused.reason
