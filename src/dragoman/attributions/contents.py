"""What is said: the clause, the infinitive or the phrase that a cue brings with it."""

from __future__ import annotations

from dragoman.attributions.cues import cue_at
from dragoman.attributions.reading import Reading, in_quotation

__all__ = ["clause_of", "infinitive_of", "interposed", "torn_off", "what_follows"]

_FOLLOW = frozenset({"of", "as", "for", "over", "with", "to", "into", "on", "from", "that", "against"})


def clause_of(reading: Reading, i: int) -> list[int] | None:
    """Words of what is said by verb `i` as a clause of its own, before or behind it."""
    g = reading.grammar
    clauses = [k for k in g.kids(i, "ccomp") if k != i]
    if clauses:
        words: list[int] = []
        for k in clauses:
            # What follows a semicolon is the writer's again, unless quotation marks hold it together.
            later = [
                p
                for p in g.kids(k, "parataxis")
                if p > k and any(g.forms[w] == ";" for w in range(k, p)) and not in_quotation(reading, p)
            ]
            words.extend(g.subtree(k, without=later))
        return sorted(words)
    behind = _that_clause(reading, i)
    if behind:
        return behind
    beside = torn_off(reading, i, ("that",))
    if beside:
        return beside
    if interposed(reading, i):
        # "X, he said" and "X said Y, Z reported": the clause it hangs on is the content.
        return g.subtree(g.head[i], without=[i])
    told = [k for k in g.kids(i, "parataxis") if k > i and g.kid(k, "nsubj") is not None]
    if told and any(g.forms[w] == ":" for w in range(i, told[0])):
        return g.subtree(told[0])
    if (
        g.rel[i] == "advcl"
        and g.lower[g.kid(i, "mark", "advmod") or i] == "as"
        and g.kid(i, "nsubj") is not None
    ):
        host = g.head[i]
        if host >= 0 and g.kid(i, "obj", "xcomp") is None:
            return g.subtree(host, without=[i])
    return None


def _that_clause(reading: Reading, i: int) -> list[int]:
    """The clause behind a "that" that stands right behind the verb (or behind whom it tells), if the parse hung
    it elsewhere: "said families had reported that relatives were held"."""
    g = reading.grammar
    cue = cue_at(reading, i)
    if cue is None or "clause" not in cue.frames:
        return []
    reach = 6 if "tell" in cue.frames else 1
    for w in range(i + 1, min(i + 1 + reach, len(g.words))):
        if g.lower[w] == "that" and g.rel[w] == "mark":
            head = g.head[w]
            return [k for k in g.subtree(head) if k >= w] if head > w else []
        if g.words[w].pos in ("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"):
            return []
    return []


def torn_off(reading: Reading, i: int, marks: tuple[str, ...]) -> list[int]:
    """What verb `i` says, where the parse hung it on the verb of another speaker: in "X wrote that Y, Z reported", "'Y,' X told
    W, Z reported" and "Z reported that X had said Y" both X's verb and Y's are clauses of "reported"."""
    g = reading.grammar
    outer = g.head[i]
    if g.rel[i] != "ccomp" or outer < 0 or g.kid(i, "nsubj") is None or g.kid(i, "ccomp") is not None:
        return []
    if outer < i:
        cue = cue_at(reading, i)
        if cue is None or "clause" not in cue.frames:
            return []
        behind = [k for k in g.kids(outer, "ccomp") if k > i]
        if behind and g.kid(behind[0], "nsubj") is not None and g.kid(behind[0], "cc") is None:
            return g.subtree(behind[0])
        return []
    subject = g.kid(outer, "nsubj")
    if subject is None or subject < i:
        return []
    for k in g.kids(outer, "ccomp"):
        if i < k < subject and any(g.lower[m] in marks and m > i for m in g.kids(k, "mark", "case")):
            return g.subtree(k)
        if k < i and in_quotation(reading, k) and not in_quotation(reading, i):
            return g.subtree(k)
    return []


def interposed(reading: Reading, i: int) -> bool:
    """True if verb `i` with its subject is set beside or into a clause by commas."""
    g = reading.grammar
    if g.head[i] < 0 or g.rel[i] not in ("parataxis", "discourse", "advcl", "conj", "dep"):
        return False
    subject = g.kid(i, "nsubj")
    if subject is None:
        return g.rel[i] == "parataxis" and g.passive(i)
    if g.rel[i] == "parataxis":
        return True
    # Parsers often take such a clause for an adverbial one; without a mark, behind a comma, it is none.
    first = min(g.subtree(i))
    return (
        g.kid(i, "mark", "cc") is None
        and g.head[i] < i
        and first > 0
        and (g.forms[first] == "," or g.forms[first - 1] == ",")
    )


def infinitive_of(reading: Reading, i: int) -> int | None:
    """The verb of "to leave" under `i`."""
    g = reading.grammar
    return next((k for k in g.kids(i, "xcomp") if any(g.lower[m] == "to" for m in g.kids(k, "mark"))), None)


def what_follows(reading: Reading, i: int, obj: int, *, wide: bool = False) -> list[int]:
    """Words behind the object that say what is said of it ("of shelling ...", "as reckless", "to leave")."""
    g = reading.grammar
    words: list[int] = []
    for k in g.children[i]:
        if k <= obj:
            continue
        marks = [g.lower[m] for m in g.kids(k, "case", "mark")]
        if g.rel[k] in ("xcomp", "ccomp") or (
            g.rel[k] in ("advcl", "obl") and any(m in _FOLLOW for m in marks)
        ):
            if wide and g.rel[k] == "obl":
                continue
            if (
                g.rel[k] == "advcl"
                and marks
                and marks[0] in ("that", "to")
                and "about" not in marks
                and g.lemma[k] == "be"
            ):
                continue
            words.extend(g.subtree(k))
    return words
