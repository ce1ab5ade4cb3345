"""The codebook: an event ontology as data a person can read and write, checked when it is loaded.

A codebook is a folder: `codebook.yaml` (name, contexts, sectors), `words.yaml` (classes of words), `types/*.yaml` (one
type each, with its triggers) and, if wanted, `cameo.yaml` (the table to and from CAMEO). `docs/codebook.md` describes
every key. Nothing is loaded if anything is wrong, and everything that is wrong is listed, by file and line.
"""

from __future__ import annotations

import dataclasses
import difflib
import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

from dragoman.errors import DataError, DataErrors, DragomanError
from dragoman.events.tables import Table, read_table

__all__ = [
    "GOLDSTEIN_OF_ROOT",
    "Codebook",
    "Context",
    "Example",
    "Kind",
    "Mode",
    "Trigger",
    "check_codebook",
    "load_codebook",
    "shipped_codebook",
]

PLOVER = Path(__file__).parent.parent / "data" / "codebook" / "plover"
"""The codebook that ships."""

Pos = Literal["verb", "noun"]

GOLDSTEIN_OF_ROOT: dict[str, float] = {
    "01": 0.0, "02": 3.0, "03": 4.0, "04": 1.0, "05": 3.5, "06": 6.0, "07": 7.0, "08": 5.0, "09": -2.0, "10": -5.0,
    "11": -2.0, "12": -4.0, "13": -6.0, "14": -6.5, "15": -7.2, "16": -4.0, "17": -7.0, "18": -9.0, "19": -10.0,
    "20": -10.0,
}  # fmt: skip
"""Goldstein (1992) scale of CAMEO's twenty roots, as GDELT publishes it; finer codes take their root's value."""


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of a type: how the act was done."""

    name: str
    definition: str
    score: float | None = None
    """Conflict (-10) to cooperation (+10); None where PLOVER prints none."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that names an act, and where its sentence says who takes part."""

    type: str
    words: tuple[str, ...]
    """Lemmas; the first is the verb or, of a noun, the last is."""
    pos: Pos
    mode: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    mutual: tuple[str, ...] = ()
    """Prepositions whose object acts as well ("clashed with"); the subject's partners are actors all."""
    object: frozenset[str] = frozenset()
    """Head of the object, one of these; empty: any or none."""
    not_object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    not_subject: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    """One of these lemmas stands in the clause."""
    not_beside: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    """`object`, `actor`, `recipient`, `preposition:to`: without it the word is no trigger."""
    status: str | None = None
    weight: float = 0.7
    """Share of its occurrences that are such an act: written by hand or measured on gold."""
    exception: str | None = None
    """Reason why this use is no event; such a trigger codes nothing."""
    where: str = ""
    """file:line, for `explain`."""

    @property
    def name(self) -> str:
        """The trigger as a person reads it."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the events it holds, as "TYPE trigger"; run as a test by `codebook check --examples`."""

    text: str
    events: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One event type."""

    name: str
    definition: str
    quad: int
    score: float
    requires_recipient: bool = False
    modes: Mapping[str, Mode] = field(default_factory=dict)
    triggers: tuple[Trigger, ...] = ()
    examples: tuple[Example, ...] = ()
    plover: str | None = None
    """Of a type of one's own: the PLOVER type whose scores by the language model count for it."""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """A topic of an event and the words that show it."""

    name: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Codebook:
    """Everything a codebook folder says."""

    name: str
    path: Path
    kinds: Mapping[str, Kind]
    words: Mapping[str, frozenset[str]]
    contexts: tuple[Context, ...]
    sectors: Mapping[str, str]
    cameo: Mapping[str, tuple[str, str | None, tuple[str, ...]]]
    """CAMEO code -> (type, mode, contexts)."""
    index: Mapping[tuple[Pos, str], tuple[Trigger, ...]]
    """(pos, lemma of the word that carries it) -> triggers, the most particular first."""

    verbs: frozenset[str] = frozenset()
    """Every verb that carries a trigger."""

    nouns: frozenset[str] = frozenset()
    """Every noun that carries a trigger or stands in a class of words."""
    acts: Table | None = None
    """What speaks for a candidate being an act (`judging.py`); None: its trigger's weight alone counts."""
    parties: Table | None = None
    """What speaks for a noun being a party (`casting.py`); None: the frames alone decide."""

    def plover_type(self, name: str) -> str | None:
        """The PLOVER type behind a type of this codebook: itself, or what `plover:` names."""
        kind = self.kinds.get(name)
        return None if kind is None else kind.plover or kind.name

    def score(self, type_: str, modes: Iterable[str] = ()) -> float:
        """Conflict-cooperation score: the mean of the modes' scores, else the type's. In [-10, 10]."""
        kind = self.kinds[type_]
        known = [kind.modes[m].score for m in modes if m in kind.modes]
        values = [v for v in known if v is not None]
        return sum(values) / len(values) if values else kind.score

    def from_cameo(self, code: str) -> tuple[str, str | None, tuple[str, ...]] | None:
        """(type, mode, contexts) of a CAMEO code; a code the table lacks takes its parent's. None for 01 and 02."""
        while code:
            if code in self.cameo:
                return self.cameo[code]
            code = code[:-1]
        return None

    def to_cameo(self, type_: str, modes: Iterable[str] = ()) -> str | None:
        """The CAMEO code nearest to a type and its modes: the shortest one the table maps to them.

        Where several are as short the lowest is taken; None if the type has no code (a type of one's own).
        """
        wanted = list(modes)
        for mode in [*wanted, None]:
            codes = [c for c, (t, m, _) in self.cameo.items() if t == type_ and m == mode]
            if codes:
                return min(codes, key=lambda c: (len(c), c))
        codes = [c for c, (t, _, _) in self.cameo.items() if t == type_]
        return min(codes, key=lambda c: (len(c), c))[:2] if codes else None

    def goldstein(self, type_: str, modes: Iterable[str] = ()) -> float | None:
        """Goldstein value of the nearest CAMEO root, in [-10, 10]; None without one."""
        code = self.to_cameo(type_, modes)
        return None if code is None else GOLDSTEIN_OF_ROOT.get(code[:2])

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        """Every trigger, exceptions too."""
        return tuple(t for kind in self.kinds.values() for t in kind.triggers)


