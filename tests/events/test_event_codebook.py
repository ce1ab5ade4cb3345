"""The codebook: what is wrong is listed, all of it, by file and line; what is right is loaded fast."""

from __future__ import annotations

from pathlib import Path

import pytest
from event_parses import code, parse_of

from dragoman.errors import DataErrors, DragomanError
from dragoman.events import check_codebook, code_events, load_codebook, shipped_codebook
from dragoman.events.codebook import GOLDSTEIN_OF_ROOT
from dragoman.records import EVENT_TYPES, QUAD_CLASSES, Document

OWN = {
    "codebook.yaml": "name: mine\nversion: 1\n",
    "words.yaml": "party: rebel soldier police convoy editor computer them\n",
    "types/STRIKE.yaml": "type: STRIKE\ndefinition: Force is used.\nquad: 4\nscore: -9\nplover: ASSAULT\nverbs:\n- shell, bomb: {weight: 0.9}\n",
    "types/JAIL.yaml": "type: JAIL\ndefinition: Somebody is locked up.\nquad: 4\nscore: -7\nplover: COERCE\nverbs:\n- arrest: {weight: 0.9}\n",
    "types/ASK.yaml": "type: ASK\ndefinition: Somebody asks.\nquad: 3\nscore: 0\nplover: REQUEST\nverbs:\n- urge: {weight: 0.9}\n",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf8")
    return folder


def test_the_shipped_codebook_is_plover_whole():
    book = shipped_codebook()
    assert set(book.kinds) == set(EVENT_TYPES)
    assert {name: kind.quad for name, kind in book.kinds.items()} == QUAD_CLASSES
    assert len(book.contexts) == 37
    assert {k for k, v in book.kinds.items() if v.requires_recipient} == {"COOPERATE", "AID", "SANCTION"}


def test_accuse_scores_minus_three_though_plus_three_is_printed():
    kind = shipped_codebook().kinds["ACCUSE"]
    assert kind.score == -3
    assert "printed" in (shipped_codebook().path / "codebook.yaml").read_text(encoding="utf8")


def test_the_shipped_codebook_has_no_problems():
    assert check_codebook(shipped_codebook().path) == ()


@pytest.mark.parametrize(
    "example", [e for k in shipped_codebook().kinds.values() for e in k.examples], ids=lambda e: e.text[:50]
)
def test_examples_hold(example):
    events, _ = code(example.text)
    assert sorted(f"{e.type} {e.trigger.of(example.text)}" for e in events) == sorted(example.events), (
        example.where
    )


def test_three_types_of_ones_own_work(tmp_path):
    book = load_codebook(write(tmp_path, OWN))
    text = "Police arrested two editors and seized their computers."
    events, _ = code_events(Document(id="d", text=text), parse_of(text), (), (), book)
    assert [(e.type, e.trigger.of(text)) for e in events] == [("JAIL", "arrested")]


@pytest.mark.parametrize(
    ("file", "text", "line", "says"),
    [
        pytest.param("types/ASK.yaml", OWN["types/ASK.yaml"].replace("verbs:", "verb:"), 6, "Did you mean 'verbs'?", id="unknown key"),
        pytest.param("types/ASK.yaml", OWN["types/ASK.yaml"].replace("quad: 3", "quad: 7"), 3, "from 1 to 4", id="quad"),
        pytest.param("types/ASK.yaml", OWN["types/ASK.yaml"].replace("score: 0", "score: 5"), 4, "does not fit quad", id="sense of score"),
        pytest.param("types/ASK.yaml", OWN["types/ASK.yaml"] + "- beg: {object: '@nobody'}\n", 8, "not defined", id="class"),
        pytest.param("types/ASK.yaml", OWN["types/ASK.yaml"] + "- beg: {mode: [loud]}\n", 8, "not a mode of ASK", id="mode"),
        pytest.param("types/ASK.yaml", OWN["types/ASK.yaml"] + "- urge\n", 8, "stands twice", id="twice"),
        pytest.param("types/ASK.yaml", OWN["types/ASK.yaml"] + "exceptions:\n- urge: {object: car}\n", 9, "no reason", id="exception"),
        pytest.param("types/ASK.yaml", "type: [\n", 2, "is not YAML", id="yaml"),
        pytest.param("codebook.yaml", "name: mine\ncolour: red\n", 2, "'colour' is not a key", id="top"),
    ],
)  # fmt: skip
def test_a_problem_is_told_by_file_and_line(tmp_path, file, text, line, says):
    problems = check_codebook(write(tmp_path, {**OWN, file: text}))
    assert any(f"{Path(file).name}:{line}:" in str(p) and says in str(p) for p in problems), [
        str(p) for p in problems
    ]


def test_every_problem_is_listed_and_nothing_loaded(tmp_path):
    broken = {
        **OWN,
        "types/ASK.yaml": OWN["types/ASK.yaml"].replace("quad: 3", "quad: 7"),
        "types/JAIL.yaml": OWN["types/JAIL.yaml"].replace("score: -7", "score: many"),
    }
    with pytest.raises(DataErrors, match=r"2 problems in .*nothing was loaded"):
        load_codebook(write(tmp_path, broken))


def test_a_path_that_is_no_folder_says_what_a_codebook_is(tmp_path):
    with pytest.raises(DragomanError, match="a codebook is a folder"):
        check_codebook(tmp_path / "none")


@pytest.mark.parametrize(
    ("code_", "type_", "mode"),
    [
        ("190", "ASSAULT", None),
        ("1951", "ASSAULT", None),
        ("042", "CONSULT", "visit"),
        ("01", None, None),
        ("020", None, None),
    ],
)
def test_cameo_to_plover(code_, type_, mode):
    found = shipped_codebook().from_cameo(code_)
    assert (found[0] if found else None) == type_
    if mode is not None:
        assert found is not None
        assert found[1] == mode


def test_plover_to_cameo_and_back_keeps_the_type():
    book = shipped_codebook()
    for name, kind in book.kinds.items():
        for mode in (None, *kind.modes):
            cameo = book.to_cameo(name, [mode] if mode else [])
            assert cameo is not None
            back = book.from_cameo(cameo)
            assert back is not None
            assert back[0] == name


def test_goldstein_lies_on_its_scale():
    book = shipped_codebook()
    for name in book.kinds:
        value = book.goldstein(name)
        assert value is None or value in GOLDSTEIN_OF_ROOT.values()


def test_the_type_that_the_documentation_shows_is_a_right_one(tmp_path):
    page = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf8")
    smallest, shown = (part.split("```", 1)[0] for part in page.split("```yaml\n")[1:3])
    book = load_codebook(write(tmp_path, {"codebook.yaml": smallest, "types/STRIKE.yaml": shown}))
    assert list(book.kinds) == ["STRIKE"]
