"""Names of the knowledge in the text: which of its namesakes each one means, and whether it is a name at all there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from dragoman.actors.governments import use_of_state
from dragoman.actors.knowledge import Form
from dragoman.actors.names import phrase_set, word_set
from dragoman.actors.spelling import written_as
from dragoman.actors.text import Found, Text
from dragoman.records import Actor

__all__ = ["known_names"]


def known_names(text: Text) -> list[Found]:
    """Every name of the knowledge in the text, the longest first at each word."""
    out: list[Found] = []
    opened: dict[tuple[str, str], int] = {}
    for at, names in text.names.items():
        for length, forms in names:
            for form in forms if length > 1 else ():
                opened.setdefault((form.actor, text.folds[at]), at)
    behind = 0
    for at, names in text.names.items():
        if at < behind:
            continue
        step = 1
        for length, forms in names:
            fitting = [form for form in forms if written_as(text, at, length, form)]
            if not fitting:
                continue
            choice = _choose(text, fitting, at, length, opened)
            if choice is None:
                continue
            made = _found(text, choice, at, length)
            if made:
                out.append(made)
                step = length
                if length > 1 and made.type != "Person":
                    out += _people_inside(text, at, length)
            break
        behind = at + step
    return out


def _people_inside(text: Text, at: int, length: int) -> list[Found]:
    """People named inside another name: "regime of Bashar al-Assad"."""
    out = []
    for inner in range(at, at + length):
        for size, forms in text.match(inner):
            people = [form for form in forms if text.known.entries[form.actor].actor.kind == "person"]
            if (
                1 < size <= at + length - inner
                and len(people) == 1
                and written_as(text, inner, size, people[0])
            ):
                made = _found(text, people[0], inner, size)
                if made:
                    out.append(made)
                break
    return out


def _choose(
    text: Text, forms: list[Form], at: int, length: int, opened: Mapping[tuple[str, str], int]
) -> Form | None:
    """The form that the context speaks for, or None if it leaves more than one (or none).

    opened: actor and the first word of a longer name of theirs -> where such a name first stands.
    """
    others = [form for form in forms if text.known.entries[form.actor].actor.kind != "publisher"]
    if (
        others
        and len(others) < len(forms)
        and (text.folds[at + length : at + length + 1] or [""])[0] not in _REPORTING
    ):
        # "The Australian" is a newspaper where it reports, a nationality elsewhere.
        forms = others
    scored = []
    for form in forms:
        entry = text.known.entries[form.actor]
        actor = entry.actor
        home = text.known.country_state.get(actor.country or "")
        near = text.countries.get(home or "", 0) + (
            text.countries.get(form.actor, 0) if actor.kind == "state" else 0
        )
        if form.how == "seat" and form.actor == "eu":
            # Brussels is the Union's unless the text is about Belgium.
            scored.append((4.0 if text.countries.get("bel", 0) < 3 else 0.0, form))
            continue
        if form.context and any(other in text.named for other in entry.near):
            near = max(near, 1)
        if (
            form.context
            and not near
            and not (
                length < 3
                and (
                    (form.how == "short" and form.actor in text.named)
                    or (
                        text.words[at].text[0].isupper() and opened.get((form.actor, text.folds[at]), at) < at
                    )
                )
            )
        ):
            continue
        if actor.kind == "publisher" and not _paper(text, at, length, form):
            continue
        score = (
            3.0 * min(near, 5) / 5
            + (2.0 if form.actor in text.named else 0.0)
            + (0.5 if form.how in ("name", "short") else 0.0)
        )
        if not _alive(actor, text.day):
            score -= 3.0
        scored.append((score, form))
    if not scored:
        return None
    scored.sort(key=lambda pair: -pair[0])
    if len(scored) > 1 and scored[0][0] - scored[1][0] < 0.5:
        return None
    return scored[0][1]


def _alive(actor: Actor, day: dt.date | None) -> bool:
    """False if a group had ended two years before that day, or not begun."""
    if day is None or actor.kind == "person" or not actor.sectors:
        return True
    first, last = actor.sectors[0].first, actor.sectors[0].last
    return (first is None or first.year <= day.year) and (last is None or last.year + 2 >= day.year)


def _paper(text: Text, at: int, length: int, form: Form) -> bool:
    """True if a publisher's name stands where one does: names of one common word need an article or a cue before."""
    before = text.words[at - 1] if at else None
    article = before is not None and before.fold == "the" and text.joined(at - 1, at)
    behind = at + length
    if (
        text.folds[behind - 1] in _HALF
        and behind < len(text.words)
        and text.words[behind].text[0].isupper()
        and text.between(behind - 1, behind) == " "
    ):
        return False  # "The National Assembly", "the Independent Commission"
    if length > 1 and not form.context:
        return True
    if form.context:
        after = text.folds[at + length] if at + length < len(text.folds) else ""
        cue = after in _REPORTING or (before is not None and before.fold in ("told", "citing", "by"))
        return (bool(article) or cue) and text.words[at].text[0].isupper()
    return True


