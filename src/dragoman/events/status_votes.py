"""Whether the act of a candidate took place: grammar's reading and the codebook's word for it, weighed with the model's."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.events.combine import Weights
from dragoman.events.drafts import Draft
from dragoman.events.grammar import Grammar, word_set
from dragoman.events.status import FAILED, NEGATIONS, STOPPED, Reading, date_kind, read_status
from dragoman.records import Mention, Span

__all__ = ["status_of"]

CARRIED_OUT = word_set("force compel manage begin start continue resume oblige")
"""What stands under these in the past tense was done: "were forced to evacuate the city"."""

SURE = (
    word_set("may might could not n't never no denied without would")
    | {
        f"under {cue!r}"
        for cue in ("if", "unless", "urge", "demand", "ask", "call", "threaten", "hope", "seek")
    }
    | {"a question", "time to do it", "it is said to be needed", "it is to be warded off"}
)
"""Reasons of a status reading that no score overrules."""


def status_of(
    g: Grammar, d: Draft, date: Span | None, mentions: Sequence[Mention], year: int | None, weights: Weights
) -> Reading:
    """The status of a candidate's act, with what gave it.

    date: the time expression attached to the act; year: the one in which the document was published.
    """
    reading = _by_rule(g, d, date, mentions, year)
    if d.model is None or not d.model.statuses:
        return reading
    if reading.why.startswith("not "):
        return reading  # nobody says whether it happened: no score knows better
    if reading.status == "asserted" and _carried_out(g, d.anchor):
        return Reading("asserted", f"under {g.lemma(g.head(d.anchor))!r}")
    votes = {s: weights.status_model * p for s, p in d.model.statuses.items()}
    if not _denied_somehow(g, d.anchor):
        votes.pop("negated", None)  # a "no" of another sentence is none of this one
    votes[reading.status] = votes.get(reading.status, 0.0) + weights.status_rule.get(reading.status, 0.3)
    best = max(votes, key=lambda s: votes[s])
    if best == reading.status or (best in ("asserted", "historical") and _beyond_doubt(g, d, reading)):
        return reading
    return Reading(best, f"model {d.model.statuses.get(best, 0.0):.2f}")


def _denied_somehow(g: Grammar, i: int) -> bool:
    """Whether any word of the sentence could negate something."""
    return any(
        g.lemma(k) in _NO or g.form(k).lower() in _NO or g.form(k).lower().startswith(("un", "non", "dis"))
        for k in g.sentence_words(i)
    )


_NO = (
    NEGATIONS
    | FAILED
    | STOPPED
    | word_set(
        "reject dismiss dispute rebut refute disavow disown cannot nothing nowhere neither lack lacking absence absent little few "
        "rarely seldom barely scarcely stall elude escape survive dodge spare call off scrapped shelve postpone halt hold withhold "
        "yet unable false untrue baseless rumour rumor lie hoax denial refusal failure instead rather than until only despite "
        "suspend delay cancel end freeze drop back miss doubt resist oppose object veto ban bar rid impossible stay remain"
    )
)


def _by_rule(
    g: Grammar, d: Draft, date: Span | None, mentions: Sequence[Mention], year: int | None
) -> Reading:
    noun = not g.is_verb(d.anchor)
    if d.refusal:
        reading = Reading("asserted", "refused in so many words")
    else:
        dates = [] if date is None else [(date, _kind(g, date, mentions, year))]
        if noun:
            dates += _years_before(g, d.anchor, year)
        reading = read_status(g, d.anchor, noun, dates)
    if d.found is not None and d.found.trigger.status is not None and reading.status == "asserted":
        return Reading(d.found.trigger.status, "the codebook")
    return reading


def _kind(g: Grammar, date: Span, mentions: Sequence[Mention], year: int | None) -> str:
    """What a date says of the act, by its words or else by the days they stand for."""
    kind = date_kind(date.of(g.text), year)
    if not kind and year is not None:
        value = next((m.date for m in mentions if m.date is not None and m.span.overlaps(date)), None)
        if value is not None and value.last is not None and value.last.year < year - 1:
            return "historical"
    return kind


def _years_before(g: Grammar, noun: int, year: int | None) -> list[tuple[Span, str]]:
    """Years that stand before a noun: "the 2005 bombing" looks back, whatever else the sentence says."""
    return [
        (g.word(k).span, "historical" if year is None or int(g.form(k)) < year - 1 else "")
        for k in g.kids[noun]
        if k < noun
        and g.base(k) in ("nummod", "compound", "nmod")
        and g.form(k).isdecimal()
        and 1500 <= int(g.form(k)) <= 2100
    ]


def _beyond_doubt(g: Grammar, d: Draft, reading: Reading) -> bool:
    """Whether a cue on the verb itself leaves no doubt, whatever the model thinks."""
    if reading.why in ("not", "n't") and any(g.lemma(k) in ("not", "n't") for k in g.at(d.span)):
        return False  # "will not lift": what is told is the refusal
    return reading.why in SURE or reading.denier is not None


def _carried_out(g: Grammar, i: int) -> bool:
    governor = g.head(i)
    return (
        g.base(i) == "xcomp"
        and governor >= 0
        and g.lemma(governor) in CARRIED_OUT
        and ("Tense=Past" in g.word(governor).feats or g.is_passive(governor))
        and read_status(g, governor, False).status == "asserted"
    )
