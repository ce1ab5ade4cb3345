"""The actors dragoman knows, found by name, by state and body, by office and day."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dragoman.actors.names import fold, key, slug, surname_keys, word_set
from dragoman.actors.schema import Change, Entry, Kinds, Range, Source, read_folder, sectors_at
from dragoman.errors import DataError, DataErrors, InputError
from dragoman.records import Actor, ActorName, Affiliation, Publisher, Sector

__all__ = ["COMPILED", "DATA", "Compiled", "Form", "Knowledge", "compile_source", "load_knowledge"]

DATA = Path(__file__).parent.parent / "data" / "actors"
COMPILED = DATA / "compiled.json"


class Form(NamedTuple):
    """One way of writing an actor's name."""

    actor: str
    how: str
    """name, short, adjective, people, seat, stand."""
    written: str
    context: bool
    """True if the name says little alone ("National Front (Libya)", "Amal"): the country must be spoken of."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """What is stored of the shipped data: entries, kinds, publishers."""

    entries: tuple[Entry, ...]
    kinds: Kinds
    publishers: tuple[Publisher, ...]
    index: dict[str, list[Form]] = field(default_factory=dict)
    """Words of a name, parted by spaces -> whom it means; `Knowledge.index` ready made."""
    surnames: dict[str, list[str]] = field(default_factory=dict)


def compile_source(source: Source) -> Compiled:
    """The data of `source` in the order of ids, so that the same files always give the same bytes."""
    entries = {id_: source.entries[id_] for id_ in sorted(source.entries)}
    known = _index(entries, source.kinds, list(source.publishers), [])
    return Compiled(
        entries=tuple(entries.values()),
        kinds=source.kinds,
        publishers=tuple(source.publishers),
        index={" ".join(form): found for form, found in known.index.items()},
        surnames={" ".join(form): people for form, people in known.surnames.items()},
    )


# Names that are also common words, given names or places, and names several bodies of the world go by: they count
# only where their country (or another of their names) is spoken of.
_WEAK = word_set(
    """
    Amal Dawa Aleph Memorial Beehive Fano SITE Shell Contras Roma Kiwis Male Congress Republicans
    Westminster Shene Kuki Hazm Hasm Gorran Solidarity Khattab Barbecue Arkan Gabino Otoniel Hambali
    Batasuna Lega Provos Peul Nuer White_Army Red_Command Southern_Front Islamic_Front National_Coalition
    New_Forces Prosperity_Party Green_Movement Contact_Group Supreme_Court National_Assembly
    People's_Democratic_Party General_Assembly Red_Shirts Yellow_Shirts Lebanese_Forces Federal_Police
    Foreign_Office Treasury Justice_Department Ministry_of_Intelligence Internal_Security_Forces
    Autonomous_Administration Democratic_Alliance Northern_League Labour_Party Labour Conservatives Conservative_Party
    Communist_Party National_Front National_Action New_Democracy Civic_Platform Republican_Party
    Democratic_Party Future_Movement Arab_Coalition National_Guard Republican_Guard Coast_Guard
    Central_Command Military_Intelligence_Directorate Air_Force_Intelligence Islamic_Courts Young_Patriots
    Golden_Division Arab_coalition 4th_Division Foreign_Intelligence_Service Investigative_Committee
    Border_Security_Force House_of_Representatives National_Liberation_Army Sovereignty_Council
    Transitional_Government Brotherhood_Alliance Constitutional_Committee Coalition Amnesty Iraqiya Law_and_Justice
    Freedom_House Anonymous Hoover Nation Time Mirror Express Independent Sun People Guardian Observer
    Telegraph Times Standard Herald Post Star Metro Politico Quartz Vice Slate Salon Mother_Jones
    Spectator Economist New_Arab The_National National Daily_Star Nature Science Fortune The_Nation
    The_Hill Hill Dawn Monitor Citizen Vanguard Punch Tribune Republic Wire Quint Print Statesman Hindu
    Mint Pioneer Insider Bild Focus Stern Spiegel Zeit Welt Echo Marianne Point Figaro Monde Nouvelle
    Sabah Today Outlook Emirates Scoop Stuff Frontline Jang Trend Turan Beta Petra Saba Mehr Fars Tempo Republika
    Kan Walla Globes Tablet Vox Reason Semana Caravan Blick Liga AIM NAN TAP LANA MENA Prospect Shahada
    Fana Confidencial Vlast Panorama Zvezda Diena Kabar Bakhtar Index Irrawaddy Manoto Orient SMART
    Qasioun Rumiyah Dabiq Jam Tolo Samaa ARY Antara Frontier Excelsior Perfil Globo Folha Veja Caracol Milenio
    Reforma Proceso Kompas Detik MAP APS SPA Defense_Department Defence_Department Home_Office Home_Guard
    Grey_Wolves Young_Turks Global_Coalition International_Coalition Coalition_Forces Nusra
    """
)
_WEAK_KEYS = frozenset(key(name.replace("_", " ")) for name in _WEAK)


@dataclass(slots=True)
class Knowledge:
    """Every actor, with an index by name. Make one with `load_knowledge`."""

    entries: dict[str, Entry]
    kinds: Kinds
    publishers: tuple[Publisher, ...] = ()
    merged: dict[str, str] = field(default_factory=dict)
    """Id -> id it was merged into by a person; ids of cases too."""
    split: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)
    """(id, name) -> id that a person gave that name."""
    renamed: dict[str, str] = field(default_factory=dict)
    index: dict[tuple[str, ...], list[Form]] = field(default_factory=dict)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    surnames: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    words: dict[tuple[str, ...], list[tuple[str, str]]] = field(default_factory=dict)
    """Key of a word for a body or an office -> [("body", "foreign-ministry"), ...]."""
    word_lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    holders: dict[tuple[str, str], list[tuple[dt.date | None, dt.date | None, str]]] = field(
        default_factory=dict
    )
    bodies: dict[tuple[str, str], str] = field(default_factory=dict)
    alone: dict[str, frozenset[str]] = field(default_factory=dict)
    """Kind of body -> folded words that mean one without a state ("the army")."""
    titles: dict[tuple[str, ...], str] = field(default_factory=dict)
    title_lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    parts: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    country_state: dict[str, str] = field(default_factory=dict)
    domains: dict[str, Publisher] = field(default_factory=dict)
    _made: dict[str, Actor] = field(default_factory=dict)
    _aliases: dict[str, tuple[Actor, tuple[str, ...]]] = field(default_factory=dict)

    def actor(self, id_: str) -> Actor | None:
        """The actor of that id, also a body of a state that no file names (`tcd-foreign-ministry`); merges followed."""
        id_ = self.merged.get(id_, id_)
        entry = self.entries.get(id_)
        actor = entry.actor if entry else self._made.get(id_) or self._make(id_)
        if actor and id_ in self.renamed:
            names = (*actor.names, ActorName(actor.name))
            actor = replace(actor, name=self.renamed[id_], names=names)
        return actor

    def body(self, state: str, kind: str) -> str:
        """Id of the body of that kind that a state has: a named one, else `STATE-KIND`."""
        spec = self.kinds.bodies.get(kind, {})
        if spec.get("state"):
            return self.bodies.get((state, kind), state) if state == "pse" else state
        return self.bodies.get((state, kind), f"{state}-{kind}")

    def _make(self, id_: str) -> Actor | None:
        state_id, _, kind = id_.partition("-")
        for at in range(len(id_)):
            if (
                id_[at] == "-"
                and id_[:at] in self.entries
                and (id_[at + 1 :] in self.kinds.bodies or id_[at + 1 :] in self._offices_bodies)
            ):
                state_id, kind = id_[:at], id_[at + 1 :]
                break
        state = self.entries.get(state_id)
        spec = self.kinds.bodies.get(kind) or self._offices_bodies.get(kind)
        if state is None or spec is None:
            return None
        adjectives = state.adjectives or (state.actor.name,)
        shape = spec.get("name") or "{adj} " + kind.replace("-", " ").title()
        name = shape.format(adj=adjectives[0], state=state.actor.name)
        words = spec.get("words", [])[:6] if kind in self.kinds.bodies else []
        names = dict.fromkeys(
            [
                *(shape.format(adj=adj, state=state.actor.name) for adj in adjectives),
                *(f"{adj} {word}" for adj in adjectives[:2] for word in words),
                *(state.people if kind == "people" else ()),
            ]
        )
        names.pop(name, None)
        actor = Actor(
            id=id_, name=name, kind=spec.get("kind", "body"), names=tuple(ActorName(n) for n in names),
            country=state.actor.country, sectors=tuple(Sector(code) for code in spec.get("sectors", ["GOV"])),
            affiliations=(Affiliation("part_of", state_id),),
        )  # fmt: skip
        self._made[id_] = actor
        return actor

    @property
    def wars(self) -> dict[str, tuple[Range, ...]]:
        """State -> when it had a civil war."""
        return self.kinds.wars

    @property
    def regimes(self) -> dict[str, tuple[Range, ...]]:
        """State -> when its government alone is "the regime" of the press."""
        return self.kinds.regimes

    @property
    def _offices_bodies(self) -> dict[str, dict[str, Any]]:
        return {
            str(spec.get("body")): {"name": spec.get("name"), "sectors": ["GOV"]}
            for spec in self.kinds.offices.values()
        }

    def holder(self, of: str, office: str, day: dt.date | None) -> str | None:
        """Who held `office` of a state or body on `day`; None if nobody is known, several may have, or no day is given."""
        if day is None:
            return None
        found = set()
        for first, last, person in self.holders.get((of, office), ()):
            until = self.entries[person].until
            if last is None and until is not None and day > until:
                continue
            if (first is None or first <= day) and (last is None or day <= last):
                found.add((first is not None and last is not None, person))
        persons = {person for _, person in found}
        if len(persons) == 1:
            return persons.pop()
        # On the day one hands over to the other both hold it; the text decides, not we.
        return None

    def aliases(self, actor: Actor) -> tuple[str, ...]:
        """Every other name of an actor, for a state also the ways to say its government."""
        known = self._aliases.get(actor.id)
        if known is not None and known[0] is actor:
            return known[1]
        entry = self.entries.get(actor.id)
        names = [*(name.name for name in actor.names)]
        if entry:
            names += entry.short
            names += entry.stands
            if actor.kind == "state":
                names += entry.seats
                for adj in entry.adjectives:
                    names += [f"{adj} government", f"{adj} regime", f"{adj} authorities", f"{adj} officials"]
                names += [f"Government of {actor.name}", f"{actor.name} government", *entry.adjectives]
        # A name told apart by a word in brackets goes by the plain name too.
        plain = [re.sub(r"\s*\([^)]*\)$", "", name) for name in names]
        found = tuple(
            dict.fromkeys(name for name in [*plain, *names] if name != actor.name and "(" not in name)
        )
        self._aliases[actor.id] = (actor, found)
        return found

    def sectors(self, actor: Actor, day: dt.date | None) -> tuple[str, ...]:
        """PLOVER sectors that hold on `day`: an actor's own, and for a person those of the offices held."""
        codes = list(dict.fromkeys(sectors_at(actor, day)))
        if actor.kind != "person" or codes:
            return tuple(codes)
        held: list[tuple[str, ...]] = []
        once: list[tuple[str, ...]] = []
        for office in actor.offices:
            if day is not None and office.first is not None and day < office.first:
                continue
            over = day is not None and office.last is not None and day > office.last
            (once if over else held).append(self._office_sector(office.title, office.of))
        codes = list(dict.fromkeys(code for group in held for code in group))
        if codes:
            return tuple(codes[:2])
        past = {code for group in once for code in group}
        return ("ELI",) if past & {"GOV", "LEG", "MIL", "SPY"} else tuple(sorted(past))[:1]

    def _office_sector(self, title: str, of: str) -> tuple[str, ...]:
        if title in _SECTOR_OF_TITLE:
            return (_SECTOR_OF_TITLE[title],)
        body = self.actor(of)
        if body is None or body.kind == "state":
            return ("GOV",)
        return tuple(sector.code for sector in body.sectors)[:1] or ("GOV",)

    def country(self, actor: Actor) -> str | None:
        """PLOVER country of an actor."""
        return actor.country

    def match(self, folds: Sequence[str], at: int) -> Iterator[tuple[int, list[Form]]]:
        """(length, forms) of the names that begin at word `at`, the longest first."""
        left = len(folds) - at
        for length in self.lengths.get(folds[at], ()):
            if length > left:
                continue
            forms = self.index.get(tuple(folds[at : at + length]))
            if forms:
                yield length, forms

    def word(self, folds: Sequence[str], at: int) -> tuple[int, list[tuple[str, str]]] | None:
        """The longest word for a body or office that begins at word `at`."""
        if at >= len(folds):
            return None
        for length in self.word_lengths.get(folds[at], ()):
            if at + length > len(folds):
                continue
            found = self.words.get(tuple(folds[at : at + length]))
            if found:
                return length, found
        return None

    def title(self, folds: Sequence[str], at: int) -> tuple[int, str] | None:
        """The longest title ("Brig. Gen.") that begins at word `at`, with its sector."""
        if at >= len(folds):
            return None
        for length in self.title_lengths.get(folds[at], ()):
            if at + length > len(folds):
                continue
            found = self.titles.get(tuple(folds[at : at + length]))
            if found:
                return length, found
        return None

    def publisher(self, name: str | None) -> Publisher | None:
        """The publisher of that name or domain."""
        if not name:
            return None
        bare = re.sub(r"^(https?://)?(www\.)?", "", name.casefold()).split("/")[0]
        if bare in self.domains:
            return self.domains[bare]
        for form in self.index.get(key(name), ()):
            actor = self.entries[form.actor].actor
            if actor.kind == "publisher":
                return next((p for p in self.publishers if p.actor == actor.id), None)
        return None


