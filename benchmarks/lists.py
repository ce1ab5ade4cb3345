"""Office holders, places and groups written a second time from memory, beside what ships: what agrees, what does not.

    python benchmarks/lists.py leaders SECOND... [--write]
    python benchmarks/lists.py places SECOND... [--write]
    python benchmarks/lists.py publishers SECOND... [--write]
    python benchmarks/lists.py groups SECOND... [--write]

The second list is written without a look at the first, outside the project. One line an office,
`STATE/OFFICE: NAME FIRST..LAST; ...`; one line a place, `NAME: LAT LON`; one line a publisher, `NAME: COUNTRY OWNERSHIP`; one
line a group, `NAME = OTHER NAME | ACRONYMS | COUNTRY | FIRST..LAST | LINK; LINK`, whose links are `part_of NAME`, `split_from`,
`successor_of`, `merged_into`; a year that its writer does not know is left out.
Days, months and years agree where the coarser holds the finer. --write marks what agrees with a star in the data (leaders,
publishers), lists it in confirmed-places.yaml and confirmed-groups.yaml, and coarsens a day on which the lists differ to the
month or year they share, or to none. What only one list has is printed for a person to decide. Write first and mend
afterwards: what the second list was used to mend agrees with it for no reason.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dragoman.actors.names import fold, same_name
from dragoman.actors.names import key as words_of

DATA = Path(__file__).parents[1] / "src" / "dragoman" / "data"
TERM = re.compile(r"^(.*?)\s+((?:\d{4}(?:-\d\d){0,2})?\.\.(?:\d{4}(?:-\d\d){0,2})?)( \*)?$")
NEAR_KM = 5.0


def term(text: str) -> tuple[list[str], str, str]:
    """Names, first and last day of `NAME = OTHER FIRST..LAST`."""
    match = TERM.match(text.strip())
    if not match:
        return [text.strip()], "", ""
    first, last = match[2].split("..")
    return [name.strip() for name in match[1].split(" = ")], first, last


def alike(a: list[str], b: list[str]) -> bool:
    """True if two lists of names share one, by spelling or by sound."""
    left = {tuple(fold(word) for word in words_of(re.sub(r"\s*\([^)]*\)", "", name))) for name in a}
    right = {tuple(fold(word) for word in words_of(re.sub(r"\s*\([^)]*\)", "", name))) for name in b}
    return bool(left & right) or any(same_name(x, y) for x in left for y in right)


def shared(a: str, b: str) -> str:
    """The finest date both hold: "2011-05-14" and "2011-05-20" share "2011-05"."""
    for size in (10, 7, 4):
        if a[:size] == b[:size] and len(a) >= size and len(b) >= size:
            return a[:size]
    return ""


def agree(a: str, b: str) -> bool:
    """True if two dates say the same: the coarser holds the finer, or one hands over the day before the other takes office."""
    if len(a) == len(b) == 10 and abs(dt.date.fromisoformat(a) - dt.date.fromisoformat(b)) <= dt.timedelta(1):
        return True
    return bool(a) == bool(b) and (a.startswith(b) or b.startswith(a))


def one_term(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """True if two spans of days may be one term: they agree on a bound, or at least on the years of both."""
    return agree(a[0], b[0]) or agree(a[1], b[1]) or (a[0][:4], a[1][:4]) == (b[0][:4], b[1][:4])


def second_leaders(paths: list[Path]) -> dict[tuple[str, str], list[tuple[list[str], str, str]]]:
    """(state, office) -> terms of the second list."""
    found: dict[tuple[str, str], list[tuple[list[str], str, str]]] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            head, _, rest = line.partition(":")
            state, _, office = head.strip().partition("/")
            if office:
                found.setdefault((state, office.strip()), []).extend(
                    term(part) for part in rest.split(";") if part.strip()
                )
    return found


def leaders(paths: list[Path], *, write: bool, add: bool = False) -> None:
    """Compare terms of office; see the module's words."""
    second = second_leaders(paths)
    count: Counter[str] = Counter()
    for path in sorted((DATA / "actors").glob("leaders-*.yaml")):
        text = path.read_text(encoding="utf-8")
        for state, offices in yaml.safe_load(text)["states"].items():
            for office, terms in offices.items():
                theirs = second.pop((state, office), None)
                if theirs is None:
                    count["not in the second list"] += len(terms)
                    continue
                rest = list(theirs)
                for entry in terms:
                    names, first, last = term(str(entry))
                    fits = sorted(
                        (
                            other
                            for other in rest
                            if alike(names, other[0]) and one_term((first, last), other[1:])
                        ),
                        key=lambda other: -agree(first, other[1]) - agree(last, other[2]),
                    )
                    if not fits:
                        print(f"only in the first: {state}/{office}: {entry}")
                        count["only in the first"] += 1
                        continue
                    other = fits[0]
                    rest.remove(other)
                    bare = str(entry).removesuffix(" *")
                    if agree(first, other[1]) and agree(last, other[2]):
                        count["confirmed"] += 1
                        new = f"{bare} *"
                    else:
                        print(f"differs: {state}/{office}: {entry} | {other[1]}..{other[2]}")
                        begin = first if agree(first, other[1]) else shared(first, other[1])
                        end = last if agree(last, other[2]) else shared(last, other[2])
                        if (first and not begin) or (last and not end):
                            # An open end would claim more than either list does: left for a person to settle.
                            count["left to a person"] += 1
                            continue
                        count["changed"] += 1
                        new = f"{bare[: bare.rindex(' ')]} {begin}..{end}"
                    if write:
                        text = replaced(text, state, office, str(entry), new)
                for other in rest:
                    line = f"{' = '.join(other[0])} {other[1]}..{other[2]}"
                    print(f"only in the second: {state}/{office}: {line}")
                    count["only in the second"] += 1
                    if add and terms:
                        bare = str(terms[0]).removesuffix(" *")
                        text = replaced(text, state, office, bare, f"{line}, {bare}")
        if write or add:
            path.write_text(text, encoding="utf-8")
    for (state, office), theirs in second.items():
        print(
            f"office only in the second: {state}/{office}: {'; '.join(f'{n[0]} {a}..{b}' for n, a, b in theirs)}"
        )
        count["only in the second"] += len(theirs)
    print(dict(count))


