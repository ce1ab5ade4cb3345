"""The command line: data on standard output, all else on standard error, exit codes that scripts can rely on."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from dragoman import __version__
from dragoman.case.shows import FILTERS, KINDS
from dragoman.cli import app, main
from dragoman.commands import _is_json_lines
from made_coder import use

DOCS = Path(__file__).parents[1] / "docs"


class Run:
    """What one call of the command gave."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: object) -> None:
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        self.code = end.value.code or 0
        self.out, self.err = capsys.readouterr()

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    use(monkeypatch)
    monkeypatch.delenv("DRAGOMAN_CASE", raising=False)
    return lambda *arguments: Run(capsys, *arguments)


@pytest.fixture
def case(tmp_path: Path, run: Any) -> Path:
    saved = tmp_path / "saved"
    saved.mkdir()
    for town in ("Marsa", "Tell"):
        (saved / f"{town}.txt").write_text(
            f"Jets bombed {town}, residents said, and the road to it was closed.\n"
        )
    path = tmp_path / "case.duckdb"
    assert run("read", saved, "--case", path).code == 0
    return path


def test_reading_tells_what_was_done_on_standard_error(tmp_path: Path, case: Path, run: Any) -> None:
    again = run("read", tmp_path / "saved", "--case", case)
    assert again.out == ""
    assert "0 new documents from 2 files (2 unchanged since the last run)" in again.err
    summary = run("read", tmp_path / "saved", "--case", case, "--json")
    assert summary.records[0]["unchanged"] == 2
    assert summary.err == ""


def test_a_refused_file_is_named_with_its_cure_and_the_exit_code_says_so(
    tmp_path: Path, case: Path, run: Any
) -> None:
    (tmp_path / "saved" / "empty.txt").write_bytes(b"")
    (tmp_path / "saved" / "New.txt").write_text(
        "Jets bombed Dorn, residents said, and the road to it was closed.\n"
    )
    done = run("read", tmp_path / "saved", "--case", case)
    assert done.code == 1
    assert re.search(r"not read: .*empty\.txt: empty; leave it out", done.err)
    assert "1 new document from 4 files" in done.err


def test_lines_are_shown_as_a_table_or_as_json(case: Path, run: Any) -> None:
    table = run("show", "events", "--case", case)
    assert "ASSAULT" in table.out
    assert "Marsa" in table.out
    records = run("show", "events", "--case", case, "--json", "--recipient", "marsa").records
    assert [record["recipients"] for record in records] == [["Marsa"]]
    limited = run("show", "events", "--case", case, "-n", 1)
    assert "1 of 2 events; for all: --limit 0" in limited.err
    nothing = run("show", "events", "--case", case, "--type", "AID")
    assert (nothing.code, nothing.out) == (0, "")
    assert "no events with these filters" in nothing.err


def test_markup_in_a_text_is_shown_as_it_is(tmp_path: Path, run: Any) -> None:
    (tmp_path / "a.txt").write_text(
        "[bold]Jets bombed Marsa[/bold], residents said [/], and the road was closed.\n"
    )
    run("read", tmp_path / "a.txt", "--case", tmp_path / "c.duckdb")
    assert "[bold]Jets" in run("show", "documents", "--case", tmp_path / "c.duckdb").out + run(
        "explain", run("show", "events", "--case", tmp_path / "c.duckdb", "--json").records[0]["id"], "--case",
        tmp_path / "c.duckdb").out  # fmt: skip


