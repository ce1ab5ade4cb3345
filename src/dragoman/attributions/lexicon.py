"""The words of attribution as data: cue words with their stance and frames, and kinds of sources.

The files are `data/attributions/cues.yaml`, `sources.yaml` and `names.yaml`; their comments say what each field means.
Loading checks everything and lists every problem by file and line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from dragoman.errors import DataError, DataErrors

__all__ = ["Cue", "Lexicon", "Stance", "load_lexicon"]

FRAMES = ("clause", "quote", "tell", "about", "thing", "shown", "infinitive")
KINDS = ("speech", "writing", "thought", "intention", "evidence")
TRUTHS = ("neutral", "factive", "doubting", "negating")
SOURCE_LISTS = (
    "document",
    "anonymous",
    "collective",
    "mouthpiece",
    "medium",
    "media",
    "body",
    "title",
)
NAME_LISTS = ("female_words", "male_words", "female_names", "male_names")


@dataclass(frozen=True, slots=True)
class Stance:
    """What a cue does with its content."""

    name: str
    kind: str
    """speech, writing, thought, intention, evidence"""
    truth: str
    """How the writer commits to the content: neutral, factive, doubting, negating."""
    means: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word (lemma, or lemma and particle) with its stance and the complements that are content."""

    lemma: str
    stance: str
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the rules of attribution know about words."""

    stances: Mapping[str, Stance]
    cues: Mapping[str, Cue]
    """Lemma, or several words joined by a blank ("point out", "be convinced")."""
    nouns: Mapping[str, str]
    """Noun lemma -> stance."""
    prepositions: tuple[tuple[str, ...], ...]
    document: frozenset[str]
    anonymous: frozenset[str]
    collective: frozenset[str]
    mouthpiece: frozenset[str]
    medium: frozenset[str]
    media: frozenset[str]
    """Names of media, casefolded."""
    body: frozenset[str]
    title: frozenset[str]
    female_words: frozenset[str]
    male_words: frozenset[str]
    female_names: frozenset[str]
    """First names given to women nearly always, casefolded."""
    male_names: frozenset[str]
    forms: Mapping[str, str]
    """Every inflected form of a known word -> its lemma; trusted before the parse's lemma, which may slip."""

    def stance_of(self, words: tuple[str, ...]) -> str | None:
        """Stance of a cue given as its lemmas in the order of the text; the first that is known decides."""
        for i, word in enumerate(words):
            for j in range(min(len(words), i + 3), i, -1):
                cue = self.cues.get(" ".join(words[i:j]))
                if cue is not None:
                    return cue.stance
            if word in self.nouns:
                return self.nouns[word]
        return None


@cache
def load_lexicon(folder: Path | None = None) -> Lexicon:
    """The lexicon in `folder`, by default the one that ships.

    Raises DataErrors with every problem found.
    """
    where = folder or Path(str(resources.files("dragoman"))) / "data" / "attributions"
    problems: list[DataError] = []
    cues = _Checked(where / "cues.yaml", problems)
    sources = _Checked(where / "sources.yaml", problems)
    stances: dict[str, Stance] = {}
    words: dict[str, Cue] = {}
    for name, entry in cues.mapping("stances"):
        fields = entry if isinstance(entry, dict) else {}
        for key, allowed in (("kind", KINDS), ("truth", TRUTHS)):
            if fields.get(key) not in allowed:
                cues.problem(
                    f"{key} {fields.get(key)!r} of stance {name!r} is not known",
                    f"Write one of {', '.join(allowed)}.",
                    name,
                )
        if not fields.get("means"):
            cues.problem(f"stance {name!r} does not say what it means", "Add a line `means:`.", name)
        stances[name] = Stance(
            name, str(fields.get("kind")), str(fields.get("truth")), str(fields.get("means"))
        )
        for lemma, frames in (fields.get("words") or {}).items():
            wrong = [f for f in str(frames).split() if f not in FRAMES]
            if wrong:
                cues.problem(
                    f"frame {wrong[0]!r} of {lemma!r} is not known",
                    f"Write some of {', '.join(FRAMES)}.",
                    lemma,
                )
            if lemma in words:
                cues.problem(
                    f"{lemma!r} stands under both {words[lemma].stance!r} and {name!r}",
                    "Keep one of them.",
                    lemma,
                )
            words[lemma] = Cue(lemma, name, frozenset(str(frames).split()))
    nouns = {str(lemma): str(stance) for lemma, stance in cues.mapping("nouns")}
    for lemma, stance in nouns.items():
        if stance not in stances:
            cues.problem(
                f"stance {stance!r} of noun {lemma!r} is not known",
                f"Write one of {', '.join(stances)}.",
                lemma,
            )
    lists: dict[str, frozenset[str]] = {}
    names_file = _Checked(where / "names.yaml", problems)
    for key, file in (*((k, sources) for k in SOURCE_LISTS), *((k, names_file) for k in NAME_LISTS)):
        value = file.data.get(key)
        if not isinstance(value, str) or not value.split():
            file.problem(f"list {key!r} is missing or empty", "Write words parted by blanks.", key)
            value = ""
        # Folding a YAML block leaves a blank after each "|" that ends a line.
        names = [name.strip().casefold() for name in value.split("|")] if key == "media" else value.split()
        lists[key] = frozenset(name for name in names if name)
    for female, male in (("female_words", "male_words"), ("female_names", "male_names")):
        for word in sorted(lists[female] & lists[male]):
            names_file.problem(
                f"{word!r} stands in both {female} and {male}", "Keep it in one, or none.", male
            )
    if problems:
        raise DataErrors(problems, where=where)
    prepositions = sorted((tuple(str(p).split()) for p in cues.data.get("prepositions", [])), key=len)
    verbs = {part for lemma in words for part in lemma.split()[:1] if part != "be"} | set(_OTHER_VERBS)
    forms = {form: verb for verb in sorted(verbs) for form in inflections(verb)}
    for noun in sorted(
        {*nouns, *lists["document"], *lists["anonymous"], *lists["collective"], *lists["medium"]}
    ):
        for form in (noun, _plural(noun)):
            forms.setdefault(form, noun)
    return Lexicon(stances, words, nouns, tuple(reversed(prepositions)), forms=forms, **lists)


