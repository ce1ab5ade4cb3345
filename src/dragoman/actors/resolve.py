"""Whom each mention of a document means, step by step; each step is a module beside this one.

`text` holds a document on its way and what is found in it. The steps, in their order:

countries      which states the document speaks of
known_names    names of the knowledge; `governments` says which of its states and capitals are places
bodies         bodies, offices and collectives of a state
binding        what stands side by side and means one: roles and names, acronyms in brackets
full_names     people in another spelling, and people nobody knows
unseen         people and bodies that grammar and the words of the name give away
surnames       short for those named in full, or for somebody well known
descriptions   roles beside a name with a comma, and "the group" behind one
mentions       all that with the mentions of the language model; `coreference` carries it on to pronouns

`spelling` and `namelike` judge words alone. Everything found says why. How it decides: docs/actors.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from dragoman.actors.binding import (
    acronyms_in_brackets,
    at_home,
    bind_appositions,
    bind_roles,
    heads_of_groups,
    longest,
    without_branches,
)
from dragoman.actors.bodies import bodies
from dragoman.actors.countries import count_countries, count_surnames
from dragoman.actors.descriptions import bind_descriptions, bind_kinds, spoken_of
from dragoman.actors.full_names import full_names
from dragoman.actors.knowledge import Knowledge
from dragoman.actors.known_names import known_names
from dragoman.actors.mentions import merged_mentions
from dragoman.actors.surnames import short_names
from dragoman.actors.text import read_text
from dragoman.actors.unseen import unseen_bodies
from dragoman.records import Actor, Document, Mention, Parse

__all__ = ["actors_of_case", "resolve_actors"]


def resolve_actors(
    document: Document, parse: Parse, mentions: Sequence[Mention], knowledge: Knowledge
) -> tuple[Mention, ...]:
    """Every mention of a document: those given, the parse's, and the names the knowledge has, resolved where sure.

    document: with text, title, date, publisher, furniture (which is left alone).
    parse: words, mentions and coreference may each be missing; names are found without them.
    mentions: what earlier stages found (times); they come back as they are.
    knowledge: from `load_knowledge`.

    A mention that means somebody carries actor, name, aliases, country, sectors on the day of the document, and
    because. A state or city meant as a place carries name and country but no actor. Sorted by span, so that of two that
    begin together the narrower one, which names more exactly, comes first.
    """
    text = read_text(document, parse, knowledge)
    if not text.words:
        return tuple(mentions)
    count_countries(text)
    found = known_names(text)
    count_surnames(text, found)
    found += bodies(text, found)
    found = longest(without_branches(text, found + heads_of_groups(text, found)))
    bind_roles(text, found)
    found = longest(
        found + acronyms_in_brackets(text, found) + full_names(text, found) + short_names(text, found)
    )
    found += unseen_bodies(text, found)
    bind_appositions(text, found)
    bind_descriptions(text, found)
    bind_kinds(text, found)
    found += spoken_of(text, found)
    at_home(text, found)
    return merged_mentions(text, found, mentions)


def actors_of_case(mentions: Iterable[Mention], knowledge: Knowledge) -> tuple[Actor, ...]:
    """The actors among `mentions` that the knowledge does not have, one record each."""
    out: dict[str, Actor] = {}
    for mention in mentions:
        if mention.actor and mention.actor not in out and knowledge.actor(mention.actor) is None:
            kind: Literal["person", "organisation"] = "person" if mention.type == "Person" else "organisation"
            out[mention.actor] = Actor(
                mention.actor, mention.name or mention.actor, kind, country=mention.country, of_case=True
            )
    return tuple(out.values())
