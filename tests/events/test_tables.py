"""Fitted tables beside the codebook, and what they are fed with."""

from __future__ import annotations

import numpy as np
import pytest
from event_parses import parse_of
from hypothesis import given
from hypothesis import strategies as st
from test_second_look import parsed, scored

from dragoman.errors import DataError
from dragoman.events import code_events, shipped_codebook
from dragoman.events.casting import shares
from dragoman.events.fit import fit_table, judge_parties
from dragoman.events.grammar import Grammar
from dragoman.events.layout import candidates, party_candidates
from dragoman.events.tables import Table, read_table, table_text
from dragoman.records import Attribution, Document, Event, Span


def coded(rows: str, *scores, said: tuple[Attribution, ...] = ()) -> tuple[str, tuple[Event, ...]]:
    text, parse = parsed(rows, scores)
    return text, code_events(Document(id="d", text=text), parse, (), said, shipped_codebook())[0]


def test_a_table_is_read_back_as_written(tmp_path):
    file = tmp_path / "acts.tsv"
    file.write_text(
        table_text({"b": (1.0,), "a": (-0.5,), "tiny": (0.01,)}, 0.05, ["what it is"]), encoding="utf8"
    )
    problems: list[DataError] = []
    table = read_table(file, 1, problems)
    assert problems == []
    assert table.weights == {"a": (-0.5,), "b": (1.0,)}
    assert table.sums(["a", "b", "unknown"], 1) == (0.5,)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("alone", "no line of this table"),
        ("a\tmuch", "no line"),
        ("a\t1\t2", "no line"),
        ("x\t1\nx\t2", "stands twice"),
    ],
)
def test_a_wrong_line_is_told_by_its_number(tmp_path, line, says):
    file = tmp_path / "acts.tsv"
    file.write_text("# head\n" + line + "\n", encoding="utf8")
    problems: list[DataError] = []
    read_table(file, 1, problems)
    assert len(problems) == 1
    assert "acts.tsv:" in str(problems[0])
    assert says in str(problems[0])


def test_a_table_is_fitted_to_what_separates():
    rows = [(("bias", "armed"), 1)] * 30 + [(("bias", "sold"), 2)] * 30 + [(("bias", "blue"), 0)] * 30
    table = Table(fit_table(rows, 2, 0.1))
    actor = shares(table, ("bias", "armed"))
    recipient = shares(table, ("bias", "sold"))
    assert actor[0] > 0.9
    assert recipient[1] > 0.9
    assert max(shares(table, ("bias", "blue"))) < 0.1


def test_fitting_finds_the_same_optimum_as_newton():
    # one feature seen 40 times, 30 of them right; with hardly any penalty its log-odds are log(3)
    rows = [(("f",), 1)] * 30 + [(("f",), 0)] * 10
    assert fit_table(rows, 1, 1e-6)["f"][0] == pytest.approx(np.log(3), abs=1e-3)


@given(st.lists(st.sampled_from(["a", "b", "m:bias", "m=a", "c=r"]), max_size=6))
def test_shares_are_probabilities(features):
    table = Table({"a": (3.0, -1.0), "b": (-2.0, 4.0), "m=a": (1.0, 0.0), "c=r": (0.0, 2.0)})
    actor, recipient = shares(table, features)
    assert 0 <= actor <= 1
    assert 0 <= recipient <= 1
    assert actor + recipient <= 1 + 1e-9


def test_candidates_tell_what_surrounds_them():
    text = "The militia launched an attack on the airport."
    found = {
        d.span.of(text): set(around) for d, _, around in candidates(text, parse_of(text), shipped_codebook())
    }
    assert "under=obj:launch" in found["attack"]
    assert "named=n:ar" in found["attack"]


def test_every_noun_is_judged_beside_the_gold():
    text = "Rebels shelled the convoy."
    gold = [("ASSAULT", Span(7, 14), [Span(0, 6)], [Span(19, 25)])]
    rows = judge_parties(text, parse_of(text), gold, shipped_codebook())
    assert sorted(label for _, label in rows) == [1, 2]
    ((heads, seats),) = party_candidates(text, parse_of(text), gold, shipped_codebook())
    assert [c.word for c in seats] == [*heads[0], *heads[1]]


AT_LEAST = """
Gunmen gunman NOUN 2 nsubj
killed kill VERB 0 root
at at ADP 6 case
least least ADJ 5 nmod
37 37 NUM 6 nummod
people person NOUN 2 obl
"""


def test_at_least_governs_nothing():
    text, parse = parsed(AT_LEAST)
    g = Grammar(parse, text)
    assert (g.dep(5), g.case(5)) == ("obj", "")
    _, events = coded(AT_LEAST, scored(text, "killed", "ASSAULT", "asserted", ("Gunmen",)))
    assert [(e.dead, e.numbers_note) for e in events] == [(37, "at least")]


BOMBED_AND_KILLED = """
Jets jet NOUN 2 nsubj
bombed bomb VERB 0 root
Marsa Marsa PROPN 2 obj
and and CCONJ 5 cc
killed kill VERB 2 conj
58 58 NUM 7 nummod
people person NOUN 5 obj
"""


