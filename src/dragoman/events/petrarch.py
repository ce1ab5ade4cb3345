"""Verb dictionaries of PETRARCH (CAMEO codes) as triggers of a codebook.

The format: a head line `VERB {FORM FORM} [CODE]` (forms and code optional, in either order), below it patterns
`- $ * ARMS TO + [CODE]` in which `*` is the verb, `$` the source, `+` the target, `%` both; brackets and `|`
mark phrases and are passed over; `&NAME` stands for a set of words defined in a block `&NAME` of `+WORD` lines; `#` and
`;` begin comments. A code `---` means "no event": it becomes an exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import InputError
from dragoman.events.codebook import Codebook, Trigger
from dragoman.events.grammar import word_set

__all__ = ["Import", "import_petrarch", "write_triggers"]

PREPOSITIONS = word_set(
    "to on at against from with of for in into over by between upon about as after before under out"
)
WEIGHT = 0.6
"""Without measurement: a dictionary word is an act somewhat more often than not."""


@dataclass(frozen=True, slots=True)
class Import:
    """What was read and what was not."""

    triggers: tuple[Trigger, ...]
    skipped: tuple[str, ...]
    """`file:line: reason`, one each."""


def import_petrarch(path: Path, codebook: Codebook) -> Import:
    """Triggers of a PETRARCH verb dictionary, typed by the codebook's CAMEO table.

    Lines that cannot be used (no PLOVER type, no words) are listed, not dropped silently.
    Raises InputError if the file cannot be read or holds no verb.
    """
    try:
        lines = path.read_text(encoding="utf8", errors="replace").splitlines()
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", where=path, fix="give a PETRARCH verb dictionary (.txt)"
        ) from error
    sets = _synsets(lines)
    triggers: list[Trigger] = []
    skipped: list[str] = []
    verb: str | None = None
    head_code: str | None = None
    in_set = False
    for number, raw in enumerate(lines, 1):
        line = re.sub(r"[#;].*", "", raw).strip()
        if not line or line.startswith(("---", "<!")):
            in_set = in_set and bool(line)
            continue
        if line.startswith("&"):
            in_set, verb = True, None
            continue
        if line.startswith("+") and in_set:
            continue
        where = f"{path.name}:{number}"
        code_match = re.search(r"\[([^\]]*)\]", line)
        code = code_match[1].strip(": ") if code_match else None
        body = re.sub(r"\[[^\]]*\]", " ", line)
        if line.startswith(("-", "~")):
            if verb is None:
                skipped.append(f"{where}: a pattern before any verb")
                continue
            made = list(_pattern(body[1:], verb, code or head_code, codebook, sets, where))
            if not made:
                skipped.append(f"{where}: code {code or head_code!r} has no type or the pattern has no verb")
            triggers += made
            continue
        in_set = False
        name = re.sub(r"\{[^}]*\}", " ", body).split()
        if not name:
            skipped.append(f"{where}: no verb")
            continue
        verb, head_code = name[0].lower().replace("_", " "), code
        if code and code != "---":
            typed = codebook.from_cameo(code)
            if typed is None:
                skipped.append(f"{where}: CAMEO {code} has no type")
            else:
                triggers.append(_trigger(typed[0], tuple(verb.split()), typed[1], where))
    if not triggers and not skipped:
        raise InputError(
            "holds no verb", where=path, fix="give a PETRARCH verb dictionary: lines such as `ATTACK [190]`"
        )
    return Import(tuple(triggers), tuple(skipped))


def _trigger(
    type_: str,
    words: tuple[str, ...],
    mode: str | None,
    where: str,
    obj: frozenset[str] = frozenset(),
    recipient: tuple[str, ...] = ("object",),
) -> Trigger:
    return Trigger(
        type=type_, words=words, pos="verb", mode=(mode,) if mode else (), actor=("subject",), recipient=recipient, object=obj,
        weight=WEIGHT, where=where,
    )  # fmt: skip


def _synsets(lines: list[str]) -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    name = ""
    for raw in lines:
        line = re.sub(r"[#;].*", "", raw).strip()
        if line.startswith("&"):
            name = line.split()[0][1:].upper()
            out[name] = set()
        elif line.startswith("+") and name:
            out[name].add(line[1:].strip().lower().replace("_", " "))
        else:
            name = ""
    return {k: frozenset(v) for k, v in out.items()}


def _pattern(
    body: str, verb: str, code: str | None, book: Codebook, sets: dict[str, frozenset[str]], where: str
) -> Iterator[Trigger]:
    tokens = [t for t in re.sub(r"[(){}|]", " ", body).split() if t]
    if "*" not in tokens or code is None:
        return
    after = tokens[tokens.index("*") + 1 :]
    objects: set[str] = set()
    particles: list[str] = []
    recipient: tuple[str, ...] = ("object",)
    for n, token in enumerate(after):
        if token in ("$", "%"):
            continue
        if token == "+":
            before = after[n - 1].lower() if n else ""
            recipient = (before,) if before in PREPOSITIONS else ("object",)
            continue
        word = token.lower().replace("_", " ").lstrip("&")
        if token.startswith("&"):
            objects |= {w.split()[-1] for w in sets.get(token[1:].upper(), frozenset())}
        elif word in PREPOSITIONS:
            if n == 0 and not objects and word in ("out", "off", "up", "down", "over"):
                particles.append(word)
        else:
            objects.add(word.split()[-1])
    if code == "---":
        kinds = [next(iter(book.kinds))] if book.kinds else []
        for type_ in kinds:
            yield Trigger(
                type=type_, words=(*verb.split(), *particles), pos="verb", object=frozenset(objects), where=where,
                exception="PETRARCH's dictionary codes no event here",
            )  # fmt: skip
        return
    typed = book.from_cameo(code)
    if typed is not None:
        yield _trigger(typed[0], (*verb.split(), *particles), typed[1], where, frozenset(objects), recipient)


def write_triggers(triggers: tuple[Trigger, ...], type_: str) -> str:
    """The triggers of one type as the lines of a type file, to be pasted below `verbs:` or `exceptions:`."""
    out = ["verbs:"]
    exceptions: list[str] = []
    for t in triggers:
        if t.type != type_:
            continue
        options = []
        if t.object:
            options.append("object: [" + ", ".join(sorted(t.object)) + "]")
        if t.recipient not in (("object",), ()):
            options.append("recipient: [" + ", ".join(t.recipient) + "]")
        if t.mode:
            options.append("mode: [" + ", ".join(t.mode) + "]")
        if t.exception is not None:
            options.append(f'why: "{t.exception}"')
        line = f"- {t.name}" + (": {" + ", ".join(options) + "}" if options else "") + f"  # {t.where}"
        (exceptions if t.exception is not None else out).append(line)
    if exceptions:
        out += ["exceptions:", *exceptions]
    return "\n".join(out) + "\n"