# --- reading with lines --------------------------------------------------------------------------------------------


class _Reader:
    """One YAML file as plain data that remembers on which line each part stands."""

    def __init__(self, path: Path, problems: list[DataError]) -> None:
        self.path, self.problems = path, problems
        self.root: yaml.Node | None = None
        try:
            text = path.read_text(encoding="utf8")
        except (OSError, UnicodeDecodeError) as error:
            self.bad(f"cannot be read: {error}", 1, "Check that the file exists and is UTF-8.")
            return
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        try:
            self.root = loader.get_single_node()
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            what = getattr(error, "problem", None) or "is not YAML"
            self.bad(
                f"is not YAML: {what}",
                (mark.line + 1) if mark else 1,
                "Look at indentation, quotes and brackets there.",
            )
        finally:
            loader.dispose()

    def bad(self, what: str, line: int, fix: str) -> None:
        self.problems.append(DataError(what, path=self.path, line=line, fix=fix))

    def where(self, line: int) -> str:
        return f"{self.path.parent.name}/{self.path.name}:{line}"

    def mapping(
        self, node: yaml.Node | None, known: Iterable[str] | None, what: str
    ) -> dict[str, tuple[yaml.Node, int]]:
        """Keys of a mapping with their nodes and lines; unknown keys are problems."""
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            self.bad(
                f"{what} must be a mapping of keys to values", _line(node), "Write `key: value`, one a line."
            )
            return {}
        out: dict[str, tuple[yaml.Node, int]] = {}
        names = None if known is None else sorted(known)
        for key_node, value in node.value:
            key = str(key_node.value)
            if names is not None and key not in names:
                near = difflib.get_close_matches(key, names, 1)
                hint = f"Did you mean {near[0]!r}? " if near else ""
                self.bad(
                    f"{key!r} is not a key of {what}",
                    _line(key_node),
                    f"{hint}Known keys: {', '.join(names)}.",
                )
                continue
            if key in out:
                self.bad(f"{key!r} stands twice in {what}", _line(key_node), "Keep one of them.")
                continue
            out[key] = (value, _line(key_node))
        return out

    def plain(self, node: yaml.Node) -> Any:
        """The value of a node as plain data."""
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(x) for x in node.value]
        return {str(k.value): self.plain(v) for k, v in node.value}

    def strings(self, node: yaml.Node, what: str) -> tuple[str, ...]:
        """A string or a list of strings."""
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        out = []
        for item in items:
            if not isinstance(item, yaml.ScalarNode) or not str(item.value).strip():
                self.bad(f"{what} must be words", _line(item), "Write one word or a list of words: [on, at].")
                continue
            out.append(str(item.value).strip())
        return tuple(out)

    def number(self, node: yaml.Node, what: str, low: float, high: float) -> float | None:
        value = _scalar(node) if isinstance(node, yaml.ScalarNode) else None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.bad(f"{what} must be a number", _line(node), f"Write a number from {low:g} to {high:g}.")
            return None
        if not low <= value <= high:
            self.bad(f"{what} is {value:g}", _line(node), f"Write a number from {low:g} to {high:g}.")
            return None
        return float(value)

    def text(self, node: yaml.Node, what: str) -> str:
        if not isinstance(node, yaml.ScalarNode) or not str(node.value).strip():
            self.bad(f"{what} is empty", _line(node), "Write a sentence.")
            return ""
        return " ".join(str(node.value).split())


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _scalar(node: yaml.ScalarNode) -> Any:
    tag = node.tag.rsplit(":", 1)[-1]
    value = str(node.value)
    try:
        if tag == "int":
            return int(value)
        if tag == "float":
            return float(value)
    except ValueError:
        return value
    if tag == "bool":
        return value.lower() in {"true", "yes", "on"}
    return None if tag == "null" else value


