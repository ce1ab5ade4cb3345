"""Two lists of groups beside each other (benchmarks/lists.py): what counts as written twice, and what is left open."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

SHIPPED = """\
# a head
river-front: {names: [River Front, Rivers Front], short: [RFV], country: VAL, sectors: [REB], years: 2011-05.., links: [splinter_of free-valdia 2011]}
free-valdia: {names: [Free Valdia], country: VAL, sectors: [REB], years: 1998..2014-03}
valdia-guard: {names: [Organisation of the Valdian Guard], country: VAL, sectors: [REB], years: 2003.., links: [part_of free-valdia]}
hill-brigade: {names: [Hill Brigade], country: VAL, sectors: [REB], years: 2007..2009}
liberation-army-val: {names: [Liberation Army (Valdia)], country: VAL, sectors: [REB], years: 2001..}
open-front: {names: [Open Front], country: VAL, sectors: [REB], years: 2001..}
valdians: {names: [Valdians], kind: people, country: VAL}
"""

SECOND = """\
# NAME | ACRONYMS | COUNTRY | FIRST..LAST | LINKS | LEADERS
River Front | RFV | VAL | 2011.. | split_from Free Valdia | Ana Valdi 2011..
Free Valdia = Valdia Free | | VAL | 1998..2014 | |
Organization of the Valdian Guard | | VAL | 2005.. | |
Hill Brigade | | VAL | 2007..2012 | |
Liberation Army | LAO | ORV | 2001.. | |
Liberation Army | | VAL | 2001.. | |
Open Front | | VAL | 2001..2004 | |
Lake Front | | VAL | 2002.. | |
"""


@pytest.fixture(scope="module")
def lists() -> ModuleType:
    path = Path(__file__).parents[2] / "benchmarks" / "lists.py"
    spec = importlib.util.spec_from_file_location("lists_benchmark", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "groups-valdia.yaml").write_text(SHIPPED, encoding="utf-8")
    (tmp_path / "second.txt").write_text(SECOND, encoding="utf-8")
    return tmp_path


def test_what_both_lists_say_is_confirmed_and_a_first_year_they_differ_on_dropped(
    lists: ModuleType, folder: Path
):
    count = lists.groups([folder / "second.txt"], write=True, folder=folder)
    sure = yaml.safe_load((folder / "confirmed-groups.yaml").read_text(encoding="utf-8"))
    assert sure == ["free-valdia", "liberation-army-val", "river-front"]
    rows = yaml.safe_load((folder / "groups-valdia.yaml").read_text(encoding="utf-8"))
    assert "years" not in rows["valdia-guard"]
    assert rows["river-front"]["years"] == "2011-05.."
    assert (count["in the first"], count["in both"], count["first year differs"]) == (6, 6, 1)


def test_an_end_the_lists_differ_on_is_left_to_a_person(lists: ModuleType, folder: Path):
    before = (folder / "groups-valdia.yaml").read_text(encoding="utf-8").split("\n")[4]
    count = lists.groups([folder / "second.txt"], write=True, folder=folder)
    assert count["left to a person"] == 1
    assert count["last year in the second only"] == 1
    assert before in (folder / "groups-valdia.yaml").read_text(encoding="utf-8")


def test_what_one_list_has_and_links_that_differ_are_printed(
    lists: ModuleType, folder: Path, capsys: pytest.CaptureFixture[str]
):
    lists.groups([folder / "second.txt"], write=False, folder=folder)
    out = capsys.readouterr().out
    assert "only in the second: Lake Front VAL 2002.." in out
    assert "only in the second: Liberation Army ORV 2001.." in out
    assert "link only in the first: valdia-guard: part_of free-valdia" in out
    assert "river-front: splinter_of" not in out
    assert not (folder / "confirmed-groups.yaml").exists()
