"""Whether a word that the codebook knows tells of an act here: its surroundings weighed by a fitted table.

A trigger's own weight says how often it is an act; how it stands says more: who is named beside it, its tense, what it hangs
on, what else the sentence is about. Every candidate is described by the features below; `acts.tsv` beside the codebook
holds a weight for each, fitted by logistic regression on hand-coded sentences (`benchmarks/events.py --tables`). Their sum is
the log-odds by the codebook and grammar alone; `combine.py` joins it with what the language model says. A codebook without
the table is judged by its weights only.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.events.arguments import Cast
from dragoman.events.casting import kind_of
from dragoman.events.codebook import Codebook, Trigger
from dragoman.events.grammar import Grammar, word_set

__all__ = ["features_of", "topics_of"]

TOPIC_CLASSES = ("sport", "markets", "fiction", "nature")
TOPICS: dict[str, frozenset[str]] = {
    "politics": word_set(
        "election campaign candidate voter vote poll primary caucus ballot republican democrat democratic senator nominee gop "
        "debate delegate"
    ),
    "business": word_set(
        "company firm investor customer product business bank sale market retailer brand store manufacturer insurer airline "
        "profit revenue"
    ),
    "conflict": word_set(
        "troop rebel army soldier militant force military fighter attack airstrike bomb missile war ceasefire insurgent terrorist "
        "jihadist isil isis daesh regime coalition sanction hostage protester police minister president government opposition"
    ),
    "law": word_set("law court judge jury lawsuit crime robbery theft suspect sheriff"),
    "culture": word_set("music song album festival museum art gallery theatre dance poem poet"),
    "history": word_set("century ancient medieval empire dynasty emperor king queen"),
    "home": word_set(
        "school child family house wife husband mother father friend kitchen garden recipe holiday"
    ),
    "science": word_set(
        "study research researcher scientist patient disease virus species climate planet university"
    ),
}


def topics_of(g: Grammar, words: range, book: Codebook) -> tuple[str, ...]:
    """What a sentence is about and how it speaks, the same for each of its candidates."""
    lemmas = {g.lemma(k) for k in words}
    out = []
    for name in TOPIC_CLASSES:
        n = len(lemmas & book.words.get(name, frozenset()))
        if n:
            out.append(f"topic={name}:{min(n, 3)}")
    for name, known in TOPICS.items():
        n = len(lemmas & known)
        if n:
            out.append(f"topic={name}:{min(n, 3)}")
    out.append(f"length={sum(len(words) > c for c in (8, 15, 25, 40))}")
    if any(g.form(k) == "?" for k in words):
        out.append("question")
    if lemmas & {"i", "we", "you"}:
        out.append("speaker")
    return tuple(out)


def features_of(
    g: Grammar,
    anchor: int,
    type_: str,
    rule: Trigger | None,
    roles: tuple[Sequence[int], Sequence[int]],
    cast: Cast,
    topics: Sequence[str],
    dropped: str | None,
) -> list[str]:
    """What is known of a candidate without the language model.

    rule: the trigger of the codebook that found it; roles: heads of actors and recipients by its frame;
    topics: of the sentence, `topics_of`; dropped: why structure says it is no act of its own.
    """
    verb = g.is_verb(anchor)
    v = "v" if verb else "n"
    f = [
        "bias",
        f"type={type_}",
        f"pos={v}:{type_}",
        f"hangs={v}:{g.base(anchor)}",
        f"lemma={g.lemma(anchor)}:{type_}",
        *topics,
    ]
    if rule is None:
        f.append("no rule")
    else:
        f += [f"rule={rule.type}:{v}:{rule.name}", f"weight={round(rule.weight * 5)}"]
        if rule.type != type_:
            f.append("differ")
        if len(rule.words) > 1:
            f.append("phrase")
        f += [f"when={c}" for c in ("object", "beside", "subject", "needs") if getattr(rule, c)]
    if dropped is not None:
        f += ["dropped", "dropped=" + dropped.split(" ", 1)[0]]
    named = ("a" if roles[0] else "") + ("r" if roles[1] else "")
    f += [f"named={v}:{named}", f"named={v}:{named}:{type_}"]
    for side, heads in zip("ar", roles, strict=True):
        if heads:
            kind = kind_of(g, heads[0], cast)
            f += [f"{side}={kind}", f"{side}={kind}:{type_}"]
    head = g.head(anchor)
    over = g.lemma(head) if head >= 0 else "-"
    f.append(f"under={g.base(anchor)}:{over}")
    return f + (_of_verb(g, anchor, cast) if verb else _of_noun(g, anchor))


def _of_noun(g: Grammar, i: int) -> list[str]:
    article = next((g.form(k).lower() for k in g.kids[i] if g.base(k) == "det"), "")
    number = "plural" if g.has(i, "Number=Plur") else "singular"
    lemma = g.lemma(i)
    f = [
        f"case={g.case(i)}",
        f"article={article}",
        f"number={number}",
        f"case={g.case(i)}:{lemma}",
        f"article={article}:{lemma}",
    ]
    for k in g.kids[i]:
        base = g.base(k)
        if base in ("nmod", "amod", "compound"):
            f.append(f"{base}={g.case(k)}:{g.lemma(k)}" if base == "nmod" else f"{base}={g.lemma(k)}")
        if base == "nmod":
            f.append(f"of={g.case(k)}:{lemma}")
    if not article and not any(g.dep(k) == "nmod:poss" for k in g.kids[i]):
        f.append(f"bare={number}")
    return f


def _of_verb(g: Grammar, i: int, cast: Cast) -> list[str]:
    feats = g.word(i).feats
    tense = "past" if "Tense=Past" in feats else "present" if "Tense=Pres" in feats else ""
    form = next((x for x in ("Inf", "Part", "Ger") if f"VerbForm={x}" in feats), "Fin")
    aux = [g.form(k).lower() for k in g.kids[i] if g.base(k) == "aux"]
    passive = "passive" if g.is_passive(i) else ""
    f = [f"tense={tense}:{form}:{'aux' if aux else ''}:{passive}", *(f"aux={a}" for a in aux)]
    mark = g.child(i, "mark")
    if mark is not None:
        f.append(f"mark={g.lemma(mark)}:{g.base(i)}")
    hurt = g.object(i)
    if hurt is not None and (
        g.pos(hurt) == "NUM" or any(g.base(k) == "nummod" and g.pos(k) == "NUM" for k in g.kids[hurt])
    ):
        f += ["counted", f"counted={g.lemma(i)}"]
    lemma = g.lemma(i)
    for name, word in (("subject", g.subject(i)), ("object", hurt)):
        kind = "" if word is None else kind_of(g, word, cast)
        f += [f"{name}={kind}", f"{name}={kind}:{lemma}"]
        if word is not None:
            f.append(f"{name}={g.lemma(word)}")
    for k in g.kids[i]:
        base = g.base(k)
        if base in ("xcomp", "ccomp"):
            f += [f"{base}:{lemma}", f"{base}={g.lemma(k)}:{lemma}", f"{base}={g.lemma(k)}"]
        elif base == "obl":
            f += [f"obl={g.case(k)}:{lemma}", f"obl={g.case(k)}:{g.lemma(k)}"]
    if hurt is not None:
        f.append(f"object={g.lemma(hurt)}:{lemma}")
    return f