def test_the_toll_told_beside_an_act_is_its_toll():
    text, _ = parsed(BOMBED_AND_KILLED)
    _, events = coded(BOMBED_AND_KILLED, scored(text, "bombed", "ASSAULT", "asserted", ("Jets",)))
    assert [e.dead for e in events if e.trigger.of(text) == "bombed"] == [58]


SHELL = """
A a DET 2 det
shell shell NOUN 3 nsubj
killed kill VERB 0 root
two two NUM 5 nummod
guards guard NOUN 3 obj
"""


def test_a_shell_is_no_actor():
    text, _ = parsed(SHELL)
    _, (event,) = coded(SHELL, scored(text, "killed", "ASSAULT", "asserted", ("shell",)))
    assert event.actors == ()


WE = """
We we PRON 2 nsubj
know know VERB 0 root
rebels rebel NOUN 4 nsubj
shelled shell VERB 2 ccomp
Marsa Marsa PROPN 4 obj
"""


def test_behind_we_stands_whoever_speaks_or_nobody():
    text, _ = parsed(WE)
    model = scored(text, "shelled", "ASSAULT", "asserted", ("rebels",))
    ours = Attribution("a1", (Span(0, 2),), (Span(3, 7),), (Span(8, len(text)),))
    _, (event,) = coded(WE, model, said=(ours,))
    assert event.said_by is None
    named = "Ana said: " + text
    assert named.index("We") == 10
    text, _ = parsed("Ana Ana PROPN 2 nsubj\nsaid say VERB 0 root\n: : PUNCT 2 punct\n" + shifted(WE, 3, 2))
    outer = Attribution("a0", (Span(0, 3),), (Span(4, 8),), (Span(text.index("We"), len(text)),))
    inner = Attribution(
        "a1", (Span(text.index("We"), text.index("We") + 2),), (), (Span(text.index("rebels"), len(text)),)
    )
    model = scored(text, "shelled", "ASSAULT", "asserted", ("rebels",))
    rows = "Ana Ana PROPN 2 nsubj\nsaid say VERB 0 root\n: : PUNCT 2 punct\n" + shifted(WE, 3, 2)
    _, (event,) = coded(rows, model, said=(outer, inner))
    assert event.said_by is not None
    assert event.said_by.of(text) == "Ana"


def shifted(rows: str, by: int, root: int) -> str:
    """Rows of a clause that stands behind `by` words, its root under word `root`."""
    out = []
    for line in rows.strip().splitlines():
        form, lemma, pos, head, relation = line.split()
        at = int(head)
        out.append(f"{form} {lemma} {pos} {at + by if at else root} {relation if at else 'ccomp'}")
    return "\n".join(out)


WHETHER = """
He he PRON 4 nsubj
did do AUX 4 aux
not not PART 4 advmod
say say VERB 0 root
whether whether SCONJ 7 mark
jets jet NOUN 7 nsubj
bombed bomb VERB 4 ccomp
Marsa Marsa PROPN 7 obj
"""


def test_what_nobody_said_is_neither_told_nor_denied():
    text, _ = parsed(WHETHER)
    _, events = coded(WHETHER, scored(text, "bombed", "ASSAULT", "negated", ("jets",)))
    assert [e.status for e in events if e.trigger.of(text) == "bombed"] == ["hypothetical"]


TALKS = """
They they PRON 2 nsubj
held hold VERB 0 root
talks talk NOUN 2 obj
with with ADP 6 case
the the DET 6 det
envoy envoy NOUN 2 obl
"""


def test_the_noun_tells_what_a_light_verb_carries():
    text, _ = parsed(TALKS)
    scores = (
        scored(text, "held", "CONSULT", "asserted", ("They",)),
        scored(text, "talks", "CONSULT", "asserted", ("They",)),
    )
    _, events = coded(TALKS, *scores)
    assert [e.trigger.of(text) for e in events] == ["talks"]


HIT_AND_KILLED = """
Shells shell NOUN 2 nsubj
hit hit VERB 0 root
streets street NOUN 2 obj
and and CCONJ 5 cc
killed kill VERB 2 conj
at at ADP 9 case
least least ADJ 8 nmod
37 37 NUM 9 nummod
people person NOUN 2 obl
"""


def test_people_behind_at_least_belong_to_the_nearest_verb_without_object():
    text, parse = parsed(HIT_AND_KILLED)
    g = Grammar(parse, text)
    assert (g.head(8), g.dep(8)) == (4, "obj")


CALLED = """
Envoys envoy NOUN 2 nsubj
condemned condemn VERB 0 root
attacks attack NOUN 2 obj
on on ADP 5 case
Marsa Marsa PROPN 3 nmod
"""


def test_who_condemns_an_attack_has_not_made_it():
    text, _ = parsed(CALLED)
    model = scored(text, "attacks", "ASSAULT", "asserted", ("Envoys",))
    _, events = coded(CALLED, model)
    assert [e.actors for e in events if e.trigger.of(text) == "attacks"] == [()]