def replaced(text: str, state: str, office: str, old: str, new: str) -> str:
    """`text` with one entry of an office written anew, in its own line."""
    lines = text.split("\n")
    inside = False
    for number, line in enumerate(lines):
        if re.match(r"  \S+:", line):
            inside = line.strip().startswith(f"{state}:")
        at = re.search(rf"(?:^|[{{,])\s*{re.escape(office)}: \[", line) if inside else None
        if at and old in line[at.end() :]:
            rest = re.sub(
                rf"(?<![\w.]){re.escape(old)}(?=(?: \*)?[,\]\"'])", lambda _: new, line[at.end() :], count=1
            )
            lines[number] = line[: at.end()] + rest
            break
    return "\n".join(lines)


def confirmed(name: str, items: list[str], *, folder: Path, what: str) -> None:
    """Add the names both lists agree on to those that agreed before, beside the data."""
    before = folder / f"confirmed-{name}.yaml"
    known = yaml.safe_load(before.read_text(encoding="utf-8")) if before.exists() else []
    items = sorted({*known, *items})
    head = f"# {what}\n# Made by `python benchmarks/lists.py {name} SECOND --write`.\n"
    body = yaml.safe_dump(sorted(items), allow_unicode=True, default_flow_style=True, width=120)
    (folder / f"confirmed-{name}.yaml").write_text(head + body, encoding="utf-8")


