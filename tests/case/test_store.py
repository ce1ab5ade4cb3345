"""A case gives back what it was given, once and whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from made_codings import coded, codings, document

from dragoman.case import schema
from dragoman.case.store import Batch, CopiedPassage, Duplicate, FileRead, Links, Store
from dragoman.errors import CaseError
from dragoman.records import CodedDocument, Contradiction, Incident, Refused, Span


def keep(store: Store, *codings: CodedDocument) -> None:
    new = [each.document for each in codings if each.document.id not in store.document_ids()]
    store.commit(Batch(documents=new, coded=list(codings)))


@settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(codings(), min_size=1, max_size=3, unique_by=lambda coded: coded.document.id))
def test_storing_a_coding_and_reading_it_back_changes_nothing(written: list[CodedDocument]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "case.duckdb") as store:
        keep(store, *written)
        assert list(store.documents()) == [each.document for each in written]
        assert list(store.coded(coder=written[0].coder)) == written
        assert list(store.coded()) == written, (
            "with no decision of a person, what counts is what the machine said"
        )


def test_coding_again_with_the_same_coder_replaces_and_doubles_nothing(path: Path) -> None:
    with Store(path) as store:
        keep(store, coded())
        keep(store, coded(ties=()))
        assert list(store.coded()) == [coded(ties=())]
        assert store.value("SELECT count(*) FROM events") == 1
        assert store.value("SELECT count(*) FROM codings") == 1


def test_codings_of_an_older_coder_stay_for_comparison(path: Path) -> None:
    with Store(path) as store:
        keep(store, coded("dragoman 1 (en 1)"))
        keep(store, coded("dragoman 2 (en 2)", events=()))
        assert [each.events for each in store.coded()] == [()]
        assert list(store.coded(coder="dragoman 1 (en 1)")) == [coded("dragoman 1 (en 1)")]
        assert store.rows("SELECT coder, current FROM codings ORDER BY coder") == [
            {"coder": "dragoman 1 (en 1)", "current": False},
            {"coder": "dragoman 2 (en 2)", "current": True},
        ]


def test_a_transaction_that_fails_leaves_nothing_behind(path: Path) -> None:
    good, bad = coded(), coded("dragoman 2")
    with Store(path) as store:
        with pytest.raises(Exception, match="int"):
            store.commit(Batch(documents=[good.document], coded=[good], files=[
                FileRead("a.txt", "many", 1, None, "", 1, 0)]))  # type: ignore[arg-type]  # fmt: skip
        assert store.document_ids() == set()
        keep(store, bad)
        assert list(store.coded()) == [bad]


def test_what_a_killed_process_had_committed_is_there_and_the_rest_is_not(path: Path) -> None:
    program = textwrap.dedent(f"""
        import os, signal, sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from made_codings import coded, document
        from dragoman.case.store import Batch, Store
        store = Store({str(path)!r})
        one = coded()
        store.commit(Batch(documents=[one.document], coded=[one]))
        store.connection.execute("BEGIN")
        store._insert("refused", [dict(file="f", path="p", reason="r", cure="c", bytes=1)])
        os.kill(os.getpid(), signal.SIGKILL)
    """)
    ended = subprocess.run([sys.executable, "-c", program], check=False)
    assert ended.returncode == -signal.SIGKILL
    with Store(path, read_only=True) as store:
        assert list(store.coded()) == [coded()]
        assert store.value("SELECT count(*) FROM refused") == 0
    with Store(path) as store:
        assert list(store.coded()) == [coded()]


def test_a_second_process_gets_a_clear_message(path: Path) -> None:
    program = textwrap.dedent(f"""
        from dragoman.case.store import Store
        from dragoman.errors import CaseError
        try: Store({str(path)!r})
        except CaseError as error: print(error)
    """)
    with Store(path):
        said = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout
    assert f"in use by process {os.getpid()}" in said
    assert "one process at a time" in said


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"hello", "not a case", id="not a DuckDB file"),
        pytest.param(None, "there is no such case", id="no file"),
    ],
)
def test_what_is_no_case_is_told_apart(path: Path, content: bytes | None, says: str) -> None:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CaseError, match=says):
        Store(path, read_only=True)


def test_another_duckdb_file_is_left_as_it_is(path: Path) -> None:
    import duckdb

    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE mine (a INTEGER)")
    with pytest.raises(CaseError, match="not a case"):
        Store(path)
    with duckdb.connect(str(path)) as other:
        assert other.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("mine",)]


def test_a_case_of_a_newer_version_says_so(path: Path) -> None:
    with Store(path) as store:
        store.set_meta("schema_version", "99")
    with pytest.raises(CaseError, match=r"newer dragoman .* bring dragoman up to date"):
        Store(path)


def test_a_case_of_an_older_version_is_brought_up_to_date(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(path) as store:
        keep(store, coded())
    monkeypatch.setattr(schema, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
    monkeypatch.setattr(
        schema, "MIGRATIONS", {schema.SCHEMA_VERSION - 1: ("ALTER TABLE refused ADD COLUMN page INTEGER",)}
    )
    with Store(path, read_only=True) as store:
        assert list(store.coded()) == [coded()]
        assert store.value("SELECT count(page) FROM refused") == 0
        assert store.meta("schema_version") == str(schema.SCHEMA_VERSION)


def test_an_older_version_without_a_way_up_says_what_to_do(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(path):
        pass
    monkeypatch.setattr(schema, "SCHEMA_VERSION", 7)
    with pytest.raises(CaseError, match="read the files again into a new case"):
        Store(path)


def test_files_and_refusals_are_kept(path: Path) -> None:
    file = FileRead("/x/a.pdf", 10, 20, "abc", "{}", 0, 1)
    refused = Refused("a.pdf", "is encrypted", "save it without a password", 10)
    with Store(path) as store:
        store.commit(Batch(refused=[(refused, "/x/a.pdf")], files=[file]))
        store.commit(Batch(refused=[(refused, "/x/a.pdf")], files=[file]))
        assert store.files() == {"/x/a.pdf": file}
        assert store.rows("SELECT * FROM refused") == [
            {"file": "a.pdf", "path": "/x/a.pdf", "reason": "is encrypted", "cure": "save it without a password",
             "bytes": 10}
        ]  # fmt: skip


def test_links_are_replaced_as_a_whole(path: Path) -> None:
    links = Links(
        incidents=(
            Incident("i1", "ASSAULT", ("e1", "e2"), ("d1", "d2"), 1, differences=("dead: 22 or 30",)),
        ),
        contradictions=(Contradiction("c1", "numbers", "e1", "e2", "i1", "22 or 30 dead", 0.5),),
        duplicates=(Duplicate("d1", "d1", 1.0), Duplicate("d2", "d1", 0.9)),
        passages=(CopiedPassage("d1", Span(0, 3), "d2", Span(4, 7)),),
    )
    with Store(path) as store:
        keep(store, coded())
        assert store.links_are_stale
        store.replace_links(Links())
        store.replace_links(links)
        assert store.links() == links
        assert not store.links_are_stale
        keep(store, coded("dragoman 2"))
        assert store.links_are_stale


def test_every_table_and_column_is_explained_inside_the_file(path: Path) -> None:
    with Store(path) as store:
        silent = store.rows(
            "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() USING (table_name) "
            "WHERE duckdb_columns.comment IS NULL"
        )
        assert silent == []
        for view in schema.VIEWS:
            store.rows(f"SELECT * FROM {view.name}")


def test_offsets_in_sql_count_as_python_does(path: Path) -> None:
    text = "😀 e\u0301tat " + coded().document.text
    doc = document(text)
    with Store(path) as store:
        store.commit(Batch(documents=[doc]))
        at = text.index("bombed")
        assert store.value(f"SELECT substr(text, {at} + 1, 6) FROM documents") == "bombed"
