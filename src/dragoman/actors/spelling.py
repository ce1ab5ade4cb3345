"""Whether words are written as a known name is, and whose name another spelling of them is."""

from __future__ import annotations

import functools
import re

from dragoman.actors.knowledge import Form, Knowledge
from dragoman.actors.names import PARTICLES, key, same_name, tokens, transliteration, word_set
from dragoman.actors.text import Text

__all__ = ["person_spelled", "written_as"]


def written_as(text: Text, at: int, length: int, form: Form) -> bool:
    """True if the words are written as that form is: capitals where it has them, acronyms exactly."""
    surface = [text.words[at + i].text for i in range(length)]
    if form.how == "short" or (form.written.isupper() and len(form.written) <= 6 and " " not in form.written):
        joined = re.sub(r"[^\w+]", "", "".join(surface))
        plain = re.sub(r"[^\w+]", "", form.written)
        # British papers write "Isis", "Nato", "Farc"; shorter ones would be common words ("Us", "Is").
        return joined == plain or (len(plain) >= 4 and joined == plain.capitalize())
    # "the coalition", but not "a ruling coalition".
    if (
        length == 1
        and not surface[0][0].isupper()
        and (form.written[0].isupper() or not at or text.folds[at - 1] not in ("the", "this", "our"))
    ):
        return False
    wanted = _wanted(form.written)
    for i, word in enumerate(surface):
        upper = wanted[i] if i < len(wanted) else False
        # British papers write "UN security council", "Metropolitan police", "foreign affairs committee".
        small = i > 0 and word in _SMALL and surface[0][0].isupper()
        if upper and not small and not (word[0].isupper() or word[0].isdigit()) and word not in PARTICLES:
            return False
    # Words of one name are not parted by a full stop or comma ("... in Syria. Arab League").
    return all(
        "," not in text.between(at + i, at + i + 1) and "(" not in text.between(at + i, at + i + 1)
        for i in range(length - 1)
    )


_SMALL = word_set(
    """
    council security committee police party movement army front ministry department office assembly court union group
    agency programme program commission service services force forces coalition affairs foreign human rights refugee
    defence defense general high supreme criminal international organisation organization network brigade brigades
    battalion league alliance congress parliament government administration authority fund bank institute foundation
    association federation society trust centre center news regime campaign
    """
)


@functools.cache
def _wanted(written: str) -> tuple[bool, ...]:
    """Of each word of a name but its article, whether it is written with a capital."""
    words = tokens(written)
    if words and words[0].fold == "the" and len(words) > 1:
        words = words[1:]
    return tuple(word.text[0].isupper() for word in words)


def person_spelled(text: Text, full: tuple[str, ...]) -> str | None:
    """The person whose name `full` is another spelling of, if exactly one."""
    # "John F. Kerry", "Rex W. Tillerson": initials in the middle say nothing.
    if full[-1] in ("jr", "sr") and len(full) > 2:
        full = full[:-1]
    full = (full[0], *(part for part in full[1:-1] if len(part) > 1), full[-1])
    fitting = _people_named(text.known, full)
    if not fitting and full[0] in _NICKNAMES:
        fitting = _people_named(text.known, (_NICKNAMES[full[0]], *full[1:]))
    if fitting:
        return fitting.pop() if len(fitting) == 1 else None
    for form, people in _same_sound(text.known).get(_sound(full[-1]), {}).items():
        if not form:
            continue
        for id_ in people:
            actor = text.known.entries[id_].actor
            if any(same_name(full, key(name)) for name in (actor.name, *(n.name for n in actor.names))):
                fitting.add(id_)
    return fitting.pop() if len(fitting) == 1 else None


def _people_named(known: Knowledge, name: tuple[str, ...]) -> set[str]:
    return {
        form.actor for form in known.index.get(name, ()) if known.entries[form.actor].actor.kind == "person"
    }


_NICKNAMES = {
    "jim": "james", "bill": "william", "will": "william", "joe": "joseph", "mike": "michael", "bob": "robert",
    "rob": "robert", "tom": "thomas", "dick": "richard", "rick": "richard", "ed": "edward", "ted": "edward",
    "tony": "anthony", "chris": "christopher", "dan": "daniel", "dave": "david", "ben": "benjamin", "sam": "samuel",
    "steve": "steven", "tim": "timothy", "nick": "nicholas", "jeff": "jeffrey", "ron": "ronald", "don": "donald",
    "matt": "matthew", "andy": "andrew", "greg": "gregory", "ken": "kenneth", "larry": "lawrence", "jack": "john",
    "charlie": "charles", "chuck": "charles", "pete": "peter", "phil": "philip", "pat": "patrick", "liz": "elizabeth",
    "kate": "katherine", "sue": "susan", "hank": "henry", "harry": "henry", "jerry": "gerald", "fred": "frederick",
    "alex": "alexander", "bibi": "benjamin", "joseph": "joe", "james": "jim", "michael": "mike", "robert": "bob",
}  # fmt: skip
_SOUNDS: dict[int, dict[str, dict[tuple[str, ...], list[str]]]] = {}


def _sound(word: str) -> str:
    spelled = transliteration(word)
    return spelled[:1] + "".join(letter for letter in spelled[1:] if letter not in "aiu")[:3]


def _same_sound(known: Knowledge) -> dict[str, dict[tuple[str, ...], list[str]]]:
    """Surnames by the sound of their consonants, so that few pairs of names need comparing."""
    table = _SOUNDS.get(id(known))
    if table is None:
        table = {}
        for form, people in known.surnames.items():
            table.setdefault(_sound(form[-1]), {})[form] = people
        _SOUNDS.clear()
        _SOUNDS[id(known)] = table
    return table
