"""Actor files -> entries, with every problem named by file and line.

Each file of a folder belongs to a family by the first word of its name: states, kinds, bodies, leaders, groups,
international, publishers, confirmed (ids of what was written twice), actors (a user's own, and what importers write),
changes (a user's merges, splits and renames). docs/actors.md tells their form.
"""

from __future__ import annotations

import calendar
import datetime as dt
import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

import yaml

from dragoman.actors.names import slug
from dragoman.errors import DataError, DataErrors, InputError
from dragoman.records import Actor, ActorName, Affiliation, Office, Publisher, Sector

__all__ = ["SECTORS", "Change", "Entry", "Kinds", "Source", "parse_range", "read_folder"]

SECTORS: dict[str, str] = {
    "COP": "police", "GOV": "executive government and its parties", "JUD": "courts and judges", "LEG": "parliaments",
    "MIL": "state armed forces", "PRM": "paramilitaries not against the government", "PTY": "political parties",
    "REB": "armed opposition", "SPY": "state intelligence", "UAF": "armed men unknown", "UNK": "unknown",
    "AGR": "farmers", "BUS": "business", "CRM": "criminals", "CVL": "civilians without affiliation",
    "EDU": "education", "ELI": "former officials and their families", "JRN": "press", "LAB": "organised labour",
    "MED": "health", "REF": "refugees and displaced", "OPP": "political opposition",
    "PRE": "partly recognised entities", "REL": "religious bodies", "SOC": "other civil society",
}  # fmt: skip
"""PLOVER's sectors."""

BLOCS = frozenset(["IGO", "NGO", "MNC", "IMG"])
KINDS = ("state", "body", "person", "group", "organisation", "people", "publisher")
LINKS = ("part_of", "member_of", "splinter_of", "successor_of", "nationality")
OWNERSHIP = ("state", "party", "private", "public", "exile")


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor with the words of a text that mean it, beside the names of the record itself."""

    actor: Actor
    short: tuple[str, ...] = ()
    """Acronyms: they count only in these capitals."""
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    """Cities used for the government; the grammar decides."""
    stands: tuple[str, ...] = ()
    """Buildings and by-words that always mean the government."""
    neighbours: tuple[str, ...] = ()
    of: str | None = None
    """Of a body: the state it belongs to."""
    fills: str | None = None
    """Of a body: the kind it fills (kinds.yaml)."""
    near: tuple[str, ...] = ()
    """Actors whose being named lets this one's weak names count ("the Coalition" beside the Islamic State)."""
    until: dt.date | None = None
    """Of a person: the day up to which open offices are vouched for."""


class Range(NamedTuple):
    """Days from `first` to `last`, None where not known."""

    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Kinds:
    """What every state has (kinds.yaml)."""

    bodies: dict[str, dict[str, Any]] = field(default_factory=dict)
    offices: dict[str, dict[str, Any]] = field(default_factory=dict)
    titles: dict[str, list[str]] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    wars: dict[str, tuple[Range, ...]] = field(default_factory=dict)
    """State -> when it had a civil war: whose rebels "the rebels" may be."""
    regimes: dict[str, tuple[Range, ...]] = field(default_factory=dict)
    """State -> when the press calls its government "the regime" without saying whose."""


@dataclass(frozen=True, slots=True)
class Change:
    """A person's decision about actors: merge, split or rename."""

    kind: Literal["merge", "split", "rename"]
    actor: str
    into: str | None = None
    name: str | None = None


@dataclass(slots=True)
class Source:
    """Everything read from one or more folders, before it is indexed."""

    entries: dict[str, Entry] = field(default_factory=dict)
    kinds: Kinds = field(default_factory=Kinds)
    publishers: list[Publisher] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    sites: dict[str, tuple[str, int]] = field(default_factory=dict)


class _Item(NamedTuple):
    key: str
    value: Any
    line: int


_TWICE = "written twice, apart, and the same"
"""Reference of a term of office or a publisher with a star, or of a group in confirmed-groups.yaml: benchmarks/lists.py
put it there."""

_DATE = r"\d{4}(?:-\d{2}){0,2}"
_RANGE = re.compile(rf"({_DATE})?\.\.({_DATE})?")
_HELD = re.compile(rf"^(.*?)\s+((?:{_DATE})?\.\.(?:{_DATE})?|{_DATE})$")


