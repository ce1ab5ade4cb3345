"""Attributions by rule, over a Universal Dependencies parse; they stand alone where no model has spoken.

Every rule gives `Draft`s: spans of source, cue and content with the word that heads the cue. Spans are exact
stretches of the text; nothing is rewritten. Where each thing is known:

reading        a text with its parse and quotations, as all rules look at it
cues           which word credits somebody, and the words around it that belong to it
sources        who is credited, who is told
contents       what is said
verbs          rules of verbs and adjectives; `quoting` those of "quoted as saying"
nouns          rules of nouns and of "according to"
loose_quotes   quotations that none of these has taken up
hands          "citing X", once model and rules are joined
addressees     whoever is told, out of what they are told, likewise

`drafts` holds what all of them give, `spans` what they do with spans.
"""

from __future__ import annotations

from dragoman.attributions.cues import cue_at
from dragoman.attributions.drafts import Draft, one_for_each_cue
from dragoman.attributions.loose_quotes import with_loose_quotations, with_whole_quotations
from dragoman.attributions.nouns import according, nominal
from dragoman.attributions.reading import Reading
from dragoman.attributions.verbs import verbal
from dragoman.records import hull

__all__ = ["ruled_drafts"]


def ruled_drafts(reading: Reading) -> list[Draft]:
    """All drafts of the rules, in the order of their first character."""
    found = [draft for i in range(len(reading.grammar.words)) for draft in _drafts_at(reading, i)]
    found = [with_whole_quotations(reading, draft) for draft in with_loose_quotations(reading, found)]
    found = one_for_each_cue(draft for draft in found if draft.content)
    return sorted(found, key=lambda d: hull([*d.source, *d.cue, *d.content]))


def _drafts_at(reading: Reading, i: int) -> list[Draft]:
    g = reading.grammar
    if g.lower[i] == "according":
        return according(reading, i)
    pos = g.words[i].pos
    if pos in ("VERB", "AUX", "ADJ"):
        cue = cue_at(reading, i)
        return verbal(reading, i, cue) if cue is not None else []
    if pos == "NOUN" and g.lemma[i] in reading.lexicon.nouns:
        return nominal(reading, i)
    return []