_SECTOR_OF_TITLE = {
    "army chief": "MIL", "general": "MIL", "intelligence chief": "SPY", "opposition leader": "OPP", "senator": "LEG",
    "legislator": "LEG", "speaker": "LEG", "journalist": "JRN", "cleric": "REL", "activist": "CVL", "police chief": "COP",
    "party leader": "PTY", "justice minister": "GOV", "revolutionary guards commander": "MIL",
    "quds force commander": "MIL", "irgc intelligence chief": "SPY",
}  # fmt: skip


def load_knowledge(*folders: Path | str) -> Knowledge:
    """The shipped actors, with a user's own files on top.

    folders: folders or single files of a user; their entries add to the shipped ones, or replace those of the same
    id, and their changes-*.yaml merge, split and rename.
    Raises DataErrors with every problem of the user's files, InputError if the shipped data is damaged.
    """
    compiled = _compiled()
    entries = {entry.actor.id: entry for entry in compiled.entries}
    kinds, publishers, changes = compiled.kinds, list(compiled.publishers), []
    if folders:
        base = Source(entries=entries, kinds=kinds, publishers=publishers)
        source = read_folder(*(Path(folder) for folder in folders), base=base)
        entries, kinds, publishers = source.entries, source.kinds, source.publishers
        changes = source.changes
        return _index(entries, kinds, publishers, changes)
    return _index(entries, kinds, publishers, changes, compiled)


