"""Full names of people: those the knowledge has in another spelling, and people of the case."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from dragoman.actors.knowledge import case_id
from dragoman.actors.namelike import FUNCTION, SENTENCE_OPENERS, may_act
from dragoman.actors.names import PARTICLES, Token, word_set
from dragoman.actors.spelling import person_spelled
from dragoman.actors.text import Found, Text
from dragoman.actors.unseen import unseen_people
from dragoman.records import Actor

__all__ = ["PORTFOLIOS", "full_names"]


def full_names(text: Text, found: Sequence[Found]) -> list[Found]:
    """Full names the knowledge has in another spelling, and people of the case: from the model, or by title and speech."""
    out: list[Found] = []
    covered = [
        (item.begin, item.end)
        for item in found
        if item.office is None and (item.type == "Person" or item.last - item.first > 1)
    ]
    spans = [
        (mention.span.begin, mention.span.end) for mention in text.parse.mentions if mention.type == "Person"
    ]
    spans += _titled_names(text)
    spans += [(text.words[a].begin, text.words[b - 1].end) for a, b in unseen_people(text)]
    seen: set[tuple[int, int]] = set()
    for begin, end in spans:
        name = _name_in(text, begin, end)
        if name is None or name in seen:
            continue
        seen.add(name)
        first, last = name
        a, b = text.words[first].begin, text.words[last - 1].end
        if any(x < b and a < y for x, y in covered):
            continue
        full = tuple(text.folds[first:last])
        if len(full) < 2 or full in text.known.surnames:
            continue
        written = " ".join(text.document.text[a:b].split())
        person = person_spelled(text, full)
        if person:
            text.named.add(person)
            because = f"a spelling of {text.known.entries[person].actor.name}"
            out.append(Found(a, b, person, "Person", because, first=first, last=last))
        elif not set(full) & text.known.never:
            id_ = text.known.merged.get(case_id(written), case_id(written))
            text.case.setdefault(id_, Actor(id_, written, "person", of_case=True))
            because = "a full name that the knowledge does not have"
            out.append(Found(a, b, id_, "Person", because, first=first, last=last, name=written))
    return out


def _begin(word: Token) -> int:
    return word.begin


def _name_in(text: Text, begin: int, end: int) -> tuple[int, int] | None:
    """The words of a personal name in [begin, end): capitalised ones in a row, titles, articles and roles left out."""
    first = bisect.bisect_left(text.words, begin, key=_begin)
    inside = list(range(first, min(bisect.bisect_left(text.words, end, key=_begin), first + 12)))
    best: tuple[int, int] | None = None
    at = 0
    while at < len(inside):
        i = inside[at]
        title = text.title(i)
        if title:
            at += title[0]
            continue
        if (
            not text.capitals[i]
            or (text.folds[i] in PORTFOLIOS and i > 0 and text.folds[i - 1] == "of")
            or text.folds[i] in SENTENCE_OPENERS
            or (text.folds[i] in FUNCTION and text.folds[i] not in PARTICLES)
            or (
                len(text.words[i].text) == 1
                and text.document.text[text.words[i].end : text.words[i].end + 1] == "-"
            )
        ):
            at += 1
            continue
        last = at
        while (
            last + 1 < len(inside)
            and (
                text.between(inside[last], inside[last + 1]) in (" ", "-", "‑")
                or (
                    len(text.words[inside[last]].text) == 1
                    and text.between(inside[last], inside[last + 1]) == ". "
                )
            )
            and not (last + 2 < len(inside) and text.title(inside[last + 1]))
            and (text.capitals[inside[last + 1]] or text.folds[inside[last + 1]] in PARTICLES)
            and not text.words[inside[last]].possessive
        ):
            last += 1
        while text.folds[inside[last]] in PARTICLES and last > at:
            last -= 1
        run = (inside[at], inside[last] + 1)
        joined = run[1] - run[0] == 2 and text.between(run[0], run[0] + 1) in ("-", "‑")
        if run[1] - run[0] >= 2 and not joined and not _known_words(text, run) and _personal(text, run):
            best = run
            # What follows with a comma, "of" or "at" says where they belong, it is not the name.
            behind = inside[last] + 1
            if behind < len(text.words) and (
                "," in text.between(behind - 1, behind) or text.folds[behind] in ("of", "at", "from", "who")
            ):
                return best
        at = last + 1
    return best


PORTFOLIOS = word_set(
    "state defense defence treasury commerce labor labour energy interior justice education health"
)
"""What stands behind "Secretary of" and is no part of the name that follows."""

# Words that end or make up names of bodies, works and regions, never those of people.
_IMPERSONAL = word_set(
    """
    asia africa europe america east west north south markets market capital press bank group company corporation corp inc
    ltd llc institute institution university college school department ministry agency association federation
    foundation committee commission council court news times post journal magazine television radio network airlines
    airways industries holdings partners services systems technologies international center centre party movement front
    army force forces brigade battalion fund trust society club union league team hospital church mosque voters others
    supporters states republic states' house senate congress parliament program programme project staff office bureau
    """
)


def _personal(text: Text, run: tuple[int, int]) -> bool:
    """False if the words end as names of bodies, papers, laws, weapons, places or regions do."""
    last = text.folds[run[1] - 1]
    return last not in _IMPERSONAL and may_act(text.words[run[0] : run[1]], "Person")


def _known_words(text: Text, run: tuple[int, int]) -> bool:
    """True if a state, nationality or body stands in the run: then it is no personal name."""
    for at in range(*run):
        for length, forms in text.match(at):
            if at + length <= run[1] and any(form.how in ("adjective", "people", "stand") for form in forms):
                return True
        match = text.noun(at)
        if match and run[1] - run[0] <= 3:
            return True
    return False


_SPEECH_WORDS = re.compile(
    r"\s*(?:,\s*)?(?:said|says|told|added|warned|claimed|argued|explained|tweeted|wrote|insisted)\b"
)
_TRADES = word_set(
    """
    spokesman spokeswoman spokesperson governor mayor activist analyst commander journalist lawyer
    resident fighter official director chief leader minister ambassador correspondent expert photographer
    reporter rapper professor
    """
)


def _titled_names(text: Text) -> list[tuple[int, int]]:
    """Names that a title, a trade or a verb of speech makes people, whether or not the model saw them."""
    out = []
    count = len(text.words)
    starts = sorted({*text.titles, *(at for at, capital in enumerate(text.capitals) if capital)})
    for at in starts:
        title = text.title(at)
        if title and text.words[at].text[0].isupper() and at + title[0] + 1 < count:
            begin = at + title[0]
            if text.between(begin - 1, begin) not in (" ", ". ") or not text.capitals[begin]:
                continue
            end = _end_of_name(text, begin, begin)
            out.append((text.words[begin].begin, text.words[end].end))
        elif (
            at + 2 < count
            and text.capitals[at]
            and text.capitals[at + 1]
            and text.between(at, at + 1) == " "
            and (at == 0 or not text.capitals[at - 1] or text.between(at - 1, at) not in (" ", "-"))
        ):
            end = _end_of_name(text, at, at + 1)
            trade = at > 0 and text.folds[at - 1] in _TRADES and text.between(at - 1, at) == " "
            if trade or _SPEECH_WORDS.match(text.document.text, text.words[end].end):
                out.append((text.words[at].begin, text.words[end].end))
    return out


def _end_of_name(text: Text, first: int, last: int) -> int:
    """The last word of the name that begins at word `first` and reaches at least to word `last`: five words at most."""
    while (
        last + 1 < len(text.words)
        and (
            text.between(last, last + 1) in (" ", "-")
            or (len(text.words[last].text) == 1 and text.between(last, last + 1) == ". ")
        )
        and (text.capitals[last + 1] or text.folds[last + 1] in PARTICLES)
        and last - first < 4
    ):
        last += 1
    return last