def places(paths: list[Path], *, write: bool) -> None:
    """Compare points of hand-written places."""
    second = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            name, _, point = line.rpartition(":")
            if name.strip():
                lat, lon = point.split()[:2]
                second[name.strip()] = (float(lat), float(lon))
    count: Counter[str] = Counter()
    good = []
    for path in sorted((DATA / "places" / "supplement").glob("*.yaml")):
        for name, row in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            point = second.get(name)
            if point is None:
                count["not in the second list"] += 1
                continue
            away = kilometres((row[0], row[1]), point)
            # What is large has its middle where one draws it; a point of a town or site has not.
            reach = {"area": 150.0, "region": 60.0, "district": 15.0, "country": 200.0}.get(row[3], NEAR_KM)
            count[f"within {reach:.0f} km ({row[3]})" if away <= reach else f"farther ({row[3]})"] += 1
            if away <= reach:
                good.append(name)
            else:
                print(f"{name}: {row[:4]} against {point}: {away:.0f} km")
    if write:
        confirmed(
            "places", good, folder=DATA / "places", what="Places whose point was written twice and agreed."
        )
    print(dict(count))


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of two points, near enough."""
    x = math.radians(b[1] - a[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return 6371 * math.hypot(x, math.radians(b[0] - a[0]))


def publishers(paths: list[Path], *, write: bool) -> None:
    """Compare country and ownership of publishers."""
    second = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            name, _, rest = line.rpartition(":")
            if name.strip():
                second[fold(name.strip())] = tuple(rest.split()[:2])
    count: Counter[str] = Counter()
    good = []
    source = DATA / "actors" / "publishers.yaml"
    data: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    for country, owners in data.items():
        for ownership, papers in owners.items():
            for name in papers:
                other = second.pop(fold(name), None)
                if other is None:
                    count["not in the second list"] += 1
                elif other == (country, ownership):
                    count["confirmed"] += 1
                    good.append(name)
                else:
                    count["differs"] += 1
                    print(f"{name}: {country} {ownership} against {' '.join(other)}")
    for name, other in second.items():
        count["only in the second"] += 1
        print(f"only in the second: {name}: {' '.join(other)}")
    if write:
        text = source.read_text(encoding="utf-8")
        for name in good:
            # The star stands first in the list, so that the line says at once what was checked.
            text = re.sub(
                rf'(?<=[{{ ])("?){re.escape(name)}\1: \[(?!"\*")',
                lambda found: found[0] + '"*", ',
                text,
                count=1,
            )
        source.write_text(text, encoding="utf-8")
    print(dict(count))


@dataclass
class Group:
    """An armed group, party or movement as one of the lists has it."""

    id: str
    names: list[str]
    short: set[str]
    country: str
    first: str
    last: str
    links: list[tuple[str, str]] = field(default_factory=list)
    """Kind and the other group: its id in the first list, its name in the second."""

    def __str__(self) -> str:
        return f"{self.names[0]} {self.country} {self.first}..{self.last}"


_SPELLED = {"organization": "organisation", "defense": "defence", "centre": "center", "programme": "program"}
_DROPPED = frozenset(["al", "as", "ash", "el", "the"])
_LINKS = {"split_from": "splinter_of"}


def spelling(name: str) -> tuple[str, ...]:
    """A name as words that its English spellings share, without the article."""
    words = (fold(word) for word in words_of(name))
    return tuple(_SPELLED.get(word, word) for word in words if word not in _DROPPED)


def shipped_groups(folder: Path) -> list[Group]:
    """Groups, parties and movements of the groups-*.yaml of `folder`: no peoples, people or monitors."""
    found = []
    for path in sorted(folder.glob("groups-*.yaml")):
        for id_, row in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if row.get("kind", "group") != "group":
                continue
            years = str(row.get("years") or "")
            first, _, last = years.partition("..") if ".." in years or len(years) > 4 else (years, "", years)
            links = [(str(link).split()[0], str(link).split()[1]) for link in row.get("links", ())]
            short = {str(word).split(" (")[0] for word in row.get("short", ())}
            found.append(
                Group(id_, [str(n) for n in row["names"]], short, str(row.get("country")), first, last, links)
            )
    return found


def second_groups(paths: list[Path]) -> list[Group]:
    """Groups of the second list, whose lines the module's words describe; lines that begin with # are left."""
    found = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = [cell.strip() for cell in line.split("|")]
            if line.startswith("#") or len(cells) < 4:
                continue
            first, _, last = cells[3].partition("..")
            links = [
                (_LINKS.get(kind, kind), name.strip())
                for kind, _, name in (link.strip().partition(" ") for link in "".join(cells[4:5]).split(";"))
                if name
            ]
            names = [name.strip() for name in cells[0].split(" = ")]
            short = {word.strip() for word in cells[1].split(",") if word.strip()}
            found.append(Group(names[0], names, short, cells[2], first, last, links))
    return found