# --- the parts -----------------------------------------------------------------------------------------------------

TYPE_KEYS = frozenset({
    "type", "definition", "quad", "score", "requires_recipient", "modes", "plover", "actor", "recipient", "noun_actor",
    "noun_recipient", "verbs", "nouns", "exceptions", "examples", "note",
})  # fmt: skip
TRIGGER_KEYS = frozenset({
    "mode", "actor", "recipient", "mutual", "object", "not_object", "subject", "not_subject", "beside", "not_beside",
    "needs", "status", "weight", "why", "note",
})  # fmt: skip
STATUSES = ("asserted", "negated", "future", "hypothetical", "historical")


def _word_classes(reader: _Reader) -> dict[str, frozenset[str]]:
    classes: dict[str, frozenset[str]] = {}
    for name, (node, _) in reader.mapping(reader.root, None, "words.yaml").items():
        words: set[str] = set()
        for word in (w for line in reader.strings(node, f"class {name!r}") for w in line.split()):
            if word.startswith("@"):
                if word[1:] not in classes:
                    reader.bad(
                        f"class {word!r} is not defined above {name!r}", _line(node), "Define it first."
                    )
                words |= classes.get(word[1:], frozenset())
            else:
                words.add(word)
        classes[name] = frozenset(words)
    return classes


def _spread(
    reader: _Reader, node: yaml.Node, classes: Mapping[str, frozenset[str]], what: str
) -> frozenset[str]:
    """Words of a condition, with classes (@troops) spelt out."""
    out: set[str] = set()
    for word in (w for phrase in reader.strings(node, what) for w in phrase.split()):
        if not word.startswith("@"):
            out.add(word)
        elif word[1:] in classes:
            out |= classes[word[1:]]
        else:
            near = difflib.get_close_matches(word[1:], list(classes), 1)
            reader.bad(
                f"class {word!r} is not defined",
                _line(node),
                f"Did you mean '@{near[0]}'?" if near else "Define it in words.yaml.",
            )
    return frozenset(out)