def parse_range(text: object) -> Range:
    """Days of "1990..1992-05-01", "1990..", "..1992" or "1991"; months and years count whole.

    Raises ValueError if the text is no such range, a day does not exist, or the end comes before the beginning.
    """
    if isinstance(text, dt.date):
        return Range(text, None)
    text = str(text)
    if re.fullmatch(r"\d{4}", text):
        return Range(dt.date(int(text), 1, 1), dt.date(int(text), 12, 31))
    if re.fullmatch(_DATE, text):
        return Range(_bound(text, last=False), None)
    match = _RANGE.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no range of days")
    out = Range(
        _bound(match[1], last=False) if match[1] else None, _bound(match[2], last=True) if match[2] else None
    )
    if out.first and out.last and out.last < out.first:
        raise ValueError(f"{text!r} ends before it begins")
    return out


def _bound(text: str, *, last: bool) -> dt.date:
    parts = [int(part) for part in text.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if last else 1)
    if len(parts) > 2:
        return dt.date(year, month, parts[2])
    if not 1 <= month <= 12:
        raise ValueError(f"{text!r} has no such month")
    return dt.date(year, month, calendar.monthrange(year, month)[1] if last else 1)


def read_folder(*folders: Path, base: Source | None = None) -> Source:
    """Everything in the .yaml files of `folders` (or in single files); later folders add to earlier ones.

    base: what is known already (the shipped actors, read from their compiled copy); it is added to, not changed.

    Raises DataErrors with every problem found, InputError if a folder or file is not there.
    """
    reader = _Reader(base)
    for folder in folders:
        if not folder.exists():
            raise InputError(
                "no such folder or file of actors",
                where=folder,
                fix="give the path of a folder with .yaml files",
            )
        paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else [folder]
        # States come first: everything else refers to them.
        for path in sorted(
            paths, key=lambda path: _ORDER.index(_family(path)) if _family(path) in _ORDER else 99
        ):
            reader.read(path)
    reader.check()
    if reader.problems:
        raise DataErrors(reader.problems, where=", ".join(str(folder) for folder in folders))
    return reader.source


_ORDER = [
    "states",
    "kinds",
    "bodies",
    "international",
    "groups",
    "leaders",
    "publishers",
    "confirmed",
    "actors",
    "changes",
]


def _family(path: Path) -> str:
    return re.split(r"[-.]", path.name, maxsplit=1)[0]