_OTHER_VERBS = [
    "carry",
    "publish",
    "broadcast",
    "air",
    "release",
    "print",
    "distribute",
    "relay",
    "obtain",
    "give",
    "show",
    "put",
    "make",
    "issue",
]
_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "think": "thought", "know": "knew known", "feel": "felt",
    "hold": "held", "find": "found", "see": "saw seen", "understand": "understood", "read": "", "put": "",
    "go": "went gone", "begin": "began begun", "show": "showed shown", "swear": "swore sworn",
    "forget": "forgot forgotten", "foresee": "foresaw foreseen", "prove": "proved proven", "seek": "sought",
    "make": "made", "undertake": "undertook undertaken", "give": "gave given", "own": "owned", "forecast": "",
    "broadcast": "", "refer": "referred", "admit": "admitted",
}  # fmt: skip


def inflections(verb: str) -> tuple[str, ...]:
    """The forms of an English verb by rule, irregular ones of the verbs of saying included."""
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    # A short vowel doubles the consonant behind it: "admitted", "planning".
    double = (
        verb + verb[-1]
        if len(verb) > 2 and verb[-1] in "bdgmnpt" and verb[-2] in "aeiou" and verb[-3] not in "aeiou"
        and verb in ("admit", "plan", "begin", "beg", "dub", "permit", "slam", "blog", "quip", "put", "forget", "chat")
        else None
    )  # fmt: skip
    third = (
        verb[:-1] + "ies"
        if verb[-1] == "y" and verb[-2] not in "aeiou"
        else verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) or verb == "go" else "s")
    )
    forms = [verb, third, (double or stem) + "ing"]
    if verb in _IRREGULAR:
        forms += _IRREGULAR[verb].split()
    else:
        y = verb[-1] == "y" and verb[-2] not in "aeiou"
        forms.append(
            verb[:-1] + "ied" if y else verb + "d" if verb.endswith("ee") else (double or stem) + "ed"
        )
    return tuple(dict.fromkeys(forms))


def _plural(noun: str) -> str:
    if noun[-1] == "y" and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "z")) else "s")


class _Checked:
    """A YAML file with the line of every key, for messages."""

    def __init__(self, path: Path, problems: list[DataError]) -> None:
        self.path, self._problems = path, problems
        self._lines: dict[str, int] = {}
        self.data: dict[str, Any] = {}
        try:
            loader = yaml.CSafeLoader(path.read_text(encoding="utf-8"))
            node = loader.get_single_node()
            self._note(node)
            data = loader.construct_document(node) if node is not None else None
        except OSError as error:
            self.problem(f"cannot be read ({error.strerror})", "Restore the file or name another folder.")
            return
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark is not None else 1
            problems.append(DataError("is not YAML", path=path, line=line, fix=str(error).splitlines()[0]))
            return
        if isinstance(data, dict):
            self.data = data
        else:
            self.problem("holds no mapping", "Start from the file that ships with dragoman.")

    def _note(self, node: Any) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._lines[str(key.value)] = key.start_mark.line + 1
                self._note(value)

    def mapping(self, key: str) -> Iterator[tuple[str, Any]]:
        value = self.data.get(key)
        if isinstance(value, dict):
            yield from value.items()
        elif self.data:
            self.problem(f"{key!r} is missing or is no mapping", f"Add `{key}:` with one entry a line.", key)

    def problem(self, what: str, fix: str, key: str | None = None) -> None:
        line = self._lines.get(key or "", 1)
        self._problems.append(DataError(what, path=self.path, line=line, fix=fix))
