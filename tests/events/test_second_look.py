"""What a sceptical reader would strike out: questions as demands, conditions as facts, adjectives as parties."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from event_parses import code, parse_of, span

from dragoman.events import code_events, load_codebook, shipped_codebook
from dragoman.events.grammar import Grammar
from dragoman.events.parties import naming_phrases
from dragoman.records import (
    QUAD_CLASSES,
    Attribution,
    Document,
    Event,
    Mention,
    Parse,
    ParsedEvent,
    Span,
    Word,
    from_json,
    to_json,
)

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
        ("Voters voter NOUN 3 nsubj:pass\nwere be AUX 3 aux:pass\nasked ask VERB 0 root\nto to PART 5 mark\nname name VERB 3 xcomp\nit it PRON 5 obj", "asked", "REQUEST"),
        ("Ruiz Ruiz PROPN 2 nsubj\nagreed agree VERB 0 root\nthat that SCONJ 6 mark\nit it PRON 6 nsubj\nwas be AUX 6 cop\ntrue true ADJ 2 ccomp", "agreed", "AGREE"),
        ("Ruiz Ruiz PROPN 2 nsubj\nrejected reject VERB 0 root\nthe the DET 4 det\nclaim claim NOUN 2 obj", "rejected", "REJECT"),
        ("Ruiz Ruiz PROPN 2 nsubj\ndefended defend VERB 0 root\nhis his PRON 4 nmod:poss\nrecord record NOUN 2 obj", "defended", "SUPPORT"),
    ],
    ids=["a question", "did not admit", "declined to specify", "asked for comment", "asked to name", "of one mind", "disbelief", "own record"],
)  # fmt: skip
def test_no_event_of_a_question_of_silence_or_of_an_opinion(rows, trigger, type_):
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


DEMAND = """
Guards guard NOUN 2 nsubj
reiterated reiterate VERB 0 root
their their PRON 4 nmod:poss
demand demand NOUN 2 obj
"""


@pytest.mark.parametrize(("verb", "coded"), [(0.05, "demand"), (0.99, "reiterated")])
def test_what_stands_back_for_an_act_is_weighed_for_itself_if_that_one_is_not_coded(verb, coded):
    text, _ = parsed(DEMAND)
    scores = tuple(
        ParsedEvent(span(text, w), {"REQUEST": p}, {"asserted": 0.97}, actors=(span(text, "Guards"),))
        for w, p in (("reiterated", verb), ("demand", 0.99))
    )
    _, parse = parsed(DEMAND, scores)
    events, _ = code_events(Document(id="d", text=text), parse, (), (), shipped_codebook())
    assert [e.trigger.of(text) for e in events] == [coded]


ANSWER = """
Oslo Oslo PROPN 2 nsubj
expelled expel VERB 0 root
envoys envoy NOUN 2 obj
{0} {0} ADP 6 case
the the DET 6 det
expulsion expulsion NOUN 2 obl
of of ADP 8 case
diplomats diplomat NOUN 6 nmod
"""


@pytest.mark.parametrize(("word", "coded"), [("after", ["expelled", "expulsion"]), ("by", ["expelled"])])
def test_an_act_that_answers_another_is_a_second_one(word, coded):
    rows = ANSWER.format(word)
    text, _ = parsed(rows)
    _, parse = parsed(rows, tuple(scored(text, w, "SANCTION", "asserted") for w in ("expelled", "expulsion")))
    events, _ = code_events(Document(id="d", text=text), parse, (), (), shipped_codebook())
    assert [e.trigger.of(text) for e in events] == coded


@pytest.mark.parametrize(
    ("rows", "trigger", "status"),
    [
        ("Had have AUX 3 aux\njets jet NOUN 3 nsubj\nbombed bomb VERB 7 advcl\nMarsa Marsa PROPN 3 obj\nwe we PRON 7 nsubj\nwould would AUX 7 aux\nleave leave VERB 0 root", "bombed", "hypothetical"),
        ("Has have AUX 3 aux\nhe he PRON 3 nsubj\nbombed bomb VERB 0 root\nMarsa Marsa PROPN 3 obj\n? ? PUNCT 3 punct", "bombed", "hypothetical"),
        ("He he PRON 3 nsubj\nhad have AUX 3 aux\nbombed bomb VERB 0 root\nMarsa Marsa PROPN 3 obj", "bombed", "asserted"),
    ],
    ids=["had they", "has he", "he had"],
)  # fmt: skip
def test_a_condition_without_if_and_a_question_assert_nothing(rows, trigger, status):
    text, _ = parsed(rows)
    _, parse = parsed(rows, (scored(text, trigger, "ASSAULT", "asserted", ()),))
    events, uncoded = code_events(Document(id="d", text=text), parse, (), (), shipped_codebook())
    assert [(e.trigger.of(text), e.status) for e in events] == [(trigger, status)], uncoded


def test_an_attack_that_was_played_is_none():
    rows = "Jets jet NOUN 2 nsubj\nsimulated simulate VERB 0 root\nan a DET 4 det\nattack attack NOUN 2 obj"
    text, _ = parsed(rows)
    _, parse = parsed(rows, (scored(text, "attack", "ASSAULT", "asserted", ()),))
    events, _ = code_events(Document(id="d", text=text), parse, (), (), shipped_codebook())
    assert events == ()


def test_what_a_killing_was_done_with_did_not_do_it():
    rows = (
        "Soldiers soldier NOUN 3 nsubj:pass\nwere be AUX 3 aux:pass\nkilled kill VERB 0 root\nby by ADP 6 case\na a DET 6 det\n"
        "device device NOUN 3 obl:agent"
    )
    text, _ = parsed(rows)
    _, parse = parsed(rows, (scored(text, "killed", "ASSAULT", "asserted", ("device",)),))
    (event,), _ = code_events(Document(id="d", text=text), parse, (), (), shipped_codebook())
    assert event.actors == ()


def test_what_it_is_only_high_time_for_has_not_happened():
    text = "It is high time for the council to call for a truce."
    sure = ParsedEvent(span(text, "call"), {"REQUEST": 0.97}, {"asserted": 1.0})
    events, _ = code(text, scores=(sure,))
    assert [e.status for e in events if e.type == "REQUEST"] == ["hypothetical"]


@pytest.mark.parametrize(
    "feeling",
    [
        pytest.param(False, id="named by the model"),
        pytest.param(True, id="named by an attribution"),
    ],
)
def test_who_is_furious_over_a_fact_does_not_claim_it(feeling):
    text = "The militia is furious over the fact that Ankara has demanded a truce."
    claim = Span(text.index("Ankara"), len(text) - 1)
    said = Attribution("a", (span(text, "The militia"),), (span(text, "is furious"),), (claim,))
    sure = ParsedEvent(
        span(text, "demanded"), {"REQUEST": 0.97}, {"asserted": 0.97}, said_by=span(text, "militia")
    )
    parse = parse_of(text, (sure,), "made")
    document = Document(id="d", text=text)
    events, _ = code_events(document, parse, (), (said,) if feeling else (), shipped_codebook())
    assert [e.said_by for e in events if e.type == "REQUEST"] == [None]


def test_a_year_behind_another_act_is_not_the_acts_own():
    text = "Rebels were forced to evacuate the town after its liberation back in 2012."
    year = span(text, "2012")
    sure = ParsedEvent(span(text, "evacuate"), {"RETREAT": 0.97}, {"asserted": 0.97}, date=year)
    events, _ = code(text, (Mention(year, "Temporal"),), (sure,))
    assert [(e.date, e.status) for e in events if e.type == "RETREAT"] == [(None, "asserted")]


def test_a_shelling_is_no_shell():
    text, parse = parsed(
        """
        Shelling shell NOUN 2 nsubj
        resumed resume VERB 0 root
        """
    )
    assert Grammar(parse, text, (), ("shell", "shelling")).lemma(0) == "shelling"
