"""Place, and the acts that are coded though nobody who takes part is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from event_parses import span
from test_second_look import parsed, scored

from dragoman.events import code_events, shipped_codebook
from dragoman.records import Document, Mention

TOWN = """
Jets jet NOUN 2 nsubj
hit hit VERB 0 root
troops troop NOUN 2 obj
near near ADP 7 case
rebel rebel NOUN 6 compound
held hold VERB 7 amod
Marsa Marsa PROPN 2 obl
"""


def test_the_place_is_the_town_and_not_who_holds_it():
    """The model may point at the holders; the place that is named is what they hold."""
    text, _ = parsed(TOWN)
    told = replace(scored(text, "hit", "ASSAULT", "asserted", ("Jets",)), place=span(text, "rebel"))
    _, parse = parsed(TOWN, (told,))
    town = Mention(span(text, "rebel held Marsa"), "Location", name="Marsa", lat=35.0, lon=36.0)
    (event,), _ = code_events(Document(id="d", text=text), parse, (town,), (), shipped_codebook())
    assert event.place is not None
    assert (event.place.span.of(text), event.place.name) == ("rebel held Marsa", "Marsa")


@pytest.mark.parametrize(
    ("rows", "coded"),
    [
        ("They they PRON 2 nsubj\ncondemned condemn VERB 0 root\nthe the DET 4 det\nbombing bombing NOUN 2 obj", True),
        ("They they PRON 2 nsubj\ndiscussed discuss VERB 0 root\nthe the DET 4 det\nbombing bombing NOUN 2 obj", False),
        ("They they PRON 2 nsubj\ncondemned condemn VERB 0 root\nbombing bombing NOUN 2 obj", False),
        ("They they PRON 2 nsubj\ndenied deny VERB 0 root\nany any DET 4 det\nrole role NOUN 2 obj\nin in ADP 7 case\nthe the DET 7 det\nbombing bombing NOUN 4 nmod", True),
    ],
    ids=["condemned that one", "talked of", "in general", "had no role in that one"],
)  # fmt: skip
def test_an_act_that_is_answered_is_one_though_nobody_is_named_in_it(rows, coded):
    text, _ = parsed(rows)
    _, parse = parsed(
        rows, (replace(scored(text, "bombing", "ASSAULT", "asserted"), types={"ASSAULT": 0.8}),)
    )
    events, _ = code_events(Document(id="d", text=text), parse, (), (), shipped_codebook())
    assert ("bombing" in [e.trigger.of(text) for e in events]) == coded
