"""Cue words are data: checked on load, every problem by file and line."""

import shutil
from importlib import resources
from pathlib import Path

import pytest

from dragoman.attributions.lexicon import inflections, load_lexicon
from dragoman.errors import DataErrors

SHIPPED = Path(str(resources.files("dragoman"))) / "data" / "attributions"


def test_the_shipped_words_load_and_know_their_stance():
    lexicon = load_lexicon()
    assert lexicon.stance_of(("have", "also", "admit")) == "admit"
    assert lexicon.stances["deny"].truth == "negating"
    assert lexicon.forms["told"] == "tell"


def test_every_problem_is_listed_with_its_line(tmp_path):
    shutil.copytree(SHIPPED, tmp_path / "a")
    path = tmp_path / "a" / "cues.yaml"
    path.write_text(
        path.read_text()
        .replace("kind: writing", "kind: scribbling")
        .replace("      tweet: clause quote", "      tweet: clause shout")
    )
    with pytest.raises(DataErrors) as error:
        load_lexicon(tmp_path / "a")
    message = str(error.value)
    assert "kind 'scribbling' of stance 'write' is not known" in message
    assert "frame 'shout' of 'tweet' is not known" in message
    assert "cues.yaml:" in message
    assert "2 problems" in message


def test_a_missing_file_says_which(tmp_path):
    shutil.copytree(SHIPPED, tmp_path / "b")
    (tmp_path / "b" / "sources.yaml").unlink()
    with pytest.raises(DataErrors, match=r"sources\.yaml:1: cannot be read"):
        load_lexicon(tmp_path / "b")


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        pytest.param("say", "say says saying said", id="irregular"),
        pytest.param("admit", "admit admits admitting admitted", id="doubled"),
        pytest.param("deny", "deny denies denying denied", id="y"),
        pytest.param("announce", "announce announces announcing announced", id="e"),
        pytest.param("agree", "agree agrees agreeing agreed", id="ee"),
        pytest.param("stress", "stress stresses stressing stressed", id="ss"),
    ],
)
def test_forms_of_a_verb(verb, forms):
    assert set(inflections(verb)) == set(forms.split())