@functools.lru_cache(maxsize=1)
def _compiled() -> Compiled:
    try:
        return msgspec.json.decode(COMPILED.read_bytes(), type=Compiled)
    except (OSError, msgspec.DecodeError) as error:
        raise InputError(
            f"the shipped actors cannot be read: {error}", where=COMPILED, fix="install dragoman again"
        ) from error


def _index(
    entries: dict[str, Entry],
    kinds: Kinds,
    publishers: list[Publisher],
    changes: list[Change],
    made: Compiled | None = None,
) -> Knowledge:
    """The knowledge with its index by name; `made`: the compiled copy, if these are its entries and no others."""
    known = Knowledge(entries, kinds, tuple(publishers))
    _apply(known, changes)
    lengths: dict[str, set[int]] = {}
    if made is not None:
        # Taking names apart is most of the work of loading; the copy holds what came of it.
        known.index = {tuple(words.split(" ")): list(forms) for words, forms in made.index.items()}
        known.surnames = {tuple(words.split(" ")): list(people) for words, people in made.surnames.items()}
        for form in known.index:
            lengths.setdefault(form[0], set()).add(len(form))
    for id_, entry in known.entries.items():
        actor = entry.actor
        if actor.kind == "person":
            for office in actor.offices:
                known.holders.setdefault((office.of, office.title), []).append(
                    (office.first, office.last, id_)
                )
        if entry.of and entry.fills:
            known.bodies.setdefault((entry.of, entry.fills), id_)
        if actor.kind == "state" and len(id_) == 3 and actor.country:
            known.country_state[actor.country] = id_
        if made is not None:
            continue
        for how, names in (
            ("name", [actor.name, *(name.name for name in actor.names)]), ("short", entry.short),
            ("adjective", entry.adjectives), ("people", entry.people), ("seat", entry.seats), ("stand", entry.stands),
        ):  # fmt: skip
            for name in names:
                _put(known, lengths, id_, how, name, publisher=actor.kind == "publisher")
        if actor.kind == "person":
            written = [actor.name, *(name.name for name in actor.names)]
            for form in dict.fromkeys(
                form for name in written[:3] for form in surname_keys(name, actor.country)
            ):
                known.surnames.setdefault(form, []).append(id_)
    for (id_, split), into in known.split.items():
        known.index[split] = [form for form in known.index.get(split, []) if form.actor != id_]
        name = known.entries[into].actor.name
        _put(known, lengths, into, "name", name if key(name) == split else " ".join(split), publisher=False)
    known.lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
    _index_words(known)
    for publisher in known.publishers:
        for domain in publisher.domains:
            known.domains.setdefault(domain, publisher)
    return known


