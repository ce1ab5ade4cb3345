"""Names that neither the knowledge nor the model has: people whom the grammar makes so, bodies by the words they are made of."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.knowledge import case_id
from dragoman.actors.namelike import FUNCTION, SENTENCE_OPENERS, looks_like_a_name
from dragoman.actors.names import PARTICLES, word_set
from dragoman.actors.text import Found, Text
from dragoman.records import Actor, Span, Word

__all__ = ["unseen_bodies", "unseen_people"]

Run = tuple[int, int]
"""Words [first, last) of the text."""


def unseen_people(text: Text) -> list[Run]:
    """Runs of capitalised words that are a person's by grammar: in apposition to a trade or kin ("the aid worker Ada Lunt",
    "a convert, Ada Lunt"), before "who", subject of what only people do, or beside such a name with "and".

    Only with a parse.
    """
    words = text.parse.words
    runs = {
        head: run
        for run in _runs(text)
        if (head := _head(text, run)) is not None and _proper(text, run)
    }  # fmt: skip
    sure = [head for head, run in runs.items() if _is_a_person(text, words, head, run)]
    beside = [
        head
        for head in runs
        if head not in sure and words[head].dep.split(":")[0] == "conj" and words[head].head in sure
    ]
    return [runs[head] for head in (*sure, *beside)]


def _runs(text: Text) -> list[Run]:
    """Two to four capitalised words in a row, with particles and hyphens between them ("Adel al-Dukhaili")."""
    out: list[Run] = []
    at, count = 0, len(text.words)
    while at < count:
        if not text.capitals[at] or text.folds[at] in SENTENCE_OPENERS:
            at += 1
            continue
        last = at
        while (
            last + 1 < count
            and not text.words[last].possessive
            and (
                text.between(last, last + 1) in (" ", "-", "‑")
                or (len(text.words[last].text) == 1 and text.between(last, last + 1) == ". ")
            )
            and (text.capitals[last + 1] or text.folds[last + 1] in PARTICLES)
        ):
            last += 1
        while last > at and (text.folds[last] in PARTICLES or len(text.words[last].text) == 1):
            last -= 1
        if 1 <= last - at <= 4:
            out.append((at, last + 1))
        at = last + 1
    return out


def _head(text: Text, run: Run) -> int | None:
    """The parse's word that heads the run: the one whose own head lies outside of it."""
    begin, end = text.words[run[0]].begin, text.words[run[1] - 1].end
    at = text.parsed(begin)
    words = text.parse.words
    for _ in range(6):
        if at is None or words[at].head < 0 or not begin <= words[words[at].head].span.begin < end:
            return at
        at = words[at].head
    return None


def _proper(text: Text, run: Run) -> bool:
    """True if the parse reads each capitalised word of the run as a name, and all as one name."""
    words = text.parse.words
    for at in range(*run):
        k = text.parsed(text.words[at].begin)
        if k is None or (text.capitals[at] and words[k].pos != "PROPN"):
            return False
        if at > run[0] and text.capitals[at] and words[k].dep.split(":")[0] not in ("flat", "appos"):
            return False
    return True


def _is_a_person(text: Text, words: Sequence[Word], head: int, run: Run) -> bool:
    word = words[head]
    dep = word.dep.split(":")[0]
    governor = words[word.head] if word.head >= 0 else None
    if dep in ("appos", "flat") and governor is not None and governor.pos in ("NOUN", "NUM", "PRON"):
        return governor.lemma.casefold() in _PEOPLE
    if (
        run[1] < len(text.words)
        and text.gap(run[1] - 1, run[1]) == ","
        and text.folds[run[1]] in ("who", "whose")
    ):
        return True
    return dep == "nsubj" and governor is not None and governor.pos == "VERB" and governor.lemma in _HUMAN


