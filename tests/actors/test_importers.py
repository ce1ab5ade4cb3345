"""PETRARCH dictionaries and Wikidata dumps become actor files that load."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.actors import load_knowledge
from dragoman.actors.importers import import_actors, petrarch_actors, wikidata_actors, write_actors
from dragoman.cli import app
from dragoman.errors import DataErrors, InputError, UsageError

PETRARCH = """\
# A made dictionary
VALDIAN_FRONT_ [SYRREB]
+FRONT_OF_VALDIA_
HAMDUN_AL-RUWAYLI_
    [SYRGOV 930101-990101]
    [SYRELI >990102]
"""


def entity(id_: str, label: str, kind: str, **claims: str) -> str:
    def claim(value: object) -> list[object]:
        return [{"mainsnak": {"datavalue": {"value": value}}}]

    made = {"P31": claim({"id": kind})}
    made |= {
        name: claim({"id": value} if value.startswith("Q") else {"time": value})
        for name, value in claims.items()
    }
    aliases = {"en": [{"value": f"{label} again"}]}
    return json.dumps({"id": id_, "labels": {"en": {"value": label}}, "aliases": aliases, "claims": made})


def test_a_petrarch_dictionary_becomes_actors(tmp_path: Path):
    path = tmp_path / "made.actors.txt"
    path.write_text(PETRARCH, encoding="utf-8")
    out = tmp_path / "actors-petrarch.yaml"
    assert write_actors(petrarch_actors(path), out, source="a PETRARCH dictionary") == 2
    front = load_knowledge(out).actor("valdian-front")
    assert front is not None
    assert (front.country, front.sectors[0].code, front.names[0].name) == ("SYR", "REB", "Front Of Valdia")


def test_a_line_that_is_no_entry_is_named(tmp_path: Path):
    path = tmp_path / "made.actors.txt"
    path.write_text("VALDIA_ [SYR]\n???\n", encoding="utf-8")
    with pytest.raises(DataErrors, match=r"made.actors.txt:2"):
        list(petrarch_actors(path))


def test_a_wikidata_dump_is_streamed_and_filtered(tmp_path: Path):
    path = tmp_path / "dump.json.gz"
    lines = [
        "[",
        entity("Q1", "Valdian Front", "Q17149090", P17="Q858", P571="+2011-01-01T00:00:00Z") + ",",
        entity("Q2", "Elsewhere Front", "Q17149090", P17="Q30") + ",",
        entity("Q3", "Mount Valdia", "Q8502", P17="Q858") + ",",
        entity("Q4", "Old Valdian", "Q5", P27="Q858", P570="+1899-01-01T00:00:00Z"),
        "]",
    ]
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write("\n".join(lines))
    found = dict(wikidata_actors(path, countries=["Q858"], since=1990))
    assert list(found) == ["valdian-front"]
    assert found["valdian-front"]["names"] == ["Valdian Front", "Valdian Front again"]
    assert (found["valdian-front"]["kind"], found["valdian-front"]["years"]) == ("group", "2011..")


def test_a_dump_that_is_cut_off_says_where(tmp_path: Path):
    path = tmp_path / "dump.json"
    path.write_text('[\n{"id": "Q1", "claims": {"P31": "Q5"\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 2 is not JSON"):
        list(wikidata_actors(path, classes=["Q5"]))


def test_an_import_leaves_out_whom_we_know_and_says_how_far_it_is(tmp_path: Path):
    path = tmp_path / "made.actors.txt"
    path.write_text(PETRARCH + "HAMAS_ [PSEREB]\n", encoding="utf-8")
    shares: list[float] = []
    known = load_knowledge().entries
    out, count, left_out = import_actors(path, tmp_path / "own", known=known, heard=shares.append)
    assert (out.name, count, left_out) == ("actors-made.yaml", 2, 1)
    assert all(0 <= share <= 1 for share in shares)
    knowledge = load_knowledge(tmp_path / "own")
    assert knowledge.actor("valdian-front") is not None
    assert knowledge.entries["hamas"].actor.names == known["hamas"].actor.names


@pytest.mark.parametrize(
    ("countries", "names"), [(["SYR"], ["Ada Lunt"]), (["q858"], ["Ada Lunt"]), ([], ["Ada Lunt", "Bo"])]
)
def test_a_dump_is_known_by_its_name_and_kept_by_country(
    tmp_path: Path, countries: list[str], names: list[str]
):
    path = tmp_path / "part.json.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(
            "[\n"
            + entity("Q1", "Ada Lunt", "Q5", P27="Q858")
            + ",\n"
            + entity("Q2", "Bo", "Q5", P27="Q30")
            + "\n]\n"
        )
    made, _, _ = import_actors(path, tmp_path / "own", countries=countries)
    knowledge = load_knowledge(made)
    found = [knowledge.actor(id_) for id_ in ("ada-lunt", "bo")]
    assert [actor.name for actor in found if actor] == names
    assert found[0] is not None
    assert found[0].country == "SYR"


def test_a_country_unknown_here_and_a_damaged_dump_say_what_to_do(tmp_path: Path):
    path = tmp_path / "part.json.gz"
    path.write_bytes(b"\x1f\x8b broken")
    with pytest.raises(UsageError, match="Wikidata id"):
        import_actors(path, tmp_path / "own", countries=["ZZZ"])
    with pytest.raises(InputError, match="fetch the file again"):
        import_actors(path, tmp_path / "own")


def test_the_command_writes_a_file_that_the_others_read(tmp_path: Path):
    path = tmp_path / "made.actors.txt"
    path.write_text(PETRARCH, encoding="utf-8")
    result = CliRunner().invoke(app, ["actors", "import", str(path), "--actors", str(tmp_path / "own")])
    assert result.exit_code == 0, result.output
    found = CliRunner().invoke(app, ["actors", "show", "valdian-front", "--actors", str(tmp_path / "own")])
    assert "Front Of Valdia" in found.output
