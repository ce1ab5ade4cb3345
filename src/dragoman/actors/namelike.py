"""Whether words look like the name of somebody who may act."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.names import Token, tokens, word_set
from dragoman.actors.text import Text
from dragoman.records import Span

__all__ = ["FUNCTION", "SENTENCE_OPENERS", "looks_like_a_name", "may_act"]


def looks_like_a_name(text: Text, span: Span, type_: str) -> bool:
    """True for words that are all capitalised (but for "of", "and", "al-"): never a pronoun, number, fragment, nation."""
    words = tokens(span.of(text.document.text))
    if not words or len(words) > 9 or words[0].fold in _PRONOUNS:
        return False
    content = [word for word in words if word.fold not in FUNCTION]
    if not content or any(not word.text[0].isupper() for word in content):
        return False
    if not may_act(words, type_):
        return False
    folds = [word.fold for word in words]
    first = text.known.title(folds, 0) or text.known.word(folds, 0)
    if type_ == "Person" and first and (first[0] == len(folds) or folds[first[0]] in FUNCTION):
        # "Minister for the Middle East" is an office, not a name.
        return False
    if all(word.fold in text.known.never or word.text.isdigit() for word in content):
        return False
    if (
        len(content) > 1
        and any(form.how == "adjective" for form in text.known.index.get((content[0].fold,), ()))
        and all(word.fold in text.known.never for word in content[1:])
    ):
        # "American Christians" are nobody in particular.
        return False
    if type_ != "Person" and all(word.fold in _COMMON_NOUNS or word.fold in _GENERIC for word in content):
        # "City Council", "the Supreme Court": whose, only the country could say.
        return False
    if len(content) == 1:
        word = content[0]
        index = text.parsed(span.begin + word.begin)
        if (
            len(word.text) < 3
            or word.fold in _COMMON_NOUNS
            or (index is not None and text.parse.words[index].pos != "PROPN")
        ):
            return False
        if text.known.word([word.fold], 0) or text.known.title([word.fold], 0):
            return False
        return type_ == "Person" or len(word.text) > 3 or word.text.isupper()
    return not text.known.title([word.fold for word in content], 0) or len(content) > 2 or type_ == "Person"


def may_act(words: Sequence[Token], type_: str) -> bool:
    """False for names of what never acts: documents, weapons, events, places by their last word, "R-Texas", dates."""
    at = next((i for i, word in enumerate(words) if i and word.fold in ("of", "on", "for", "in")), len(words))
    head = words[at - 1].fold
    if head in _DOCUMENTS or head in _WEAPONS or head in _THINGS or head in _LANDS:
        return False
    if (
        type_ == "Person"
        and len(words) == 2
        and len(words[0].text) == 1
        and words[1].begin == words[0].end + 1
    ):
        # A letter, a hyphen, a state: party and seat of an American politician.
        return words[0].fold not in ("r", "d", "i")
    return not any(word.text.isdigit() for word in words[:1])


# Words that often begin a sentence: there their capital says nothing.
SENTENCE_OPENERS = word_set(
    """
    the a an but and when if as while for in on at by with from that this then since after before although
    though because yet so or nor to he she it they what who
    later earlier yesterday today tomorrow meanwhile also still now here there even instead however moreover once again
    perhaps finally soon only until under over between despite during against like where why how what yes no
    """
)
# Words that names hold without a capital.
FUNCTION = word_set(
    """
    of the and for in de al el du la von bin ibn on to a an & des d' y e van der ul i l
    """
)
_PRONOUNS = word_set(
    """
    he she it they we you i him her them us me his its their our my your who whom himself herself itself
    themselves those these this that which
    """
)
_COMMON_NOUNS = word_set(
    """
    committee coalition council government ministry parliament court church commission state states party union army navy
    university school hospital bank board department office agency force forces team group company house senate mosque
    embassy airport center centre movement front alliance opposition authorities administration president minister
    """
)
_GENERIC = word_set(
    """
    city county supreme federal national local security general joint high central public foreign united special
    executive legislative judicial military civil royal new old first second third regional provincial municipal others
    voters angry
    """
)
_DOCUMENTS = word_set(
    """
    act law bill treaty agreement accord accords resolution report plan deal pact protocol convention declaration
    charter communique memorandum amendment constitution code order directive initiative doctrine statement letter
    """
)
_WEAPONS = word_set(
    """
    missile missiles rocket rockets shell shells mortar mortars rifle rifles gun guns bomb bombs grenade grenades tank
    tanks warhead torpedo howitzer launcher kalashnikov ak novichok sarin chlorine vbied ied ieds
    """
)
_THINGS = word_set(
    """
    relationship relations war wars conflict crisis day days week month year years century era age revolution uprising
    operation offensive battle campaign election elections referendum primary caucus convention conference summit talks
    process award prize cup league games championship festival exhibition concert film movie novel book series show
    album song virus disease syndrome disaster storm hurricane earthquake attack attacks bombing massacre genocide
    holocaust scandal affair trial visit speech sharia caliphate sunni shia islam christianity language religion prophet
    """
)
_LANDS = word_set(
    """
    county province district region city town village street avenue road lane square boulevard highway bridge airport
    river valley lake sea gulf bay island islands mountain mountains hills desert peninsula park grad beach coast
    strait canal forest plain plains asia africa europe america borough shire border crossing camp gate tower neighbourhood neighborhood suburb
    """
)