_PEOPLE = word_set(
    """
    minister president secretary chief head leader envoy commissioner commander general colonel major lieutenant admiral
    spokesman spokeswoman spokesperson senator congressman congresswoman ambassador counterpart official director adviser
    advisor governor mayor chairman chairwoman chair coordinator activist analyst lawyer professor fellow expert founder
    correspondent journalist reporter deputy officer judge prosecutor historian economist diplomat attache premier consul
    speaker captain sergeant doctor surgeon nurse medic rescuer teacher resident fighter rebel defector negotiator delegate
    representative researcher manager editor lawmaker cleric imam bishop archbishop worker convert hostage prisoner
    detainee soldier pilot volunteer student teenager girl boy man woman mother father brother sister son daughter wife
    husband widow friend ally rival successor predecessor cousin uncle aunt child survivor witness victim refugee farmer
    driver guard photographer cameraman filmmaker author writer poet singer actor blogger businessman businesswoman banker
    executive owner boss veteran militant jihadist jihadi extremist bomber attacker gunman killer suspect recruit recruiter
    bride schoolgirl schoolboy priest monk nun pastor rabbi sheikh warlord strongman dissident campaigner organiser
    organizer barrister solicitor attorney counsel counsellor translator interpreter engineer scientist physicist academic
    scholar politician candidate mp peer backbencher one architect shopkeeper baker taxi-driver paramedic sniper tycoon
    """
)
"""What somebody is whose name may follow."""

_HUMAN = word_set(
    """
    say tell add warn claim argue explain tweet write insist think believe marry resign apologise apologize testify recall
    """
)
"""What only people do, of those who bear no name of a body."""

_BODY = word_set(
    """
    crescent university school college academy institute institution association federation foundation committee
    commission council centre center campaign network union league agency authority party movement front brigade brigades
    battalion militia corps observatory fund society alliance tribunal syndicate organisation organization initiative
    forum directorate secretariat consortium chamber helmets guild assembly
    """
)
"""Words that names of bodies are made of."""


def unseen_bodies(text: Text, found: Sequence[Found]) -> list[Found]:
    """Names of bodies that nobody found: capitalised words with one that bodies are made of ("Kurdish Red Crescent", "School of
    Economics", "Campaign Against Arms Trade"). They become actors of this case."""
    covered = [
        (item.begin, item.end)
        for item in found
        if item.use == "actor" and item.last - item.first > 1 and item.office is None
    ]
    seen = [
        (mention.span.begin, mention.span.end)
        for mention in text.parse.mentions
        if mention.type == "Organisation" and mention.span.end - mention.span.begin > 12
    ]
    out: list[Found] = []
    at, count = 0, len(text.words)
    while at < count:
        if not text.words[at].text[0].isupper() or text.folds[at] in SENTENCE_OPENERS:
            at += 1
            continue
        last = _end_of_body(text, at)
        run, at = (at, last + 1), last + 1
        made = _body(text, run, covered, seen) if last > run[0] else None
        if made:
            out.append(made)
    return out


def _end_of_body(text: Text, at: int) -> int:
    """The last word of the name that begins at word `at`: capitalised words, and "of", "for", "against" only between such."""
    last = at
    while last + 1 < len(text.words) and not text.words[last].possessive and last - at < 8:
        step = last + 1
        while step < len(text.words) and step - last < 3 and text.folds[step] in _LINKS:
            step += 1
        if (
            step >= len(text.words)
            or not text.words[step].text[0].isupper()
            or any(text.between(i, i + 1) not in (" ", "-", "‑") for i in range(last, step))
        ):
            break
        last = step
    return last


_LINKS = frozenset(["of", "for", "the", "against", "on"])


def _body(
    text: Text, run: Run, covered: Sequence[tuple[int, int]], seen: Sequence[tuple[int, int]]
) -> Found | None:
    begin, end = text.words[run[0]].begin, text.words[run[1] - 1].end
    folds = text.folds[run[0] : run[1]]
    link = next((i for i, word in enumerate(folds) if word in _LINKS), len(folds))
    if folds[link - 1] not in _BODY:
        return None
    if any(a < end and begin < b for a, b in (*covered, *seen)):
        return None
    if any(word.text.isupper() and len(word.text) > 5 for word in text.words[run[0] : run[1]]):
        return None  # a headline
    if len([word for word in folds if word not in FUNCTION]) < 2:
        return None
    if not looks_like_a_name(text, Span(begin, end), "Organisation"):
        return None
    written = " ".join(text.document.text[begin:end].split())
    id_ = text.known.merged.get(case_id(written), case_id(written))
    if text.known.actor(id_) is None:
        text.case.setdefault(id_, Actor(id_, written, "organisation", of_case=True))
    because = "a name made as those of bodies are"
    return Found(begin, end, id_, "Organisation", because, first=run[0], last=run[1], name=written)
