"""What a sceptical reader would strike out: questions as demands, conditions as facts, adjectives as parties."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from event_parses import span

from dragoman.events import code_events, load_codebook, shipped_codebook
from dragoman.events.grammar import Grammar
from dragoman.events.parties import naming_phrases
from dragoman.records import QUAD_CLASSES, Document, Event, Parse, ParsedEvent, Span, Word, from_json, to_json

OWN = {
    "codebook.yaml": "name: mine\nversion: 1\n",
    "words.yaml": "party: militia army\n",
    "types/STRIKE.yaml": "type: STRIKE\ndefinition: Force.\nquad: 4\nscore: -9\nplover: ASSAULT\nverbs:\n- shell: {weight: 0.9}\n",
    "types/ASK.yaml": "type: ASK\ndefinition: Asking.\nquad: 3\nscore: 0\nplover: REQUEST\nverbs:\n- urge: {weight: 0.9}\n",
    "types/HELP.yaml": "type: HELP\ndefinition: Giving.\nquad: 2\nscore: 5\nplover: AID\nverbs:\n- donate: {weight: 0.9}\n",
}


def parsed(rows: str, scores: tuple[ParsedEvent, ...] = ()) -> tuple[str, Parse]:
    """A text and its parse from "form lemma POS head relation" lines; heads count from 1."""
    cells = [line.split() for line in rows.strip().splitlines()]
    text = " ".join(c[0] for c in cells)
    words, at = [], 0
    for form, lemma, pos, head, relation in cells:
        begin = text.index(form, at)
        at = begin + len(form)
        feats = "VerbForm=Fin|Tense=Past" if pos == "VERB" else ""
        words.append(Word(Span(begin, at), lemma, pos, feats, int(head) - 1, relation, 0))
    return text, Parse((Span(0, len(text)),), tuple(words), events=scores, model="made")


CONDITION = """
If if SCONJ 3 mark
militias militia NOUN 3 nsubj
shell shell VERB 7 advcl
Marsa Marsa PROPN 3 obj
troops troop NOUN 7 nsubj
will will AUX 7 aux
leave leave VERB 0 root
"""
JETS = """
Norwegian Norwegian ADJ 2 amod
jets jet NOUN 3 nsubj
bombed bomb VERB 0 root
Marsa Marsa PROPN 3 obj
"""
TITLE = """
President President PROPN 2 nmod:desc
Ana Ana PROPN 4 nsubj
Ruiz Ruiz PROPN 2 flat
resigned resign VERB 0 root
"""


def scored(text: str, trigger: str, type_: str, status: str, actors: tuple[str, ...] = ()) -> ParsedEvent:
    return ParsedEvent(
        span(text, trigger), {type_: 0.9}, {status: 0.97}, actors=tuple(span(text, a) for a in actors)
    )


def test_if_is_never_asserted_whatever_the_model_says():
    text, _ = parsed(CONDITION)
    _, parse = parsed(CONDITION, (scored(text, "shell", "ASSAULT", "asserted", ("militias",)),))
    events, _ = code_events(Document(id="d", text=text), parse, (), (), shipped_codebook())
    assert ("shell", "hypothetical") in [(e.trigger.of(text), e.status) for e in events]


def test_a_party_is_the_noun_and_not_its_adjective():
    text, _ = parsed(JETS)
    _, parse = parsed(JETS, (scored(text, "bombed", "ASSAULT", "asserted", ("Norwegian",)),))
    events, _ = code_events(Document(id="d", text=text), parse, (), (), shipped_codebook())
    assert [p.span.of(text) for p in events[0].actors] == ["Norwegian jets"]


def test_a_name_is_named_with_its_title():
    text, parse = parsed(TITLE)
    spans = naming_phrases(Grammar(parse, text), [span(text, "Ana Ruiz")])
    assert [s.of(text) for s in spans] == ["President Ana Ruiz"]


@pytest.mark.parametrize(
    ("rows", "trigger", "type_"),
    [
        ("He he PRON 2 nsubj\nasked ask VERB 0 root\nwhether whether SCONJ 5 mark\nthey they PRON 5 nsubj\nleft leave VERB 2 ccomp", "asked", "REQUEST"),
        ("They they PRON 2 nsubj\nrefused refuse VERB 0 root\nto to PART 4 mark\nadmit admit VERB 2 xcomp\nit it PRON 4 obj", "refused", "REJECT"),
        ("They they PRON 2 nsubj\ndeclined decline VERB 0 root\nto to PART 4 mark\nspecify specify VERB 2 xcomp\nit it PRON 4 obj", "declined", "REJECT"),
        ("Ruiz Ruiz PROPN 2 nsubj\nreturned return VERB 0 root\nno no DET 4 det\nrequest request NOUN 2 obj\nseeking seek VERB 4 acl\ncomment comment NOUN 5 obj", "request", "REQUEST"),
    ],
    ids=["a question", "did not admit", "declined to specify", "asked for comment"],
)  # fmt: skip
def test_no_event_of_a_question_or_of_silence(rows, trigger, type_):
    text, _ = parsed(rows)
    _, parse = parsed(rows, (scored(text, trigger, type_, "asserted"),))
    events, uncoded = code_events(Document(id="d", text=text), parse, (), (), shipped_codebook())
    assert events == ()
    assert [u.span.of(text) for u in uncoded] == [trigger]


def test_types_of_ones_own_go_through_model_and_record(tmp_path):
    for name, content in OWN.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf8")
    text, _ = parsed(JETS.replace("bombed bomb", "shelled shell"))
    _, parse = parsed(
        JETS.replace("bombed bomb", "shelled shell"),
        (scored(text, "shelled", "ASSAULT", "asserted", ("Norwegian",)),),
    )
    events, _ = code_events(Document(id="d", text=text), parse, (), (), load_codebook(tmp_path))
    assert [e.type for e in events] == ["STRIKE"]
    assert "STRIKE" not in QUAD_CLASSES
    assert events[0].quad == 0
    assert from_json(Event, to_json(events[0])) == events[0]


def test_the_command_codes_by_a_codebook_of_three_types(tmp_path):
    for name, content in OWN.items():
        (tmp_path / "own" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "own" / name).write_text(content, encoding="utf8")
    line = json.dumps({"id": "1", "text": "The mayor urged the strikers to return. The army shelled Marsa."})
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from dragoman.cli import main; main()",
            "code",
            "--workers",
            "1",
            "--codebook",
            str(tmp_path / "own"),
            "-",
        ],
        input=line,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [e["type"] for e in json.loads(done.stdout)["events"]] == ["ASK", "STRIKE"]
