"""The labels that do not come from a corpus: what the heads of the model say, in the order in which they say it; lemmas from edit scripts."""

import re
from collections.abc import Sequence

from dragoman.records import MentionType, TieType

MENTION_TYPES: tuple[MentionType, ...] = (
    "Organisation", "Location", "Person", "Temporal", "DocumentReference", "Quantity",
    "Weapon", "MilitaryPlatform", "Nationality", "Money", "Vehicle",
)  # fmt: skip
EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
STATUSES = ("asserted", "negated", "future", "hypothetical", "historical")
TIES: tuple[TieType, ...] = (
    "allied_with",
    "opposed_to",
    "backs",
    "leads",
    "member_of",
    "controls",
    "favours",
    "disfavours",
)
GUM_TYPES = (
    "person",
    "organization",
    "place",
    "time",
    "event",
    "object",
    "abstract",
    "substance",
    "animal",
    "plant",
)


def bio(names: Sequence[str]) -> tuple[str, ...]:
    """Tags of spans of these kinds: outside, then begin and inside of each."""
    return ("O", *(f"{part}-{name}" for name in names for part in "BI"))


MENTION_TAGS = bio(MENTION_TYPES)
PART_TAGS = bio(("source", "cue", "content"))  # of one attribution, seen from its anchor
ROLE_TAGS = bio(("S", "T", "R"))
ARGUMENT_TAGS = bio(("actor", "recipient", "date", "place"))
SPEAKER_TAGS = bio(("said_by",))
ANCHORS = ("none", "source", "cue", "content")  # of which part an attribution's anchor is the first word
TRIGGER_TAGS = ("O", "I", *EVENT_TYPES)
TIE_TAGS = (
    "none",
    *(f"{way}{name}" for name in TIES for way in ("", "~")),
)  # ~: the second mention is the tie's first end

DISTANCES = 33


def distance_bucket(gap: int) -> int:
    """-16..16 around the anchor: exact near it, in powers of two further off."""
    size = abs(gap)
    if size > 8:
        size = next((n for n, limit in enumerate(_FAR, 9) if size < limit), 16)
    return 16 + (size if gap > 0 else -size)


_FAR = (12, 16, 24, 32, 48, 64, 128)


_PREPOSITIONS = frozenset(
    [
        "of",
        "in",
        "for",
        "from",
        "at",
        "on",
        "to",
        "with",
        "by",
        "who",
        "that",
        "which",
        "whose",
        "where",
        "near",
        "against",
        "between",
        "under",
        "over",
        "inside",
        "outside",
        "including",
        "after",
        "before",
        "during",
        "about",
        "into",
        "around",
        ",",
        "(",
        "-",
        "[",
        "and",
        "or",
        "&",
    ]
)


def head_offset(words: Sequence[str]) -> int:
    """Which word of a mention stands for it: the last one before what follows its noun."""
    for n, word in enumerate(words):
        if n and word.lower() in _PREPOSITIONS and words[n - 1].lower() not in ("the", "a", "an"):
            return n - 1
    last = len(words) - 1
    return last - 1 if last and words[last] in ("'s", "’s", "'", "’", ".", ",") else last


def apply_script(script: str, form: str, upos: str) -> str:
    """A lemma from its word and its edit script."""
    if script[:1] == "=":
        return script[1:]
    keep, cut, add = script.split("|", 2)
    base = form if keep == "k" else form.lower() if keep == "l" else form.capitalize()
    n = int(cut)
    return (base[: len(base) - n] if n else base) + add


def make_script(form: str, lemma: str) -> str:
    """The edit script that makes a lemma of its word."""
    for keep, base in (("l", form.lower()), ("k", form), ("c", form.capitalize())):
        shared = 0
        while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
            shared += 1
        if shared and shared >= len(base) - 5:
            return f"{keep}|{len(base) - shared}|{lemma[shared:]}"
    return "=" + lemma


_SHORT_STEM = re.compile(r"(?:qu|[^aeiou])*[aeiou][^aeiouwxy]|[a-z]+u|[^aeiou]{1,2}i")
_DOUBLED = re.compile(r"[a-z]*([bdgmnprt])\1")
_YING = {"dying": "die", "lying": "lie", "tying": "tie", "vying": "vie"}
_TRULY_DOUBLE = frozenset({"add", "butt", "ebb", "egg", "err", "mitt", "purr", "putt"})