_HALF = word_set("national independent australian nation republic citizen")
"""Names of papers that names of bodies begin with."""
_REPORTING = word_set(
    """
    reported reports said says quoted cited news agency newspaper magazine television tv website wrote
    """
)


def _found(text: Text, form: Form, at: int, length: int) -> Found | None:
    """What a name stands for where it stands, or None if it is no name of that actor there."""
    actor = text.known.entries[form.actor].actor
    begin, end = text.words[at].begin, text.words[at + length - 1].end
    item = Found(begin, end, form.actor, "Organisation", "", first=at, last=at + length)
    if actor.kind == "person":
        return _found_person(text, item, form, actor)
    if actor.kind != "state" and form.how != "seat":
        return _found_group(text, item, form, actor)
    return _found_state(text, item, form, actor)


def _found_person(text: Text, item: Found, form: Form, actor: Actor) -> Found | None:
    length = item.last - item.first
    if _other_person(text, item.first, length):
        return None
    item.type = "Person"
    item.because = f"full name of {actor.name}" if length > 1 else f"{form.written} means {actor.name}"
    text.named.add(form.actor)
    return item


def _found_group(text: Text, item: Found, form: Form, actor: Actor) -> Found | None:
    at = item.first
    if form.actor in _PLATFORMS and _as_a_medium(text, at, item.last - at):
        return None
    if (
        form.actor == "ifrc" and at and text.joined(at - 1, at) and text.words[at - 1].text[0].isupper()
        and text.folds[at - 1] != "the"
    ):  # fmt: skip
        # "The Kurdish Red Crescent" is a society of its own.
        return None
    item.because = f"name of {actor.name}" if form.how != "short" else f"acronym of {actor.name}"
    if actor.kind == "people":
        item.type, item.use = "Nationality", "people"
    return item


def _found_state(text: Text, item: Found, form: Form, actor: Actor) -> Found | None:
    """A state by its name, adjective or people, or its government by what stands for it or the city of its seat."""
    at, length = item.first, item.last - item.first
    if _in_a_name(text, at, length, form):
        return None
    item.country, item.how = actor.country, form.how
    if form.how == "adjective":
        item.type, item.use, item.because = "Nationality", "adjective", f"adjective of {actor.name}"
        return item
    if form.how == "people":
        if _as_a_state(text, at, length):
            item.sectors = ("GOV",)
            item.type, item.because = (
                "Nationality",
                f"the people of {actor.name} for their state: what they do, states do",
            )
            return item
        people = text.known.actor(f"{form.actor}-people")
        item.actor = people.id if people else form.actor
        item.type, item.use, item.because = "Nationality", "people", f"people of {actor.name}"
        return item
    if form.how == "stand":
        item.because, item.sectors = f"{form.written} stands for the government of {actor.name}", ("GOV",)
        return item
    seat = form.how == "seat"
    use, why = use_of_state(text, at, length, seat=seat)
    if use == "place" and seat:
        return None
    item.use, item.type = use, "Location"
    if use == "place":
        item.actor, item.name, item.because = None, actor.name, f"{actor.name} as a place: {why}"
        return item
    item.because = f"{form.written} for its government: {why}" if seat else f"state {actor.name}: {why}"
    item.sectors = ("GOV",)
    return item