def _trigger(
    reader: _Reader,
    item: yaml.Node,
    pos: Pos,
    type_: str,
    modes: Mapping[str, Mode],
    defaults: Mapping[str, tuple[str, ...]],
    classes: Mapping[str, frozenset[str]],
    exception: bool,
) -> Iterator[Trigger]:
    """The triggers of one line: `attack`, `[attack, assault]`-like comma lists, or `word: {key: value}`."""
    line = _line(item)
    if isinstance(item, yaml.ScalarNode):
        names, options = str(item.value), {}
    elif (
        isinstance(item, yaml.MappingNode)
        and len(item.value) == 1
        and isinstance(item.value[0][0], yaml.ScalarNode)
    ):
        names = str(item.value[0][0].value)
        options = reader.mapping(item.value[0][1], TRIGGER_KEYS, f"trigger {names!r}")
    else:
        reader.bad(
            "a trigger is one phrase, with `: {…}` behind it if need be",
            line,
            "Write `- attack` or `- fire: {recipient: [on, at]}`.",
        )
        return
    fields: dict[str, Any] = {
        "actor": defaults["verb_actor" if pos == "verb" else "noun_actor"],
        "recipient": defaults["verb_recipient" if pos == "verb" else "noun_recipient"],
    }
    for key, (node, key_line) in options.items():
        if key == "mode":
            fields[key] = reader.strings(node, "mode")
            for mode in fields[key]:
                if mode not in modes:
                    near = difflib.get_close_matches(mode, list(modes), 1)
                    hint = f"Did you mean {near[0]!r}? " if near else ""
                    reader.bad(
                        f"{mode!r} is not a mode of {type_}",
                        key_line,
                        f"{hint}Modes: {', '.join(modes) or 'none'}.",
                    )
        elif key in ("actor", "recipient", "mutual"):
            fields[key] = tuple(w for w in reader.strings(node, key) if w != "none")
        elif key in ("object", "not_object", "subject", "not_subject", "beside", "not_beside"):
            fields[key] = _spread(reader, node, classes, key)
        elif key == "needs":
            fields[key] = reader.strings(node, key)
            for need in fields[key]:
                if need not in ("object", "actor", "recipient") and not need.startswith("preposition:"):
                    reader.bad(
                        f"{need!r} cannot be needed",
                        key_line,
                        "Write object, actor, recipient or preposition:WORD.",
                    )
        elif key == "status":
            fields[key] = reader.text(node, key)
            if fields[key] not in STATUSES:
                reader.bad(f"{fields[key]!r} is no status", key_line, f"Write one of {', '.join(STATUSES)}.")
        elif key == "weight":
            value = reader.number(node, key, 0, 1)
            fields[key] = 0.7 if value is None else value
    if exception:
        why = reader.text(options["why"][0], "why") if "why" in options else ""
        if not why:
            reader.bad(
                f"exception {names!r} gives no reason",
                line,
                "Add `why: …`: it is shown for what is not coded.",
            )
        fields["exception"] = why or "an exception of the codebook"
    for name in names.split(","):
        words = tuple(name.split())
        if not words:
            reader.bad("an empty trigger", line, "Remove the comma too many.")
            continue
        yield Trigger(type=type_, words=words, pos=pos, where=reader.where(line), **fields)