class _Reader:
    """Collects entries and problems over all files."""

    def __init__(self, base: Source | None = None) -> None:
        self.source = Source()
        if base:
            self.source.entries.update(base.entries)
            self.source.kinds = base.kinds
            self.source.publishers.extend(base.publishers)
        self.problems: list[DataError] = []
        self.path = Path()

    def problem(self, what: str, line: int, fix: str) -> None:
        self.problems.append(DataError(what, path=self.path, line=line, fix=fix))

    def read(self, path: Path) -> None:
        self.path = path
        family = _family(path)
        reader = {
            "states": self._states, "kinds": self._kinds, "bodies": self._bodies, "groups": self._groups,
            "international": self._groups, "leaders": self._leaders, "publishers": self._publishers,
            "actors": self._groups, "changes": self._changes, "confirmed": self._confirmed,
        }.get(family)  # fmt: skip
        if reader is None:
            self.problem(
                f"{family!r} is no family of actor files",
                1,
                f"Name the file after one of {', '.join(_ORDER)}.",
            )
            return
        try:
            node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self.problem(
                f"not YAML: {error.problem}", line, "Quote names that hold a colon, a comma or a bracket."
            )
            return
        except UnicodeDecodeError:
            self.problem("not UTF-8", 1, "Save the file as UTF-8.")
            return
        if node is None:
            return
        if family in ("changes", "confirmed"):
            if not isinstance(node, yaml.SequenceNode):
                self.problem(f"{path.stem} is no list", 1, "Begin each line with a dash.")
                return
            reader([_Item("", _value(item), item.start_mark.line + 1) for item in node.value])
            return
        if not isinstance(node, yaml.MappingNode):
            self.problem("the file is no mapping", 1, "Write one `id: {names: [...]}` a line.")
            return
        reader(_items(node, self))

    # -- families

    def _kinds(self, items: list[_Item]) -> None:
        data = {item.key: item.value for item in items}
        parts = data.get("parts") or {}
        kinds = Kinds(
            bodies=data.get("bodies") or {},
            offices=data.get("offices") or {},
            titles=data.get("titles") or {},
            parts=tuple(word for words in parts.values() for word in words),
            never=tuple(str(word) for word in data.get("never") or ()),
            wars=self._times(data, "wars", items),
            regimes=self._times(data, "regimes", items),
        )
        for kind, body in kinds.bodies.items():
            for sector in body.get("sectors", ()):
                if sector not in SECTORS:
                    self._bad_sector(sector, kind, items[0].line)
        for sector in kinds.titles:
            if sector not in SECTORS:
                self._bad_sector(sector, "titles", items[0].line)
        self.source.kinds = kinds

    def _times(self, data: dict[str, Any], name: str, items: list[_Item]) -> dict[str, tuple[Range, ...]]:
        out: dict[str, tuple[Range, ...]] = {}
        item = next((item for item in items if item.key == name), None)
        for state, spans in (data.get(name) or {}).items():
            if item is not None and state not in self.source.entries:
                self.problem(
                    f"{state!r} of {name} is no state", item.line, self._near(str(state), self.source.entries)
                )
            if item is not None:
                out[str(state)] = tuple(
                    self._range(span, item) for span in (spans if isinstance(spans, list) else [spans])
                )
        return out

    _STATE_FIELDS = frozenset(
        ["name", "country", "names", "short", "adj", "people", "capital", "seats", "stands", "neighbours", "sectors",
         "first", "last"]
    )  # fmt: skip

    def _states(self, items: list[_Item]) -> None:
        for item in items:
            data = self._mapping(item, self._STATE_FIELDS)
            if data is None:
                continue
            old = self.source.entries.get(item.key)
            name = data.get("name") or (old.actor.name if old else None)
            country = data.get("country") or (old.actor.country if old else None)
            if not name or not country:
                self.problem(
                    f"state {item.key!r} has no name or country",
                    item.line,
                    "Add name and country, or use the id of a state in states-cldr.yaml.",
                )
                continue
            span = self._years(data, item)
            names = [
                *self._strings(data, "names", item),
            ]
            capital = [str(data["capital"])] if data.get("capital") else []
            sectors = tuple(Sector(code) for code in self._sectors(data, item))
            people = self._strings(data, "people", item)
            adjectives = self._strings(data, "adj", item)
            # "Iranian" gives "Iranians"; the Swiss, Chinese, French have no such plural.
            people = [
                *people,
                *(f"{word}s" for word in adjectives if word[-1] in "ni" and f"{word}s" not in people),
            ]
            actor = Actor(
                id=item.key, name=name, kind="state",
                names=_names([*(n.name for n in (old.actor.names if old else ())), *names], name, span),
                country=country, sectors=sectors or (old.actor.sectors if old else ()),
            )  # fmt: skip
            self._put(
                Entry(
                    actor,
                    short=_union(old.short if old else (), self._strings(data, "short", item)),
                    adjectives=_union(old.adjectives if old else (), adjectives),
                    people=_union(old.people if old else (), people),
                    seats=_union(old.seats if old else (), [*capital, *self._strings(data, "seats", item)]),
                    stands=_union(old.stands if old else (), self._strings(data, "stands", item)),
                    neighbours=_union(old.neighbours if old else (), self._strings(data, "neighbours", item)),
                ),
                item,
                replace_old=True,
            )

    _BODY_FIELDS = frozenset(
        ["of", "as", "names", "short", "sectors", "kind", "part_of", "first", "last", "reference", "country"]
    )

    def _bodies(self, items: list[_Item]) -> None:
        for item in items:
            data = self._mapping(item, self._BODY_FIELDS)
            if data is None:
                continue
            state = self.source.entries.get(str(data.get("of")))
            if state is None:
                self.problem(
                    f"{item.key!r} is of {data.get('of')!r}, which is no state",
                    item.line,
                    self._near(str(data.get("of")), self.source.entries),
                )
                continue
            names = self._strings(data, "names", item)
            if not names:
                self.problem(
                    f"{item.key!r} has no names", item.line, "Add names: [...], the commonest one first."
                )
                continue
            fills = data.get("as")
            known: dict[str, dict[str, Any]] = {
                str(office.get("body")): office for office in self.source.kinds.offices.values()
            }
            known.update(self.source.kinds.bodies)
            if fills is not None and fills not in known:
                self.problem(
                    f"{item.key!r} fills {fills!r}, which kinds.yaml has not",
                    item.line,
                    self._near(fills, known),
                )
            span = self._years(data, item)
            codes = self._sectors(data, item) or known.get(str(fills), {}).get("sectors", [])
            links = [Affiliation("part_of", to=str(data["of"]))]
            if data.get("part_of"):
                links.append(Affiliation("part_of", to=str(data["part_of"])))
            actor = Actor(
                id=item.key, name=names[0], kind=data.get("kind", "body"), names=_names(names[1:], names[0], span),
                country=state.actor.country, sectors=tuple(Sector(code, *span) for code in codes),
                affiliations=tuple(links), reference=data.get("reference"),
            )  # fmt: skip
            self._put(
                Entry(
                    actor, short=tuple(self._strings(data, "short", item)), of=str(data["of"]), fills=fills
                ),
                item,
            )

    _GROUP_FIELDS = frozenset(
        ["names", "short", "kind", "country", "sectors", "years", "links", "leaders", "members", "stands", "seats",
         "reference", "adj", "people", "offices", "of", "as", "near"]
    )  # fmt: skip

    def _groups(self, items: list[_Item]) -> None:
        for item in items:
            data = self._mapping(item, self._GROUP_FIELDS)
            if data is None:
                continue
            names = self._strings(data, "names", item)
            if not names:
                self.problem(
                    f"{item.key!r} has no names", item.line, "Add names: [...], the commonest one first."
                )
                continue
            kind = data.get("kind", "group")
            if kind not in KINDS:
                self.problem(f"{kind!r} is no kind of actor", item.line, self._near(str(kind), KINDS))
                kind = "group"
            country = data.get("country")
            if country is not None and not re.fullmatch(r"[A-Z]{3}", str(country)):
                self.problem(
                    f"country {country!r} of {item.key!r} is no ISO 3166 alpha-3 code",
                    item.line,
                    "Use such a code, or IGO, NGO, MNC, IMG.",
                )
            span = self._range(data["years"], item) if data.get("years") is not None else Range(None, None)
            links = [self._link(text, item) for text in self._strings(data, "links", item)]
            offices: list[Office] = []
            for text in self._strings(data, "offices", item):
                held = self._held(text, item)
                title, _, of = held[0].partition(" of ")
                if held[1] is not None and of:
                    offices.append(Office(title.strip(), of.strip(), *held[1]))
                else:
                    self.problem(
                        f"office {text!r} of {item.key!r} is not readable",
                        item.line,
                        "Write TITLE of ID FIRST..LAST.",
                    )
            actor = Actor(
                id=item.key, name=names[0], kind=kind, names=_names(names[1:], names[0], Range(None, None)), country=country,
                sectors=tuple(Sector(code, *span) for code in self._sectors(data, item)), offices=tuple(offices),
                affiliations=tuple(link for link in links if link), reference=data.get("reference"),
            )  # fmt: skip
            entry = Entry(
                actor,
                short=tuple(self._strings(data, "short", item)),
                adjectives=tuple(self._strings(data, "adj", item)),
                people=tuple(self._strings(data, "people", item)),
                stands=tuple(self._strings(data, "stands", item)),
                seats=tuple(self._strings(data, "seats", item)),
                near=tuple(self._strings(data, "near", item)),
                of=str(data["of"]) if data.get("of") else None,
                fills=str(data["as"]) if data.get("as") else None,
            )
            if entry.of and entry.of not in self.source.entries:
                self.problem(
                    f"{item.key!r} is of {entry.of!r}, which is no state",
                    item.line,
                    self._near(entry.of, self.source.entries),
                )
            self._put(entry, item, replace_old=_family(self.path) == "actors")
            title = "leader" if kind == "group" else "official"
            for text in self._strings(data, "leaders", item):
                self._person(text, title, item.key, country, item, None)
            for text in self._strings(data, "members", item):
                self._member(text, item)

    def _leaders(self, items: list[_Item]) -> None:
        until = None
        for item in items:
            if item.key == "as_of":
                until = item.value if isinstance(item.value, dt.date) else None
                if until is None:
                    self.problem("as_of is no day", item.line, "Write a day as 2025-01-31.")
        states = next((item for item in items if item.key == "states"), None)
        if states is None or not isinstance(states.value, _Lines):
            self.problem(
                "no `states:`",
                1,
                "Write `states:` with one `ID: {OFFICE: [NAME FIRST..LAST, ...]}` an actor.",
            )
            return
        for state in states.value:
            of = self.source.entries.get(state.key)
            if of is None:
                self.problem(
                    f"{state.key!r} is no actor", state.line, self._near(state.key, self.source.entries)
                )
                continue
            if not isinstance(state.value, _Lines):
                self.problem(
                    f"{state.key!r} holds no offices", state.line, "Write OFFICE: [NAME FIRST..LAST, ...]."
                )
                continue
            for office in state.value:
                for text in office.value if isinstance(office.value, list) else []:
                    self._person(str(text), office.key, state.key, of.actor.country, office, until)

    def _publishers(self, items: list[_Item]) -> None:
        for country in items:
            if not re.fullmatch(r"[A-Z]{3}", country.key) or not isinstance(country.value, _Lines):
                self.problem(
                    f"{country.key!r} is no country code with publishers",
                    country.line,
                    "Write CODE: then OWNERSHIP: {NAME: [domain, other name]}.",
                )
                continue
            for owner in country.value:
                if owner.key not in OWNERSHIP:
                    self.problem(
                        f"{owner.key!r} is no kind of ownership", owner.line, self._near(owner.key, OWNERSHIP)
                    )
                    continue
                if not isinstance(owner.value, _Lines):
                    self.problem(
                        f"{country.key} {owner.key} holds no publishers",
                        owner.line,
                        "Write {NAME: [domain, other name]}.",
                    )
                    continue
                for paper in owner.value:
                    self._publisher(paper, country.key, owner.key)

    def _publisher(self, item: _Item, country: str, ownership: str) -> None:
        words = [str(word) for word in item.value or ()] if isinstance(item.value, list | None) else []
        domains = tuple(word for word in words if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/\S*)?", word))
        names = [word for word in words if word not in domains and word != "*"]
        id_ = slug(item.key)
        if id_ in self.source.entries:
            id_ += (
                "-publisher" if self.source.entries[id_].actor.kind != "publisher" else f"-{country.lower()}"
            )
        plain = re.sub(r"\s*\([^)]*\)$", "", item.key)
        actor = Actor(
            id=id_,
            name=plain,
            kind="publisher",
            names=_names(names, plain, Range(None, None)),
            country=country,
            sectors=(Sector("JRN"),),
            reference=_TWICE if "*" in words else None,
        )
        self._put(Entry(actor), item)
        self.source.publishers.append(Publisher(plain, country, cast(Any, ownership), domains, id_))

    def _confirmed(self, items: list[_Item]) -> None:
        for item in items:
            entry = self.source.entries.get(str(item.value))
            if entry is None:
                self.problem(
                    f"{item.value!r} is no actor", item.line, self._near(str(item.value), self.source.entries)
                )
                continue
            self.source.entries[entry.actor.id] = replace(entry, actor=replace(entry.actor, reference=_TWICE))

    def _changes(self, items: list[_Item]) -> None:
        for item in items:
            data = item.value
            kind = next(
                (kind for kind in ("merge", "split", "rename") if isinstance(data, dict) and kind in data),
                None,
            )
            if kind is None:
                self.problem(
                    "a change is a merge, a split or a rename",
                    item.line,
                    "Write {merge: ID, into: ID}, {split: NAME, from: ID, into: ID} or {rename: ID, name: NAME}.",
                )
            elif kind == "merge" and data.get("into"):
                self.source.changes.append(Change("merge", str(data["merge"]), into=str(data["into"])))
            elif kind == "split" and data.get("from") and data.get("into"):
                self.source.changes.append(
                    Change("split", str(data["from"]), into=str(data["into"]), name=str(data["split"]))
                )
            elif kind == "rename" and data.get("name"):
                self.source.changes.append(Change("rename", str(data["rename"]), name=str(data["name"])))
            else:
                self.problem(
                    f"the {kind} is not whole",
                    item.line,
                    "A merge needs `into`, a split `from` and `into`, a rename `name`.",
                )

    # -- parts of entries

    def _person(
        self, text: str, title: str, of: str, country: str | None, item: _Item, until: dt.date | None
    ) -> None:
        twice = text.endswith(" *")
        rest, span = self._held(text.removesuffix(" *"), item)
        if span is None:
            self.problem(
                f"{text!r} of {of!r} has no days",
                item.line,
                "Write NAME = OTHER NAME FIRST..LAST; `..` if no day is known.",
            )
            return
        names = [name.strip() for name in rest.split(" = ")]
        plain = re.sub(r"\s*\([^)]*\)$", "", names[0])
        id_ = slug(names[0])
        old = self.source.entries.get(id_)
        if old and old.actor.kind != "person":
            self.problem(
                f"person {names[0]!r} has the id of {old.actor.kind} {id_!r}",
                item.line,
                "Put a word in brackets behind the name.",
            )
            return
        office = Office(title, of, *span, reference=_TWICE if twice else None)
        home = country
        if old is None:
            actor = Actor(
                id_, plain, "person", _names(names[1:], plain, Range(None, None)), home, (), (office,), ()
            )
        else:
            # A head of a body of states keeps the country of the offices held at home, if any come up.
            if home in BLOCS or (old.actor.country not in BLOCS and old.actor.country is not None):
                home = old.actor.country
            actor = replace(
                old.actor, names=_names([*(n.name for n in old.actor.names), *names[1:]], plain, Range(None, None)),
                offices=(*old.actor.offices, office), country=home,
            )  # fmt: skip
        later = max((day for day in (until, old.until if old else None) if day), default=None)
        self._put(Entry(actor, until=later), item, replace_old=True)

    def _member(self, text: str, item: _Item) -> None:
        parts = text.split()
        state = self.source.entries.get(parts[0])
        if state is None:
            self.problem(
                f"member {parts[0]!r} of {item.key!r} is no actor",
                item.line,
                self._near(parts[0], self.source.entries),
            )
            return
        span = self._range(parts[1] if len(parts) > 1 else "..", item)
        link = Affiliation("member_of", item.key, *span)
        self.source.entries[parts[0]] = replace(
            state, actor=replace(state.actor, affiliations=(*state.actor.affiliations, link))
        )

    def _link(self, text: str, item: _Item) -> Affiliation | None:
        parts = text.split()
        if len(parts) not in (2, 3) or parts[0] not in LINKS:
            self.problem(
                f"link {text!r} of {item.key!r} is not readable",
                item.line,
                f"Write KIND ID FIRST..LAST; kinds: {', '.join(LINKS)}.",
            )
            return None
        return Affiliation(
            cast(Any, parts[0]), parts[1], *(self._range(parts[2], item) if len(parts) == 3 else (None, None))
        )

    def _held(self, text: str, item: _Item) -> tuple[str, Range | None]:
        if text.endswith(".."):
            bare = text[:-2].rstrip()
            if not re.search(_DATE + "$", bare):
                return bare, Range(None, None)
        match = _HELD.match(text)
        if not match:
            return text, None
        return match[1], self._range(match[2], item)

    def _range(self, text: object, item: _Item) -> Range:
        try:
            return parse_range(text)
        except ValueError as error:
            self.problem(
                f"{item.key!r}: {error}",
                item.line,
                "Write FIRST..LAST with days as 2013-08-15, months as 2013-08 or years.",
            )
            return Range(None, None)

    def _years(self, data: dict[str, Any], item: _Item) -> Range:
        first = self._range(data["first"], item).first if data.get("first") else None
        last = None
        if data.get("last"):
            last = self._range(f"..{data['last']}", item).last
        return Range(first, last)

    def _mapping(self, item: _Item, fields: frozenset[str]) -> dict[str, Any] | None:
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", item.key):
            self.problem(
                f"{item.key!r} is no id", item.line, "Ids are in kebab case: small letters, digits, hyphens."
            )
        if not isinstance(item.value, dict):
            self.problem(
                f"{item.key!r} holds no fields",
                item.line,
                f"Write {{names: [...]}}; fields: {', '.join(sorted(fields))}.",
            )
            return None
        for name in item.value:
            if name not in fields:
                self.problem(f"{item.key!r} has a field {name!r}", item.line, self._near(str(name), fields))
        return item.value

    def _strings(self, data: dict[str, Any], name: str, item: _Item) -> list[str]:
        value = data.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.problem(f"{name} of {item.key!r} is no list", item.line, f"Write {name}: [...].")
            return []
        bad = [
            entry
            for entry in value
            if isinstance(entry, bool | dict | list) or entry is None or not str(entry).strip()
        ]
        for entry in bad:
            self.problem(
                f"{name} of {item.key!r} holds {entry!r}, which is no name",
                item.line,
                "Put it in quotation marks.",
            )
        return [
            str(entry) for entry in value if not isinstance(entry, bool | dict | list) and entry is not None
        ]

    def _sectors(self, data: dict[str, Any], item: _Item) -> list[str]:
        codes = self._strings(data, "sectors", item)
        for code in codes:
            if code not in SECTORS:
                self._bad_sector(code, item.key, item.line)
        return [code for code in codes if code in SECTORS]

    def _bad_sector(self, code: str, key: str, line: int) -> None:
        self.problem(f"sector {code!r} of {key!r} is not a PLOVER sector", line, self._near(code, SECTORS))

    def _near(self, word: str, known: Iterable[str]) -> str:
        options = sorted(str(name) for name in known if name is not None)
        near = difflib.get_close_matches(word, options, 1, 0.75)
        hint = f"Did you mean {near[0]!r}?" if near else ""
        listed = f" There are: {', '.join(options)}." if len(options) <= 30 else ""
        return (hint + listed).strip() or "Use an id that another entry has."

    def _put(self, entry: Entry, item: _Item, *, replace_old: bool = False) -> None:
        id_ = entry.actor.id
        if id_ in self.source.entries and not replace_old:
            where, line = self.source.sites.get(id_, ("the shipped actors", 0))
            self.problem(
                f"{id_!r} stands already in {where}:{line}" if line else f"{id_!r} is one of {where}",
                item.line,
                "Give one of them another id, or join the two entries.",
            )
            return
        self.source.entries[id_] = entry
        self.source.sites.setdefault(id_, (str(self.path), item.line))

    def check(self) -> None:
        """What can only be judged once all files are read: links lead somewhere, no office begins before its end."""
        for id_, entry in self.source.entries.items():
            for link in entry.actor.affiliations:
                if link.to not in self.source.entries:
                    where, line = self.source.sites.get(id_, (str(self.path), 1))
                    self.path = Path(where)
                    self.problem(
                        f"{id_!r} is {link.kind} {link.to!r}, which no entry has",
                        line,
                        self._near(link.to, self.source.entries),
                    )