def by_name(groups: list[Group]) -> dict[tuple[str, ...], list[Group]]:
    """Every spelling -> the groups that bear it, with and without what stands in brackets in names of the first list."""
    found: dict[tuple[str, ...], list[Group]] = {}
    for group in groups:
        plain = [re.sub(r"\s+\([^)]*\)$", "", name) for name in group.names if group.id != group.names[0]]
        for name in {spelling(name) for name in [*group.names, *plain]} - {()}:
            found.setdefault(name, []).append(group)
    return found


def paired(first: list[Group], second: list[Group]) -> tuple[list[tuple[Group, Group]], dict[str, str]]:
    """Which group of the second list is which of the first; and those that stand under a name of one that is taken.

    A name that several groups of a list bear ("National Liberation Army") pairs only within a country; so does one whose
    acronyms differ, one that only sounds the same, and an acronym of four letters without a name. Where several would fit, the one with the same first name, then with the same acronym.
    """
    ours, theirs = by_name(first), by_name(second)
    pairs = []
    for group in second:
        for name in {spelling(name) for name in group.names} - {()}:
            for other in ours.get(name, ()):
                home = group.country == other.country
                alone = len(ours[name]) == 1 and len(theirs[name]) == 1
                if home or (alone and not (group.short and other.short and not group.short & other.short)):
                    same_first = spelling(group.names[0]) == spelling(other.names[0])
                    pairs.append((home, same_first, bool(group.short & other.short), group, other))
    met = {id(group) for *_, group, _ in pairs}
    for group in second:
        for other in first if id(group) not in met else ():
            acronym = any(len(word) > 3 for word in group.short & other.short)
            if group.country == other.country and (acronym or alike(group.names, other.names)):
                pairs.append((True, False, bool(group.short & other.short), group, other))
    pairs.sort(key=lambda pair: pair[:3], reverse=True)
    found: list[tuple[Group, Group]] = []
    under: dict[str, str] = {}
    taken: set[int] = set()
    for *_, group, other in pairs:
        if id(group) not in taken and id(other) not in taken:
            taken |= {id(group), id(other)}
            found.append((other, group))
    for *_, group, other in pairs:
        if id(group) not in taken:
            under[group.id] = other.id
    return found, under


def years_of(ours: Group, theirs: Group) -> tuple[str, str, list[str]]:
    """First and last year that both lists bear out, and what stands against the two being confirmed."""
    against = []
    bounds = []
    for what, a, b in (("first", ours.first, theirs.first), ("last", ours.last, theirs.last)):
        if a and b and not agree(a, b):
            against.append(f"{what} year differs")
            bounds.append(shared(a, b))
        else:
            if bool(a) != bool(b) or (what == "first" and not a):
                in_one = "the second" if b else "the first" if a else "neither"
                against.append(f"{what} year in {in_one} only" if a or b else "first year in neither")
            bounds.append(a)
    return bounds[0], bounds[1], against