def _kind(reader: _Reader, classes: Mapping[str, frozenset[str]]) -> Kind | None:
    top = reader.mapping(reader.root, TYPE_KEYS, "a type's file")
    if reader.root is None or not top:
        return None
    for key in ("type", "definition", "quad", "score"):
        if key not in top:
            reader.bad(f"has no {key!r}", 1, f"Add `{key}: …`.")
    if "type" not in top or "definition" not in top:
        return None
    name = reader.text(top["type"][0], "type")
    if not name.replace("-", "").replace("_", "").isalnum() or name != name.upper():
        reader.bad(
            f"type {name!r} is not in capitals",
            top["type"][1],
            "Write letters, digits, - and _ in capitals: ASSAULT.",
        )
    definition = reader.text(top["definition"][0], "definition")
    quad = reader.number(top["quad"][0], "quad", 1, 4) if "quad" in top else None
    score = reader.number(top["score"][0], "score", -10, 10) if "score" in top else None
    modes: dict[str, Mode] = {}
    for mode, (node, line) in reader.mapping(
        top["modes"][0] if "modes" in top else None, None, "modes"
    ).items():
        parts = reader.mapping(node, ("definition", "score"), f"mode {mode!r}")
        if "definition" not in parts:
            reader.bad(f"mode {mode!r} has no definition", line, "Say in a sentence when to code it.")
            continue
        value = reader.number(parts["score"][0], "score", -10, 10) if "score" in parts else None
        modes[mode] = Mode(mode, reader.text(parts["definition"][0], "definition"), value)
    scores = [m.score for m in modes.values() if m.score is not None]
    if score is not None and len(scores) > 1 and not min(scores) <= score <= max(scores):
        reader.bad(
            f"score {score:g} of {name} lies outside the scores of its modes, {min(scores):g} to {max(scores):g}",
            top["score"][1],
            "A type's score lies within the range of its modes.",
        )
    if score is not None and quad is not None and ((quad > 2 and score > 1) or (quad < 3 and score < 0)):
        reader.bad(
            f"score {score:g} does not fit quad {quad:g}",
            top["score"][1],
            "Cooperation (1, 2) scores from 0 up, conflict (3, 4) down.",
        )
    defaults: dict[str, tuple[str, ...]] = {
        "verb_actor": ("subject",),
        "verb_recipient": ("object",),
        "noun_actor": ("possessive", "by", "compound", "governor"),
        "noun_recipient": ("on", "against", "of"),
    }
    for key, slot in (
        ("actor", "verb_actor"),
        ("recipient", "verb_recipient"),
        ("noun_actor", "noun_actor"),
        ("noun_recipient", "noun_recipient"),
    ):
        if key in top:
            defaults[slot] = tuple(w for w in reader.strings(top[key][0], key) if w != "none")
    triggers: list[Trigger] = []
    seen: dict[tuple[Any, ...], str] = {}
    for key, pos in (("verbs", "verb"), ("nouns", "noun"), ("exceptions", None)):
        if key not in top:
            continue
        node = top[key][0]
        if not isinstance(node, yaml.SequenceNode):
            reader.bad(f"{key!r} must be a list", _line(node), "Write one trigger a line, each after `- `.")
            continue
        for item in node.value:
            # An exception may hold of verb and noun alike ("fire an employee"): it is tried for both.
            for use in ("verb", "noun") if pos is None else (pos,):
                for t in _trigger(reader, item, use, name, modes, defaults, classes, pos is None):
                    mark = (
                        t.words,
                        t.pos,
                        t.object,
                        t.subject,
                        t.beside,
                        t.needs,
                        t.exception is None,
                        t.not_object,
                    )
                    if mark in seen and t.exception is None:
                        reader.bad(
                            f"trigger {t.name!r} stands twice among {key}",
                            _line(item),
                            f"It stands at {seen[mark]} already.",
                        )
                    seen[mark] = t.where
                    triggers.append(t)
    examples: list[Example] = []
    if "examples" in top and isinstance(top["examples"][0], yaml.SequenceNode):
        for item in top["examples"][0].value:
            parts = reader.mapping(item, ("text", "events"), "an example")
            if "text" not in parts or "events" not in parts:
                reader.bad(
                    "an example has `text` and `events`",
                    _line(item),
                    "Write {text: …, events: [ASSAULT bombed]}.",
                )
                continue
            node = parts["events"][0]
            events = (
                reader.strings(node, "events")
                if not isinstance(node, yaml.SequenceNode) or node.value
                else ()
            )
            text = reader.text(parts["text"][0], "text")
            for event in events:
                if " ".join(event.split()[1:]) not in text:
                    reader.bad(
                        f"trigger of {event!r} is not in its example",
                        _line(item),
                        "Quote the trigger as it stands there.",
                    )
            examples.append(Example(text, events, reader.where(_line(item))))
    required = bool(reader.plain(top["requires_recipient"][0])) if "requires_recipient" in top else False
    plover = reader.text(top["plover"][0], "plover") if "plover" in top else None
    return Kind(
        name, definition, int(quad or 4), score or 0.0, required, modes, tuple(triggers), tuple(examples), plover, reader.where(1)
    )  # fmt: skip