def _as_a_state(text: Text, at: int, length: int) -> bool:
    """ "The Americans vetoed it": with the article, and doing what only states do."""
    if not at or text.folds[at - 1] != "the" or text.between(at - 1, at) != " ":
        return False
    index = text.parsed(text.words[at + length - 1].begin)
    if index is None:
        return False
    word = text.parse.words[index]
    verb = text.parse.words[word.head] if word.head >= 0 else None
    return verb is not None and verb.pos == "VERB" and word.dep == "nsubj" and verb.lemma in _STATES_DO


_STATES_DO = word_set("veto deploy sanction impose withdraw arm fund recognise recognize retaliate intervene")
_PLATFORMS = frozenset(["twitter", "facebook", "youtube", "telegram", "instagram", "whatsapp", "tiktok"])
_ITS_PAGES = word_set(
    """
    account accounts post posts page pages feed feeds user users follower followers handle message messages video videos
    thread hashtag channel channels group groups live
    """
)


def _as_a_medium(text: Text, at: int, length: int) -> bool:
    """True where a platform is where something was written, not who acts: "on Twitter", "a Facebook post"."""
    after = at + length
    if at and text.folds[at - 1] in ("on", "via", "through", "over", "to") and text.joined(at - 1, at):
        return True
    return after < len(text.words) and text.folds[after] in _ITS_PAGES and text.joined(after - 1, after)


_NAME_AFTER = word_set(
    """
    post times street university avenue hotel square sea river park airport heights hilton road bank strip
    valley state d.c dc cup gate bridge lane county wizards redskins nationals united marathon fc zoo
    """
)


def _in_a_name(text: Text, at: int, length: int, form: Form) -> bool:
    """True if a state's or city's name is part of another: "Washington Post", "Michael Jordan", "Jordan River"."""
    after = text.words[at + length] if at + length < len(text.words) else None
    before = text.words[at - 1] if at else None
    if form.how in ("adjective", "people", "stand"):
        return False
    if (
        after
        and after.text[0].isupper()
        and after.fold in _NAME_AFTER
        and text.joined(at + length - 1, at + length)
    ):
        return True
    if (
        before
        and before.text[0].isupper()
        and text.joined(at - 1, at)
        and (
            before.fold
            in ("new", "fort", "lake", "port", "mount", "real", "atletico", "sporting", "university")
            or (form.how == "seat" and before.fold in ("west", "east"))
        )
    ):
        return True
    if before and text.joined(at - 1, at) and before.fold in _GIVEN and form.written in _LIKE_PEOPLE:
        return True
    return bool(
        after and form.written in _LIKE_PEOPLE and after.text[0].isupper() and text.between(at + length - 1, at + length) == " "
        and not text.words[at + length - 1].possessive and text.pos(at + length) == "PROPN" and after.fold not in text.known.lengths
    )  # fmt: skip


_LIKE_PEOPLE = phrase_set(
    """
    Jordan, Chad, Georgia, Washington, Israel, Lebanon, Cuba, Paris, London, Sofia, Victoria, Kingston,
    Male, Georgetown, San José, Lima, Hamilton, Stanley
    """
)
_GIVEN = word_set(
    """
    george michael denzel kerry neil king lake jack john jr robert martin montego petra vernon port booker
    ricky
    """
)


def _other_person(text: Text, at: int, length: int) -> bool:
    """True if a known name is part of a longer name of somebody else ("Asma" before "Assad", "Trump" "Jr.")."""
    after = text.words[at + length] if at + length < len(text.words) else None
    gap = text.between(at + length - 1, at + length) if after else ""
    return after is not None and after.fold in ("jr", "junior") and gap in (" ", ", ")
