"""Which states a document speaks of, how much, and which one it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.actors.knowledge import Form
from dragoman.actors.names import key
from dragoman.actors.schema import Range
from dragoman.actors.spelling import written_as
from dragoman.actors.text import Found, Text

__all__ = ["at_war", "count_countries", "count_surnames", "foremost", "salient"]


def count_countries(text: Text) -> None:
    """Counts the states a document speaks of, its title twice, its publisher's a little."""
    known = text.known
    behind = 0
    for at, names in text.names.items():
        if at < behind:
            continue
        step = 1
        for length, forms in names:
            form = next((form for form in forms if written_as(text, at, length, form)), None)
            if form:
                _count(text, form, length, alone=len(forms) == 1)
                step = length
            if step > 1 or text.countries:
                break
        behind = at + step
    title = key(text.document.title or "")
    for at in range(len(title)):
        for _, forms in known.match(title, at):
            for form in forms:
                if known.entries[form.actor].actor.kind == "state" and form.how != "short":
                    text.countries[form.actor] += 2
            break
    publisher = known.publisher(text.document.publisher)
    if publisher and publisher.country and publisher.country in known.country_state:
        text.countries[known.country_state[publisher.country]] += 1


def _count(text: Text, form: Form, length: int, *, alone: bool) -> None:
    """Counts a name for its state, or for the state where its actor is at home; alone: no other name is written so."""
    actor = text.known.entries[form.actor].actor
    if actor.kind == "state":
        text.countries[form.actor] += 1
        text.seats[form.actor] += form.how == "seat"
        return
    sure = length > 1 or form.how == "short"
    if not sure or not alone or form.context or form.how not in ("name", "short"):
        return
    home = text.known.country_state.get(actor.country or "")
    if home and actor.kind in ("group", "body", "person"):
        text.countries[home] += 1
    text.named.add(form.actor)


def count_surnames(text: Text, found: Sequence[Found]) -> None:
    """Counts surnames of people named in full ("Assad") for their country, so that it weighs what it does in the text."""
    people = {item.actor for item in found if item.type == "Person" and item.actor}
    last: dict[str, str] = {}
    for id_ in people:
        entry = text.known.entries.get(id_ or "")
        home = text.known.country_state.get(entry.actor.country or "") if entry else None
        if entry and home:
            last[entry.actor.name.split()[-1].split("-")[-1].casefold()] = home
    for word in text.folds:
        if word in last:
            text.countries[last[word]] += 1


def salient(text: Text) -> str | None:
    """The one state a document is about, if there is one: two fifths of what it says, and half more than the next."""
    if not text.countries:
        return None
    ranked = text.countries.most_common(2)
    total = sum(text.countries.values())
    if ranked[0][1] < 3 or 5 * ranked[0][1] < 2 * total:
        return None
    return ranked[0][0] if len(ranked) == 1 or 2 * ranked[0][1] >= 3 * ranked[1][1] else None


def foremost(text: Text, among: Mapping[str, Sequence[Range]]) -> str | None:
    """Of the states that `among` names for the day of the document the one it speaks of most, by half more than the next."""
    ranked = [
        (count, state)
        for state, count in text.countries.most_common()
        if any(text.held(first, last) for first, last in among.get(state, ()))
    ]
    if not ranked or (len(ranked) > 1 and 2 * ranked[0][0] < 3 * ranked[1][0]):
        return None
    return ranked[0][1]


def at_war(text: Text) -> str | None:
    """Whose rebels "the rebels" are: of the states the text speaks of the one with a civil war that day, if only one stands out."""
    return foremost(text, text.known.wars)