def groups(paths: list[Path], *, write: bool, folder: Path = DATA / "actors") -> Counter[str]:
    """Compare armed groups, parties and movements; see the module's words."""
    first, second = shipped_groups(folder), second_groups(paths)
    pairs, under = paired(first, second)
    ids = {id(theirs): ours.id for ours, theirs in pairs}
    elsewhere = elsewhere_by_name(folder)
    known = {
        name: [ids.get(id(g)) or under.get(g.id) for g in found] for name, found in by_name(second).items()
    }
    for (_, *words), other in elsewhere.items():
        known.setdefault(tuple(words), []).append(other)
    count: Counter[str] = Counter(
        {"in the first": len(first), "in the second": len(second), "in both": len(pairs)}
    )
    good: list[str] = []
    changed: dict[str, str] = {}
    for ours, theirs in sorted(pairs, key=lambda pair: pair[0].id):
        begin, end, against = years_of(ours, theirs)
        if ours.country != theirs.country:
            against.insert(0, "country differs")
        count.update(against or ["confirmed"])
        if against:
            print(f"{', '.join(against)}: {ours.id}: {ours} | {theirs}")
        else:
            good.append(ours.id)
        if (begin, end) != (ours.first, ours.last):
            if ours.last and not end:
                # An open end would claim more than either list does.
                count["left to a person"] += 1
            else:
                changed[ours.id] = f"{begin}..{end}"
        left = set(ours.links)
        right = {
            (kind, next(filter(None, known.get(spelling(name), ())), name)) for kind, name in theirs.links
        }
        right = {link for link in right if link[1] != ours.id}
        count["links in both"] += len(left & right)
        for kind, name in sorted(left - right):
            print(f"link only in the first: {ours.id}: {kind} {name}")
            count["links only in the first"] += 1
        for kind, name in sorted(right - left):
            print(f"link only in the second: {ours.id}: {kind} {name}")
            count["links only in the second"] += 1
    have = {ours.id for ours, _ in pairs}
    for group in first:
        if group.id not in have:
            print(f"only in the first: {group.id}: {group}")
            count["only in the first"] += 1
    for group in second:
        if id(group) in ids:
            continue
        where = under.get(group.id) or next(
            (elsewhere[s] for n in group.names if (s := (group.country, *spelling(n))) in elsewhere), None
        )
        what = (
            "under another's name"
            if group.id in under
            else "in another file"
            if where
            else "only in the second"
        )
        print(f"{what}: {group}{f' -> {where}' if where else ''}")
        count[what] += 1
    if write:
        for path in sorted(folder.glob("groups-*.yaml")):
            text = path.read_text(encoding="utf-8")
            for id_, years in changed.items():
                text = re.sub(
                    rf"(?m)^({re.escape(id_)}: .*?), years: [^,}}]+",
                    rf"\1, years: {years}" if years != ".." else r"\1",
                    text,
                )
            path.write_text(text, encoding="utf-8")
        confirmed(
            "groups",
            good,
            folder=folder,
            what="Groups whose name, country and years were written twice and agreed.",
        )
    print(dict(count))
    return count


def elsewhere_by_name(folder: Path) -> dict[tuple[str, ...], str]:
    """Country and spelling of what `folder` holds beside its groups, parties and movements -> its id."""
    found = {}
    for path in [
        path
        for name in ("bodies", "states", "international", "groups-*")
        for path in folder.glob(f"{name}.yaml")
    ]:
        for id_, row in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if path.name.startswith("groups-") and row.get("kind", "group") == "group":
                continue
            country = str(row.get("country") or id_[:3].upper())
            for name in [*row.get("names", ()), *([row["name"]] if "name" in row else ())]:
                for form in (str(name), re.sub(r"\s+\([^)]*\)$", "", str(name))):
                    found[(country, *spelling(form))] = id_
    return found


def main() -> None:
    """Entry of the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kind", choices=["leaders", "places", "publishers", "groups"])
    parser.add_argument("second", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--add", action="store_true", help="leaders: add the terms that only the second list has"
    )
    chosen = parser.parse_args()
    if chosen.kind == "leaders":
        leaders(chosen.second, write=chosen.write, add=chosen.add)
    elif chosen.kind == "places":
        places(chosen.second, write=chosen.write)
    elif chosen.kind == "groups":
        groups(chosen.second, write=chosen.write)
    else:
        publishers(chosen.second, write=chosen.write)


if __name__ == "__main__":
    main()