def _put(
    known: Knowledge, lengths: dict[str, set[int]], id_: str, how: str, name: str, *, publisher: bool
) -> None:
    bare = name.split(" (")[0] if name.endswith(")") else name
    form = key(bare)
    if not form:
        return
    article = form[0] == "the" and len(form) > 1
    if article:
        if how == "seat" and len(form) == 2 and form[1] != "hague":
            return
        form = form[1:]
    # "The Local", "The Forward": one common word is a newspaper only where it is spoken of as one.
    weak = bare != name or form in _WEAK_KEYS or (publisher and article and len(form) == 1)
    into = known.merged.get(id_, id_)
    forms = known.index.setdefault(form, [])
    for at, old in enumerate(forms):
        # Of two ways to write one name the one with fewer capitals lets both through.
        fewer = sum(map(str.isupper, bare)) < sum(map(str.isupper, old.written))
        if old.actor == into and old.how == how == "name" and len(form) > 1 and fewer:
            forms[at] = Form(into, how, bare, weak)
    if all(old.actor != into for old in forms):
        forms.append(Form(into, how, bare, weak))
        lengths.setdefault(form[0], set()).add(len(form))


def _index_words(known: Knowledge) -> None:
    lengths: dict[str, set[int]] = {}
    for kind, table in (("body", known.kinds.bodies), ("office", known.kinds.offices)):
        for name, spec in table.items():
            for word in spec.get("words", ()):
                form = key(str(word))
                known.words.setdefault(form, []).append((kind, name))
                lengths.setdefault(form[0], set()).add(len(form))
    known.word_lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
    lengths = {}
    for sector, words in known.kinds.titles.items():
        for word in words:
            form = key(word)
            known.titles.setdefault(form, sector)
            lengths.setdefault(form[0], set()).add(len(form))
    known.title_lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
    known.alone = {
        kind: frozenset(" ".join(key(str(word))) for word in spec.get("alone", ()))
        for kind, spec in known.kinds.bodies.items()
    }
    known.parts = frozenset(" ".join(key(word)) for word in known.kinds.parts)
    known.never = frozenset(fold(word) for word in known.kinds.never)