def test_a_line_is_explained_reviewed_and_exported(tmp_path: Path, case: Path, run: Any) -> None:
    first, second = (record["id"] for record in run("show", "events", "--case", case, "--json").records)
    assert "why: one rule" in run("explain", first[:8], "--case", case).out
    assert run("review", "reject", first, "--by", "Ada", "--note", "a film", "--case", case).code == 0
    corrected = run("review", "correct", second, "--by", "Ada", "--set", "status=negated", "--case", case)
    assert 'status: "asserted" → "negated"' in corrected.err
    explained = run("explain", first, "--case", case).out
    assert "reject by Ada" in explained
    assert "a film" in explained
    assert (
        json.loads(run("explain", first, "--case", case, "--json").out)["reviews"][0]["review"]["note"]
        == "a film"
    )
    lines = run("export", "--case", case, "--format", "jsonl", "-o", "-").records
    events = [event for line in lines for event in line["events"]]
    assert [(event["status"], event["review"]) for event in events] == [
        ("negated", {"decision": "correct", "by": "Ada"})
    ]
    assert run("export", "--case", case, "--format", "jsonl", "-o", tmp_path / "out.jsonl").code == 0
    assert [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()] == lines
    assert run("export", "--case", case, "--format", "csv", "-o", tmp_path / "csv").code == 0
    assert "negated" in (tmp_path / "csv" / "events.csv").read_text()
    assert run("export", "--case", case, "--format", "csv", "-o", "-").code == 2


def test_the_report_is_written(tmp_path: Path, case: Path, run: Any) -> None:
    assert run("report", "--case", case, "-o", tmp_path / "report.html").code == 0
    assert "Jets" in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        pytest.param(["show", "wizards", "--case", "{case}"], 2, "there are documents", id="no such kind"),
        pytest.param(["show", "documents", "--case", "{case}", "--speaker", "x"], 2, "does not go with", id="filter"),
        pytest.param(["show", "events", "--case", "{case}x"], 1, "there is no such case", id="no such case"),
        pytest.param(["show", "events"], 2, "--case", id="no case named"),
        pytest.param(["explain", "zzz", "--case", "{case}"], 1, "no line", id="no such line"),
        pytest.param(["read", "--case", "{case}"], 2, "nothing to read", id="nothing to read"),
        pytest.param(["read", "x", "--case", "{case}", "--date", "soon"], 2, "not a date", id="no date"),
        pytest.param(["review", "accept", "zzz", "--by", "A", "--case", "{case}"], 1, "no line", id="review nothing"),
        pytest.param(["review", "correct", "zzz", "--by", "A", "--set", "x", "--case", "{case}"], 2, "field and its value", id="set"),
        pytest.param(["code", "x", "--codebook", "nowhere"], 2, "no such folder", id="no codebook"),
        pytest.param(["code", "{case}/missing.txt"], 1, "missing.txt", id="nothing to code"),
        pytest.param(["show", "events", "--case", "{case}", "--status", "sure"], 2, "asserted, negated", id="no such status"),
        pytest.param(["evaluate", "events", "{case}.jsonl"], 1, "No such file", id="no gold"),
        pytest.param(["wizardry"], 2, "No such command", id="no such command"),
        pytest.param(["report", "--case", "{case}", "-o", "/nowhere/x.html"], 1, "cannot be written", id="no folder"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_message(
    case: Path, run: Any, arguments: list[str], code: int, says: str
) -> None:
    done = run(*(argument.replace("{case}", str(case)) for argument in arguments))
    assert done.code == code
    assert says in done.err
    assert done.out == ""
    assert "Traceback" not in done.err
    assert "coded 0 events" not in done.err


@pytest.mark.parametrize(
    ("arguments", "found", "says"),
    [
        pytest.param(["--type", "WAR"], 0, "'WAR' is no type of the events of this case; types in it: ASSAULT", id="type"),
        pytest.param(["--type", "assault,WAR"], 2, "'WAR' is no type", id="one of several types"),
        pytest.param(["--mode", "moonlit"], 0, "'moonlit' is no mode", id="mode"),
        pytest.param(["--type", "AID"], 0, "", id="a type of the ontology that the case does not have"),
    ],
)  # fmt: skip
def test_a_type_that_nobody_knows_is_said_beside_the_lines(
    case: Path, run: Any, arguments: list[str], found: int, says: str
) -> None:
    done = run("show", "events", "--case", case, "--json", *arguments)
    assert (done.code, len(done.records)) == (0, found)
    assert says in done.err
    assert ("is no" in done.err) == bool(says)


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
def test_gold_records_come_from_standard_input_too(
    run: Any, monkeypatch: pytest.MonkeyPatch, pack: Any
) -> None:
    def evaluate(*lines: dict[str, Any]) -> Run:
        data = pack("\n".join(map(json.dumps, lines)).encode())
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return run("evaluate", "events", "-")

    bombing = {"type": "ASSAULT", "trigger": "bombed", "actors": ["Jets"], "recipients": ["Marsa"]}
    done = evaluate({"text": "Jets bombed Marsa.", "events": [bombing]})
    assert done.code == 0
    assert "typed trigger" in done.out
    done = evaluate(
        {"text": "Nothing."}, {"text": "Jets bombed Marsa.", "events": [bombing | {"trigger": "shelled"}]}
    )
    assert done.code == 1
    assert "standard input" in done.err
    assert ":2: phrase 'shelled' is not in the text" in done.err


def test_json_lines_are_coded_in_order_and_faulty_ones_named(tmp_path: Path, run: Any) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_text(
        '{"id": 7, "text": "Jets bombed Marsa."}\n{broken\n{"id": "x", "text": "Nothing.", "date": "2017-01-23"}\n'
    )
    done = run("code", lines)
    assert done.code == 1
    assert [(record["id"], record["text"]) for record in done.records] == [
        (7, "Jets bombed Marsa."),
        ("x", "Nothing."),
    ]
    assert done.records[1]["date"] == "2017-01-23"
    assert re.search(r"line 2: .*in\.jsonl:2: is not JSON", done.err)
    assert "coded 1 event in 2 documents; 1 passage not coded" in done.err


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        pytest.param(b'{"text": "a"}', True, id="one line without an end"),
        pytest.param(b'\xef\xbb\xbf{"text": "a"}\n', True, id="byte order mark"),
        pytest.param(b'rubbish\n{"text": "a"}\n{"text": "b"}\n', True, id="a faulty first line"),
        pytest.param(b'{"id": 1}\n', True, id="no text is a fault of the line"),
        pytest.param(b'{"text": "' + b"x" * 9000, True, id="one long line, cut"),
        pytest.param(b'{\n "text": "a"\n}\n', False, id="one object over several lines"),
        pytest.param(b"An article.\n", False, id="plain text"),
        pytest.param(b"", False, id="nothing"),
    ],
)
def test_json_lines_are_told_by_what_they_hold(head: bytes, lines: bool) -> None:
    assert _is_json_lines(head) == lines