class _Lines(list[_Item]):
    """A mapping whose entries keep their lines."""


def _items(node: yaml.MappingNode, reader: _Reader, depth: int = 0) -> list[_Item]:
    out = _Lines()
    seen: dict[str, int] = {}
    deep = depth < (2 if _family(reader.path) in ("leaders", "publishers") else 0)
    for key_node, value_node in node.value:
        name, line = str(key_node.value), key_node.start_mark.line + 1
        if name in seen:
            reader.problem(f"{name!r} stands twice (first in line {seen[name]})", line, "Join the two.")
        seen[name] = line
        value = (
            _items(value_node, reader, depth + 1)
            if deep and isinstance(value_node, yaml.MappingNode)
            else _value(value_node)
        )
        out.append(_Item(name, value, line))
    return out


def _value(node: yaml.Node) -> Any:
    return yaml.constructor.SafeConstructor().construct_object(node, deep=True)


def _names(names: Iterable[str], first: str, span: Range) -> tuple[ActorName, ...]:
    seen = dict.fromkeys(name for name in names if name and name != first)
    return tuple(ActorName(name, *span) for name in seen)


def _union(old: tuple[str, ...], new: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*old, *new]))


def sectors_at(actor: Actor, day: dt.date | None) -> Iterator[str]:
    """Codes of the sectors that hold on `day` (all, where no day is known)."""
    for sector in actor.sectors:
        if day is None or (
            (sector.first is None or sector.first <= day) and (sector.last is None or day <= sector.last)
        ):
            yield sector.code