_IRREGULAR = {
    form: lemma
    for lemma, forms in (
        row.split(":")
        for row in [
            "arise:arose arisen",
            "awake:awoke awoken",
            "bear:bore borne",
            "beat:beaten",
            "become:became",
            "begin:began begun",
            "bend:bent",
            "beset:beset",
            "betake:betook",
            "bind:bound",
            "bite:bit bitten",
            "bleed:bled",
            "blow:blew blown",
            "break:broke broken",
            "breed:bred",
            "bring:brought",
            "build:built",
            "burst:burst",
            "buy:bought",
            "catch:caught",
            "choose:chose chosen",
            "cling:clung",
            "come:came",
            "creep:crept",
            "deal:dealt",
            "dig:dug",
            "draw:drew drawn",
            "drink:drank drunk",
            "drive:drove driven",
            "eat:ate eaten",
            "fall:fallen",
            "feed:fed",
            "feel:felt",
            "fight:fought",
            "flee:fled",
            "fling:flung",
            "fly:flew flown",
            "forbid:forbade forbidden",
            "foresee:foresaw foreseen",
            "forget:forgot forgotten",
            "forgive:forgave forgiven",
            "forgo:forwent forgone",
            "forsake:forsook forsaken",
            "freeze:froze frozen",
            "get:got gotten",
            "give:gave given",
            "go:went gone",
            "grow:grew grown",
            "hang:hung",
            "hear:heard",
            "hide:hid hidden",
            "hold:held",
            "keep:kept",
            "kneel:knelt",
            "know:knew known",
            "lead:led",
            "leave:left",
            "lend:lent",
            "lose:lost",
            "make:made",
            "mean:meant",
            "meet:met",
            "mislead:misled",
            "mistake:mistook mistaken",
            "outdo:outdid outdone",
            "overcome:overcame",
            "overrun:overran",
            "oversee:oversaw overseen",
            "overtake:overtook overtaken",
            "overthrow:overthrew overthrown",
            "partake:partook partaken",
            "pay:paid",
            "ride:rode ridden",
            "ring:rang rung",
            "rise:rose risen",
            "run:ran",
            "say:said",
            "seek:sought",
            "sell:sold",
            "send:sent",
            "shake:shook shaken",
            "shoot:shot",
            "show:shown",
            "shrink:shrank shrunk",
            "sing:sang sung",
            "sink:sank sunk",
            "sit:sat",
            "slay:slew slain",
            "sleep:slept",
            "slide:slid",
            "sling:slung",
            "speak:spoke spoken",
            "speed:sped",
            "spend:spent",
            "spin:spun",
            "spring:sprang sprung",
            "stand:stood",
            "steal:stole stolen",
            "stick:stuck",
            "sting:stung",
            "stink:stank stunk",
            "strike:struck stricken",
            "strive:strove striven",
            "swear:swore sworn",
            "sweep:swept",
            "swell:swollen",
            "swim:swam swum",
            "swing:swung",
            "take:took taken",
            "teach:taught",
            "tear:tore torn",
            "tell:told",
            "think:thought",
            "throw:threw thrown",
            "tread:trod trodden",
            "undergo:underwent undergone",
            "understand:understood",
            "undertake:undertook undertaken",
            "undo:undid undone",
            "uphold:upheld",
            "wake:woke woken",
            "wear:wore worn",
            "weave:wove woven",
            "weep:wept",
            "win:won",
            "withdraw:withdrew withdrawn",
            "withhold:withheld",
            "withstand:withstood",
            "write:wrote written",
        ]
    )
    for form in forms.split()
}
"""Past forms of irregular verbs that are of no other verb as well (Quirk et al., A Comprehensive Grammar, 3.11-3.20)."""


def told_lemma(lemma: str, form: str) -> str:
    """The lemma that a verb's form is spelt from, where `lemma` would be spelt otherwise.

    "fir" would give "firred", so "fired" is of "fire"; "barred" is of "bar", since hardly a verb ends in a doubled consonant;
    "sank" is of "sink"; and no form in -ed is of a verb that begins otherwise.
    """
    if form in _YING:
        return _YING[form]
    if form in _IRREGULAR:
        return _IRREGULAR[form]
    if form.endswith("ed") and len(form) > 4 and not form.startswith(lemma[:2]):
        lemma = form[:-3] if form.endswith("lled") and len(form) > 7 else form[:-2]
    if form == lemma + "d" and _DOUBLED.fullmatch(lemma[:-1]):
        lemma = lemma[:-1]  # "stunne"
    if form not in (lemma + "ed", lemma + "ing"):
        return lemma
    if _SHORT_STEM.fullmatch(lemma):
        return lemma + "e"
    return lemma[:-1] if _DOUBLED.fullmatch(lemma) and lemma not in _TRULY_DOUBLE else lemma