def test_any_other_file_is_read_and_coded(tmp_path: Path, run: Any) -> None:
    (tmp_path / "a.txt").write_text("Jets bombed Marsa, residents said, and the road to it was closed.\n")
    (record,) = run("code", tmp_path / "a.txt").records
    assert record["file"].endswith("a.txt")
    assert record["events"][0]["type"] == "ASSAULT"


def command(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from dragoman.cli import main; main()", *arguments],
        capture_output=True, text=True, check=False, **options,
    )  # fmt: skip


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys; from dragoman.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'duckdb', 'pyarrow', 'polars', 'spacy', 'onnxruntime', 'numpy', 'trafilatura'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "dragoman read FOLDER" in done.stdout


def test_version() -> None:
    assert command("--version").stdout == f"dragoman {__version__}\n"


def test_a_reader_that_goes_away_ends_the_command_quietly(case: Path) -> None:
    line = f"{sys.executable} -c 'from dragoman.cli import main; main()' show events --case {case} --json | head -c 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ,
    )
    assert done.stderr == ""


def commands() -> list[str]:
    names = [str(each.name or each.callback.__name__) for each in app.registered_commands if each.callback]
    for group in app.registered_groups:
        assert group.typer_instance is not None
        names += [f"{group.name} {each.name}" for each in group.typer_instance.registered_commands]
    return names


@pytest.mark.parametrize("name", commands())
def test_every_command_has_help_with_an_example_and_a_place_in_the_docs(name: str, run: Any) -> None:
    shown = run(*name.split(), "--help")
    assert shown.code == 0
    assert "Example" in shown.out
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    first, *rest = name.split()
    assert f"## dragoman {first}\n" in text
    assert all(f"`{word}`" in text or f"{first} {word}" in text for word in rest)


def test_every_kind_and_filter_is_documented() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    for name in KINDS:
        assert f"`{name}`" in text
    for name in FILTERS:
        assert f"`--{name}`" in text
