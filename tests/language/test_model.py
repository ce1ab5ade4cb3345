"""The shipped model: damage is noticed, a parse is a valid record, the same text gives the same parse."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.errors import ModelError
from dragoman.language import model_folder, parse, parse_all, to_conllu
from dragoman.language.labels import told_lemma
from dragoman.language.network import Network
from dragoman.records import Parse, from_json, to_json

NEWS = (
    "Turkish jets bombed a market in Marsa on Tuesday, killing at least 14 people, a local monitor said.\n\n"
    "“We don't accept this,” Foreign Minister Adel Karam told reporters. He accused Ankara of breaking the truce.\n"
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    folder.mkdir()
    for name in ("en.onnx", "en.json"):
        shutil.copy(model_folder() / name, folder / name)
    return folder


def test_a_missing_model_gets_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        Network(tmp_path)
    assert "\n" not in str(caught.value)
    assert "en.json" in str(caught.value)


def test_a_damaged_model_gets_one_line(copy: Path) -> None:
    with (copy / "en.onnx").open("r+b") as file:
        file.seek(100_000)
        file.write(b"damage")
    with pytest.raises(ModelError, match="SHA-256") as caught:
        Network(copy)
    assert "\n" not in str(caught.value)


def test_a_card_of_another_version_gets_one_line(copy: Path) -> None:
    card = json.loads((copy / "en.json").read_text(encoding="utf8"))
    del card["columns"]
    (copy / "en.json").write_text(json.dumps(card), encoding="utf8")
    with pytest.raises(ModelError, match="another version"):
        Network(copy)


def test_the_model_is_small() -> None:
    assert (model_folder() / "en.onnx").stat().st_size < 45_000_000


def test_a_parse_is_whole() -> None:
    found = parse(NEWS)
    assert from_json(Parse, to_json(found)) == found
    assert len(found.sentences) == 3
    for n, word in enumerate(found.words):
        assert word.head != n
        if word.head >= 0:
            assert found.words[word.head].sentence == word.sentence
        sentence = found.sentences[word.sentence]
        assert sentence.begin <= word.span.begin < word.span.end <= sentence.end
    for s in range(len(found.sentences)):
        assert sum(w.head == -1 for w in found.words if w.sentence == s) == 1


def test_a_text_is_read_alike_alone_and_among_others() -> None:
    alone = parse(NEWS)
    assert list(parse_all(["", NEWS, "A short one.", NEWS])) == [
        parse(""),
        alone,
        parse("A short one."),
        alone,
    ]


def test_an_empty_text_has_an_empty_parse() -> None:
    for text in ("", "  \n\n "):
        assert parse(text).words == ()


def test_a_lone_sentence_has_quad_and_others_have_none() -> None:
    assert parse("Turkish jets bombed a market in Marsa.").quad is not None
    assert parse(NEWS).quad is None


def test_a_long_word_and_a_long_sentence_are_read() -> None:
    parse("x" * 5000)
    found = parse("and " * 2000)
    assert len(found.words) == 2000


def test_conllu_has_multiword_lines_and_gives_the_text_back() -> None:
    lines = to_conllu(NEWS, parse(NEWS), "news").splitlines()
    assert any(
        line.split("\t")[1] == "don't" and "-" in line.split("\t")[0] for line in lines if "\t" in line
    )
    text, skip = "", 0
    for line in lines:
        columns = line.split("\t")
        if len(columns) != 10:
            continue
        if "-" in columns[0]:
            first, last = map(int, columns[0].split("-"))
            skip = last - first + 1
            text += columns[1]
        elif skip:
            skip -= 1
        else:
            text += columns[1]
    assert text == "".join(NEWS.split())


def test_reading_needs_no_torch() -> None:
    code = "import sys; from dragoman.language import parse; parse('He left.'); print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("form", "likeliest", "told"),
    [
        ("fired", "fir", "fire"),
        ("using", "us", "use"),
        ("barred", "barr", "bar"),
        ("stunned", "stunne", "stun"),
        ("dying", "dye", "die"),
        ("sued", "su", "sue"),
        ("added", "add", "add"),
        ("shelled", "shell", "shell"),
        ("aided", "aid", "aid"),
        ("quizzed", "quiz", "quiz"),
        ("shot", "shoot", "shoot"),
        ("sank", "sane", "sink"),
        ("patrolled", "be", "patrol"),
        ("pelted", "be", "pelt"),
        ("lay", "lay", "lay"),
    ],
)
def test_a_verbs_lemma_is_spelt_as_its_form_tells(form: str, likeliest: str, told: str) -> None:
    assert told_lemma(likeliest, form) == told


def test_fired_is_of_fire_in_a_sentence() -> None:
    verbs = [w.lemma for w in parse("Two rockets were fired at the town.").words if w.pos == "VERB"]
    assert verbs == ["fire"]
