"""Reading into a case: nothing lost, nothing twice, whatever happens on the way."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from dragoman import pipeline
from dragoman.case import Store
from dragoman.case.reviews import review
from dragoman.case.shows import show
from dragoman.pipeline import FAULT, body_of, check_coded, code_stream, kind_of_reason, read_into_case
from dragoman.read import ReadOptions
from dragoman.records import CodedDocument, Document, Furniture, Mention, Refused, Span
from made_coder import OneRule, use


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    saved = tmp_path / "saved"
    saved.mkdir()
    for name, town in (("a", "Marsa"), ("b", "Tell"), ("c", "Kafra")):
        (saved / f"{name}.txt").write_text(
            f"Reports from the north\n\nOn Tuesday morning Jets bombed {town}, residents of the {town} valley said, and "
            f"the road to {town} was closed until the evening.\n"
        )
    return saved


@pytest.fixture
def coder(monkeypatch: pytest.MonkeyPatch) -> OneRule:
    return use(monkeypatch)


def towns(store: Store) -> list[str]:
    return sorted(row["recipients"][0] for row in show(store, "events"))


def test_what_is_read_is_coded_and_kept(folder: Path, tmp_path: Path, coder: OneRule) -> None:
    with Store(tmp_path / "case.duckdb") as store:
        summary = read_into_case(store, [folder])
        assert (summary.files, summary.documents, summary.events, summary.actors) == (3, 3, 3, {"jets"})
        assert towns(store) == ["Kafra", "Marsa", "Tell"]
        assert not store.links_are_stale


def test_a_second_run_opens_and_codes_nothing(
    folder: Path, tmp_path: Path, coder: OneRule, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path / "case.duckdb") as store:
        read_into_case(store, [folder])
        monkeypatch.setattr("dragoman.read.read_file", lambda *_, **__: pytest.fail("a file was opened"))
        summary = read_into_case(store, [folder])
        assert (summary.files, summary.unchanged, summary.documents, coder.coded) == (3, 3, 0, 3)


def test_only_what_is_new_or_changed_is_coded(folder: Path, tmp_path: Path, coder: OneRule) -> None:
    with Store(tmp_path / "case.duckdb") as store:
        read_into_case(store, [folder])
        os.utime(folder / "a.txt", ns=(1, 1))
        (folder / "b.txt").write_text(
            "Jets bombed Tell again, residents said, and the whole road was closed.\n"
        )
        (folder / "d.txt").write_text(
            "Jets bombed Dorn, residents said, and the whole road to it was closed.\n"
        )
        summary = read_into_case(store, [folder])
        assert (summary.documents, coder.coded) == (2, 5)
        assert store.value("SELECT count(*) FROM documents") == 5, "the older version of b.txt stays"


def test_the_same_article_in_two_files_is_one_document_in_two_places(
    folder: Path, tmp_path: Path, coder: OneRule
) -> None:
    (folder / "z.txt").write_text((folder / "a.txt").read_text())
    with Store(tmp_path / "case.duckdb") as store:
        summary = read_into_case(store, [folder])
        assert (summary.documents, summary.again) == (3, 1)
        assert store.value("SELECT count(*) FROM document_files") == 4


def test_a_date_given_later_reaches_the_documents(folder: Path, tmp_path: Path, coder: OneRule) -> None:
    with Store(tmp_path / "case.duckdb") as store:
        read_into_case(store, [folder])
        summary = read_into_case(store, [folder], ReadOptions(date="2017-01-23"))
        assert (summary.documents, summary.recoded) == (0, 3)
        assert {str(row["published"]) for row in show(store, "documents")} == {"2017-01-23"}
        assert store.value("SELECT count(*) FROM document_files") == 3
        assert [row["number"] for row in show(store, "documents")] == [1, 2, 3]


def test_a_refusal_is_told_kept_and_forgotten_once_mended(
    folder: Path, tmp_path: Path, coder: OneRule
) -> None:
    told: list[Refused] = []
    (folder / "e.txt").write_bytes(b"")
    with Store(tmp_path / "case.duckdb") as store:
        summary = read_into_case(store, [folder], on_refused=told.append)
        assert (summary.refused, len(told)) == (1, 1)
        assert [row["reason"] for row in show(store, "refused")] == ["empty"]
        (folder / "e.txt").write_text(
            "Jets bombed Elba, residents said, and the whole road to it was closed.\n"
        )
        assert read_into_case(store, [folder]).refused == 0
        assert show(store, "refused") == []


def test_a_run_that_is_stopped_goes_on_to_the_same_case(folder: Path, tmp_path: Path, coder: OneRule) -> None:
    for n in range(60):
        (folder / f"n{n:02}.txt").write_text(
            f"Jets bombed Town{n}, residents said, and the road was closed.\n"
        )
    with Store(tmp_path / "whole.duckdb") as whole, Store(tmp_path / "parts.duckdb") as parts:
        read_into_case(whole, [folder])
        runs = 0
        while True:
            runs, limit = runs + 1, coder.coded + 1
            if not read_into_case(
                parts, [folder], should_stop=lambda limit=limit: coder.coded >= limit
            ).stopped:
                break
        assert runs > 1
        assert list(parts.coded()) == list(whole.coded())
        assert parts.links() == whole.links()


def test_recoding_keeps_the_older_coding_and_what_people_decided(
    folder: Path, tmp_path: Path, coder: OneRule, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path / "case.duckdb") as store:
        read_into_case(store, [folder])
        (rejected, *_) = (row["id"] for row in show(store, "events"))
        review(store, rejected, "reject", by="Ada")
        newer = use(monkeypatch, "one rule 2")
        summary = read_into_case(store, [], recode=True)
        assert (summary.recoded, newer.coded) == (3, 3)
        assert len(show(store, "events")) == 2
        assert store.value("SELECT count(*) FROM events WHERE coder = 'one rule 1'") == 3
        assert store.meta("recode_since") is None


def test_recoding_that_was_stopped_does_not_begin_again(
    folder: Path, tmp_path: Path, coder: OneRule, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path / "case.duckdb") as store:
        read_into_case(store, [folder])
        monkeypatch.setattr(pipeline, "_TASK_DOCUMENTS", 1)
        stopped = read_into_case(store, [], recode=True, should_stop=lambda: coder.coded > 3)
        assert (stopped.stopped, stopped.recoded) == (True, 1)
        assert read_into_case(store, [], recode=True).recoded == 2
        assert read_into_case(store, [], recode=True).recoded == 3, (
            "asked for once more, it is done once more"
        )


def test_one_document_with_a_fault_does_not_stop_the_rest(
    folder: Path, tmp_path: Path, coder: OneRule
) -> None:
    (folder / "b.txt").write_text(
        "A crash of the program is made to happen while this text is being read and coded.\n"
    )
    with Store(tmp_path / "case.duckdb") as store:
        summary = read_into_case(store, [folder])
        assert (summary.documents, summary.events, summary.faults) == (3, 2, 1)
        assert summary.uncoded[FAULT] == 1


def test_progress_is_told_and_ends_complete(folder: Path, tmp_path: Path, coder: OneRule) -> None:
    told: list[tuple[int, int, int]] = []
    with Store(tmp_path / "case.duckdb") as store:
        read_into_case(
            store, [folder], on_progress=lambda p: told.append((p.files, p.files_total, p.documents))
        )
    assert told[0] == (0, 3, 0)
    assert told[-1] == (3, 3, 3)


def test_items_come_back_in_order_with_or_without_documents(coder: OneRule) -> None:
    items = [(n, Document(f"d{n}", "x" * 900) if n % 3 else None) for n in range(100)]
    assert [(key, coded and coded.document) for key, coded in code_stream(iter(items), workers=0)] == items


@given(st.text(max_size=80), st.data())
def test_blanking_furniture_keeps_every_offset_and_line_end(text: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pieces = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False) if a < b]
    body = body_of(Document("d", text, furniture=tuple(Furniture(span, "share") for span in pieces)))
    assert len(body) == len(text)
    for at, (was, now) in enumerate(zip(text, body, strict=True)):
        blanked = any(span.begin <= at < span.end for span in pieces) and was not in "\r\n"
        assert now == (" " if blanked else was)


def test_a_span_outside_the_text_is_a_fault() -> None:
    coded = CodedDocument(Document("d", "abc"), "c", mentions=(Mention(Span(2, 9), "Person"),))
    with pytest.raises(ValueError, match="does not lie in"):
        check_coded(coded)


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("not sure enough that it is AGREE (0.44)", "not sure enough that it is AGREE"),
        ("dealing with something ('deal', types/AGREE.yaml:33)", "dealing with something"),
        ("what is 'rejected' is not a second event", "what is … is not a second event"),
        (f"{FAULT}: KeyError: 'x' (a.py:3); please report it", FAULT),
    ],
)
def test_reasons_are_counted_without_their_particulars(reason: str, kind: str) -> None:
    assert kind_of_reason(reason) == kind


def test_a_language_other_than_english_is_kept_and_said_to_be_not_coded() -> None:
    coder = pipeline.Coder()
    german = Document("d", "Kampfflugzeuge haben am Dienstag einen Markt bombardiert.", language="de")
    (coded,) = coder.code([german])
    assert coded.events == ()
    assert "only English is coded" in coded.uncoded[0].reason
