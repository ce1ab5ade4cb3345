"""The places a person wrote down: states in countries.yaml and what GeoNames' towns lack in supplement/*.yaml.

Name: [lat, lon, country or null, precision, [other names], [adjectives]]
CODE: [Name, lat, lon, [other names], [adjectives and words for the people]]      (countries.yaml)
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import yaml

from dragoman.errors import DataError, DataErrors
from dragoman.places.fold import fold

__all__ = ["DATA", "PRECISIONS", "Curated", "compile_supplement", "load_supplement", "read_supplement"]

DATA = Path(__file__).parent.parent / "data" / "places"
PRECISIONS = ("site", "town", "district", "region", "country", "area")


@dataclass(frozen=True, slots=True)
class Curated:
    """One place of the files that people write."""

    name: str
    lat: float
    lon: float
    country: str | None
    """ISO 3166 alpha-3; None for what spans several countries."""
    precision: str
    names: tuple[str, ...]
    """All names, the first one first."""
    people: tuple[str, ...]
    """Adjectives and words for its people."""


class _Faults:
    """Problems with file and line, gathered until all is read."""

    def __init__(self) -> None:
        self.problems: list[DataError] = []

    def add(self, what: str, path: Path, node: yaml.Node, fix: str) -> None:
        self.problems.append(DataError(what, path=path, line=node.start_mark.line + 1, fix=fix))


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The places as they were read and checked, with the hash of the files they were read from."""

    sources: str
    places: tuple[Curated, ...]


def _sources(folder: Path) -> str:
    """SHA-256 of every file that people write, with its name."""
    digest = hashlib.sha256()
    for path in [folder / "countries.yaml", *sorted((folder / "supplement").glob("*.yaml"))]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def compile_supplement(folder: Path = DATA) -> Path:
    """Write what `read_supplement` gives beside its files, so that it loads some fifty times faster."""
    path = folder / "supplement.json"
    path.write_bytes(msgspec.json.encode(_Compiled(_sources(folder), read_supplement(folder))))
    return path


def load_supplement(folder: Path = DATA) -> tuple[Curated, ...]:
    """Every place of the files: from their compiled copy while they are as it was made from, else read and checked."""
    path = folder / "supplement.json"
    if path.exists():
        try:
            compiled = msgspec.json.decode(path.read_bytes(), type=_Compiled)
        except msgspec.DecodeError:
            return read_supplement(folder)
        if compiled.sources == _sources(folder):
            return compiled.places
    return read_supplement(folder)


def read_supplement(folder: Path = DATA) -> tuple[Curated, ...]:
    """Read and check every file; raise DataErrors that lists all problems."""
    faults = _Faults()
    found: list[Curated] = []
    countries = _rows(folder / "countries.yaml", faults)
    codes: set[str] = {str(key.value) for key, _ in countries}
    for key, node in countries:
        row = _plain(node)
        place = _country(str(key.value), row)
        if isinstance(place, Curated):
            found.append(place)
        else:
            faults.add(
                place, folder / "countries.yaml", key, "write CODE: [Name, lat, lon, [names], [people]]"
            )
    owner: dict[str, str] = {}
    for path in sorted((folder / "supplement").glob("*.yaml")):
        for key, node in _rows(path, faults):
            place = _place(str(key.value), _plain(node), codes)
            if not isinstance(place, Curated):
                faults.add(
                    place, path, key, "write Name: [lat, lon, country or null, precision, [names], [people]]"
                )
                continue
            if place.name in owner:
                faults.add(
                    f"{place.name!r} stands in {owner[place.name]} already", path, key, "keep one of them"
                )
            owner[place.name] = f"{path.name}:{key.start_mark.line + 1}"
            found.append(place)
    if faults.problems:
        raise DataErrors(faults.problems, where=folder)
    return tuple(found)


def _rows(path: Path, faults: _Faults) -> list[tuple[yaml.Node, yaml.Node]]:
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", str(error))
        faults.problems.append(DataError(f"not YAML: {problem}", path=path, line=line, fix="mend the line"))
        return []
    if not isinstance(root, yaml.MappingNode):
        faults.problems.append(
            DataError("no mapping of names", path=path, line=1, fix="write Name: [...] lines")
        )
        return []
    return list(root.value)


def _plain(node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    if isinstance(node, yaml.ScalarNode):
        if node.tag.endswith(":null"):
            return None
        if node.tag.endswith((":int", ":float")):
            return float(node.value)
        return str(node.value)
    return {}


def _point(lat: Any, lon: Any) -> str | None:
    if not (isinstance(lat, float) and isinstance(lon, float) and math.isfinite(lat + lon)):
        return "latitude and longitude are not numbers"
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return f"{lat}, {lon} is no point on earth"
    return None


def _names(what: Any) -> str | None:
    if not isinstance(what, list) or not all(
        isinstance(name, str) and any(c.isalnum() for c in fold(name)) for name in what
    ):
        return f"{what!r} is not a list of names"
    return None


def _country(code: str, row: Any) -> Curated | str:
    if len(code) != 3 or not code.isupper():
        return f"{code!r} is not an ISO 3166 alpha-3 code"
    if not isinstance(row, list) or len(row) != 5 or not isinstance(row[0], str):
        return f"{code} has not five fields"
    name, lat, lon, names, people = row
    fault = _point(lat, lon) or _names(names) or _names(people)
    if fault:
        return f"{code}: {fault}"
    return Curated(name, lat, lon, code, "country", (name, *names), tuple(people))


def _place(name: str, row: Any, codes: set[str]) -> Curated | str:
    if not isinstance(row, list) or len(row) not in (5, 6):
        return f"{name!r} has not five or six fields"
    lat, lon, country, precision, names, *rest = row
    people = rest[0] if rest else []
    fault = _point(lat, lon) or _names(names) or _names(people)
    if fault:
        return f"{name!r}: {fault}"
    if country is not None and country not in codes:
        return f"{name!r}: country {country!r} is not in countries.yaml"
    if precision not in PRECISIONS:
        return f"{name!r}: precision {precision!r} is none of {', '.join(PRECISIONS)}"
    return Curated(name, lat, lon, country, precision, (name, *names), tuple(people))