def _apply(known: Knowledge, changes: list[Change]) -> None:
    """A user's changes, in order; later ones win. Ids of actors of a case are taken as they are."""
    for change in changes:
        if change.kind == "merge" and change.into:
            into = known.merged.get(change.into, change.into)
            if into == change.actor:
                raise DataErrors(
                    [
                        DataError(
                            f"{change.actor!r} is merged into itself",
                            path="changes",
                            line=1,
                            fix="Take one of the two merges out.",
                        )
                    ],
                    where="changes",
                )
            known.merged = {old: into if new == change.actor else new for old, new in known.merged.items()}
            known.merged[change.actor] = into
            gone, kept = known.entries.get(change.actor), known.entries.get(into)
            if gone and kept:
                names = (*kept.actor.names, ActorName(gone.actor.name), *gone.actor.names)
                known.entries[into] = replace(
                    kept, actor=replace(kept.actor, names=names), short=(*kept.short, *gone.short)
                )
            elif gone:
                known.entries[into] = replace(gone, actor=replace(gone.actor, id=into))
            known.entries.pop(change.actor, None)
        elif change.kind == "split" and change.into and change.name:
            known.split[(change.actor, key(change.name))] = change.into
            if change.into not in known.entries:
                old = known.entries.get(change.actor)
                kind = old.actor.kind if old else "unknown"
                country = old.actor.country if old else None
                known.entries[change.into] = Entry(Actor(change.into, change.name, kind, country=country))
        elif change.kind == "rename" and change.name:
            known.renamed[known.merged.get(change.actor, change.actor)] = change.name


def case_id(name: str, document: str | None = None) -> str:
    """Id of somebody the knowledge does not have; of one word only together with the document that names them."""
    return slug(name) if document is None else f"{slug(name)}-{document[:8]}"