def _index(kinds: Mapping[str, Kind]) -> dict[tuple[Pos, str], tuple[Trigger, ...]]:
    index: dict[tuple[Pos, str], list[Trigger]] = {}
    for kind in kinds.values():
        for t in kind.triggers:
            index.setdefault((t.pos, t.words[0] if t.pos == "verb" else t.words[-1]), []).append(t)

    def particular(t: Trigger) -> tuple[bool, int, int, float]:
        conditions = sum(map(bool, (t.object, t.subject, t.beside, t.needs, t.not_object, t.not_subject)))
        return (t.exception is None, -len(t.words), -conditions, -t.weight)

    return {key: tuple(sorted(found, key=particular)) for key, found in index.items()}


def _read(path: Path) -> tuple[Codebook | None, list[DataError]]:
    problems: list[DataError] = []
    if not path.is_dir():
        raise DragomanError(
            f"{path} is not a folder; a codebook is a folder with codebook.yaml and types/*.yaml (docs/codebook.md)"
        )
    top_file = _Reader(path / "codebook.yaml", problems)
    top = top_file.mapping(
        top_file.root, ("name", "version", "source", "note", "contexts", "sectors"), "codebook.yaml"
    )
    name = top_file.text(top["name"][0], "name") if "name" in top else path.name
    contexts = []
    for context, (node, _) in top_file.mapping(
        top["contexts"][0] if "contexts" in top else None, None, "contexts"
    ).items():
        words = (
            frozenset(w for line in top_file.strings(node, context) for w in line.split())
            if _filled(node)
            else frozenset()
        )
        contexts.append(Context(context, words))
    sectors = {
        code: top_file.text(node, code)
        for code, (node, _) in top_file.mapping(
            top["sectors"][0] if "sectors" in top else None, None, "sectors"
        ).items()
    }
    classes: dict[str, frozenset[str]] = {}
    if (path / "words.yaml").exists():
        classes = _word_classes(_Reader(path / "words.yaml", problems))
    kinds: dict[str, Kind] = {}
    files = sorted((path / "types").glob("*.yaml"))
    if not files:
        problems.append(
            DataError(
                "has no types", path=path / "types", line=1, fix="Add one file a type: types/ASSAULT.yaml."
            )
        )
    for file in files:
        reader = _Reader(file, problems)
        kind = _kind(reader, classes)
        if kind is None:
            continue
        if kind.name in kinds:
            reader.bad(
                f"type {kind.name!r} is defined twice", 1, f"It stands in {kinds[kind.name].where} already."
            )
            continue
        kinds[kind.name] = kind
    for kind in kinds.values():
        for example in kind.examples:
            for event in example.events:
                if event.split()[0] not in kinds:
                    place, at = example.where.rsplit(":", 1)
                    problems.append(
                        DataError(
                            f"example names type {event.split()[0]!r}",
                            path=path / place,
                            line=int(at),
                            fix=f"Types: {', '.join(kinds)}.",
                        )
                    )
    cameo: dict[str, tuple[str, str | None, tuple[str, ...]]] = {}
    if (path / "cameo.yaml").exists():
        reader = _Reader(path / "cameo.yaml", problems)
        known = {c.name for c in contexts}
        for code, (node, line) in reader.mapping(reader.root, None, "cameo.yaml").items():
            parts = reader.strings(node, code)
            type_ = parts[0] if parts else ""
            mode = parts[1] if len(parts) > 1 and parts[1] != "-" else None
            if type_ not in kinds:
                reader.bad(f"CAMEO {code} maps to {type_!r}", line, f"Types: {', '.join(kinds)}.")
                continue
            if mode is not None and mode not in kinds[type_].modes:
                reader.bad(
                    f"CAMEO {code} maps to mode {mode!r}, which {type_} lacks",
                    line,
                    f"Modes: {', '.join(kinds[type_].modes)}.",
                )
                continue
            for context in parts[2:]:
                if context not in known:
                    reader.bad(
                        f"CAMEO {code} names context {context!r}", line, "Contexts stand in codebook.yaml."
                    )
            cameo[code] = (type_, mode, parts[2:])
    if problems:
        return None, problems
    if (path / "measured.yaml").exists():
        kinds = _measured(_Reader(path / "measured.yaml", problems), kinds)
        if problems:
            return None, problems
    tables: list[Table | None] = []
    for file_name, columns in (("acts.tsv", 1), ("parties.tsv", 2)):
        file = path / file_name
        tables.append(read_table(file, columns, problems) if file.exists() else None)
    if problems:
        return None, problems
    index = _index(kinds)
    verbs = frozenset(lemma for pos, lemma in index if pos == "verb")
    nouns = frozenset(lemma for pos, lemma in index if pos == "noun").union(*classes.values())
    return (
        Codebook(name, path, kinds, classes, tuple(contexts), sectors, cameo, index, verbs, nouns, *tables),
        [],
    )


