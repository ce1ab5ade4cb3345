"""From Python: what is public is documented, and every table comes out in every shape."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import dragoman
from dragoman.api import Case, Table
from made_coder import use


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    use(monkeypatch)
    (tmp_path / "a.txt").write_text(
        "Jets bombed Marsa, <b>residents</b> said, and the road to it was closed.\n"
    )
    case = dragoman.open(tmp_path / "case.duckdb")
    case.read(tmp_path / "a.txt", date="2017-01-23")
    return case


def test_a_table_comes_out_as_polars_pandas_arrow_and_dicts(case: Case) -> None:
    events = case.events(type="ASSAULT")
    assert len(events) == 1
    assert events.rows()[0]["recipients"] == ["Marsa"]
    assert events.pl()["type"].to_list() == ["ASSAULT"]
    assert events.arrow()["type"].to_pylist() == ["ASSAULT"]
    assert events.relation.filter("status = 'negated'").fetchall() == []
    pytest.importorskip("pandas")
    assert list(events.df()["type"]) == ["ASSAULT"]


def test_every_table_opens(case: Case) -> None:
    for name in [
        "documents",
        "events",
        "attributions",
        "actors",
        "places",
        "ties",
        "incidents",
        "contradictions",
        "refused",
        "uncoded",
    ]:
        table = getattr(case, name)()
        assert isinstance(table, Table)
        assert table.relation.columns
        assert "rows" in repr(table)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        pytest.param("SELEC 1", 'near "SELEC"', id="no SQL"),
        pytest.param("SELECT * FROM event", "Table with name event does not exist", id="no such table"),
        pytest.param(
            "SELECT CAST(type AS INTEGER) FROM events", "'ASSAULT' to INT32", id="only when it runs"
        ),
        pytest.param("-- all events", "ask for lines with SELECT", id="a remark alone"),
    ],
)
def test_a_query_that_does_not_run_says_why_and_where_the_tables_are_written_down(
    case: Case, query: str, says: str
) -> None:
    with pytest.raises(dragoman.DragomanError, match=says) as caught:
        case.sql(query).rows()
    assert "docs/case.md" in str(caught.value) or "SELECT" in str(caught.value)


def test_notebooks_show_text_as_text(case: Case) -> None:
    shown = case.table("documents")._repr_html_() + case.sql("SELECT text FROM documents")._repr_html_()
    assert "&lt;b&gt;residents" in shown
    assert "<b>" not in shown
    assert "documents" in case._repr_html_()
    assert "1 documents" in repr(case)


def test_a_decision_and_its_explanation(case: Case) -> None:
    (event,) = case.events()
    case.review(event["id"], "reject", by="Ada")
    assert len(case.events()) == 0
    assert case.explain(event["id"]).reviews[0].review.by == "Ada"
    assert [coded.events for coded in case.coded()] == [()]


def test_a_report_is_written(case: Case, tmp_path: Path) -> None:
    case.report(tmp_path / "report.html")
    assert (tmp_path / "report.html").stat().st_size > 1000


def test_one_text_gives_one_record_and_several_give_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch)
    coded = dragoman.code("Jets bombed Marsa.", date="2017-01-23")
    assert [event.type for event in coded.events] == ["ASSAULT"]
    assert len(dragoman.code(["Jets bombed Marsa.", "Nothing."])) == 2
    with pytest.raises(dragoman.DragomanError, match="2017-01-23"):
        dragoman.code("x", date="soon")


def test_every_public_name_is_documented() -> None:
    text = (Path(__file__).parents[1] / "docs" / "commands.md").read_text(encoding="utf-8")
    for name in dragoman.__all__:
        assert f"`{name}`" in text or f"dragoman.{name}" in text, name
    for name in vars(Case):
        if not name.startswith("_") and name != "close":
            assert f"`{name}`" in text or f"case.{name}" in text or f"`{name}(kind)`" in text, name


def test_importing_loads_nothing_heavy() -> None:
    import subprocess

    program = (
        "import dragoman, sys; assert not {'duckdb', 'numpy', 'spacy', 'onnxruntime'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
