"""Hostile inputs: each gives one line with reason and cure, none crashes, hangs or stops the others."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from made_inputs import BODY, READ, REFUSED, article_page, bomb, pdf, warc, zipped

from dragoman.read import ReadOptions, read_bytes, read_paths
from dragoman.records import Document, Refused


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_once_with_reason_and_cure(name: str) -> None:
    (refused,) = read_bytes(REFUSED[name](), "saved/file.txt")
    assert isinstance(refused, Refused)
    assert refused.file.startswith("saved/file.txt")
    assert refused.reason
    assert refused.cure
    assert "\n" not in refused.file + refused.reason + refused.cure


def test_there_are_sixty_hostile_inputs_at_least() -> None:
    assert len(REFUSED) >= 60


@pytest.mark.parametrize("name", READ)
def test_odd_inputs_are_read_all_the_same(name: str) -> None:
    records = read_bytes(READ[name](), "file.txt")
    assert records
    for record in records:
        assert isinstance(record, Document), record
        assert record.text
        record.text.encode()


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    for number, name in enumerate(REFUSED):
        if "limit" not in name:
            (tmp_path / f"{number:03}.txt").write_bytes(REFUSED[name]())
    (tmp_path / "good.txt").write_text(BODY)
    records = list(read_paths([tmp_path]))
    assert [record.file for record in records if isinstance(record, Document)] == [str(tmp_path / "good.txt")]
    assert len(records) == len(list(tmp_path.iterdir()))


def test_the_good_members_of_an_archive_are_read_beside_the_bad() -> None:
    data = zipped(
        [("a.txt", BODY.encode()), ("b.png", b"\x89PNG1234"), ("../c.txt", BODY.encode()), ("d.txt", b"")]
    )
    records = read_bytes(data, "a.zip")
    assert sorted((record.file or "", type(record).__name__) for record in records) == [
        ("a.zip!../c.txt", "Refused"),
        ("a.zip!a.txt", "Document"),
        ("a.zip!b.png", "Refused"),
        ("a.zip!d.txt", "Refused"),
    ]


def test_nothing_of_an_archive_is_read_after_a_bomb_in_it() -> None:
    records = read_bytes(zipped([("a.zip", bomb()), ("b.txt", BODY.encode())]), "x.zip")
    assert [type(record) for record in records] == [Refused]


def test_a_warc_that_breaks_off_gives_what_stands_before_the_break() -> None:
    pages = [
        (f"https://post.example/{n}", "text/html", article_page(title=f"Talks, day {n}").encode())
        for n in (1, 2)
    ]
    data = warc(pages, packed=False)
    first, last = (
        read_bytes(data[: len(data) - 400], "a.warc")[0],
        read_bytes(warc(pages)[:-200], "a.warc.gz")[-1],
    )
    assert isinstance(first, Document)
    assert isinstance(last, Refused)


def test_a_parser_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.read import guard

    monkeypatch.setattr(guard, "_work_of", lambda pid: None)
    (refused,) = read_bytes(pdf(BODY, pages=250), "slow.pdf", ReadOptions(seconds=0.01))
    assert isinstance(refused, Refused)
    assert "seconds" in refused.reason
    (document,) = read_bytes(pdf(BODY), "next.pdf")
    assert isinstance(document, Document)


def test_a_file_over_the_limit_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(3_000_000_000)
    (refused,) = read_paths([path])
    assert isinstance(refused, Refused)
    assert "--max-bytes" in refused.cure
    assert refused.bytes == 3_000_000_000


def test_pipes_devices_and_sockets_are_refused_without_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(tmp_path)
        listening.bind("socket")
        records = list(read_paths([tmp_path, "/dev/null"]))
    assert all(isinstance(record, Refused) for record in records)
    assert len(records) == 3


def test_links_that_lead_nowhere_or_back_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "good.txt").write_text(BODY)
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to("self")
    (tmp_path / "a" / "gone").symlink_to("nowhere")
    reasons = {Path(r.file).name: r.reason for r in read_paths([tmp_path]) if isinstance(r, Refused)}
    assert reasons == {
        "up": "a symbolic link that leads back to a folder above it",
        "self": "a symbolic link that leads to itself",
        "gone": "a symbolic link to a file that is not there",
    }


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY)
    real = os.open

    def denied(name: str, *rest: int) -> int:
        if name == str(path):
            raise PermissionError(13, "Permission denied")
        return real(name, *rest)

    # The superuser, who runs tests in containers, may read everything; so the refusal is played.
    monkeypatch.setattr(os, "open", denied)
    (refused,) = read_paths([path])
    assert isinstance(refused, Refused)
    assert "permission" in refused.reason


def test_a_name_that_is_no_text_is_read_and_shown(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/bad\xff\nname.txt"
    with open(raw, "wb") as stream:  # noqa: PTH123
        stream.write(BODY.encode())
    (document,) = read_paths([tmp_path])
    assert isinstance(document, Document)
    assert document.file is not None
    assert "\n" not in document.file
    document.file.encode()