PRIOR = 3.0
"""A weight written by hand counts as much as this many occurrences seen."""


def _measured(reader: _Reader, kinds: dict[str, Kind]) -> dict[str, Kind]:
    """Triggers with their weights moved towards the share of occurrences that people coded so.

    measured.yaml: TYPE -> {"verb attack": [right, seen]}.
    """
    out = dict(kinds)
    for name, (node, line) in reader.mapping(reader.root, None, "measured.yaml").items():
        if name not in kinds:
            reader.bad(f"type {name!r} has no file", line, f"Types: {', '.join(kinds)}.")
            continue
        shares: dict[str, tuple[float, float]] = {}
        for key, (pair, at) in reader.mapping(node, None, name).items():
            value = reader.plain(pair)
            if (
                not isinstance(value, list)
                or len(value) != 2
                or not all(isinstance(n, int) for n in value)
                or not 0 <= value[0] <= value[1]
            ):
                reader.bad(f"{key!r} must be [right, seen]", at, "Write two whole numbers: [12, 30].")
                continue
            shares[key] = (float(value[0]), float(value[1]))
        triggers = []
        for t in kinds[name].triggers:
            share = shares.get(f"{t.pos} {t.name}") if t.exception is None else None
            if share is not None:
                t = dataclasses.replace(
                    t, weight=round((share[0] + PRIOR * t.weight) / (share[1] + PRIOR), 3)
                )
            triggers.append(t)
        out[name] = dataclasses.replace(kinds[name], triggers=tuple(triggers))
    return out


def _filled(node: yaml.Node) -> bool:
    return bool(node.value)


def check_codebook(path: Path) -> tuple[DataError, ...]:
    """Every problem of the codebook in folder `path`; empty if it can be loaded."""
    return tuple(_read(path)[1])


@functools.lru_cache(maxsize=8)
def load_codebook(path: Path = PLOVER) -> Codebook:
    """The codebook in folder `path`. Raises DataErrors with every problem by file and line."""
    codebook, problems = _read(path)
    if codebook is None:
        raise DataErrors(problems, where=path)
    return codebook


def shipped_codebook() -> Codebook:
    """PLOVER's sixteen types, as shipped."""
    return load_codebook(PLOVER)
