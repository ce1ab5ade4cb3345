"""The gazetteer: every place a name may mean.

Towns, regions and districts come from GeoNames (towns.bin, names.bin, made by build.py); states, seas, areas, camps,
bases, dams and crossings from the YAML files. Of the names only the block that holds the one asked for is unpacked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from dragoman.places.fold import fold, skeleton
from dragoman.places.packed import Names, read_columns
from dragoman.places.supplement import DATA, Curated, load_supplement

__all__ = ["Entry", "Gazetteer", "load_gazetteer"]

_KINDS = ("region", "district", "town")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place that a name may mean."""

    name: str
    lat: float
    lon: float
    country: str | None
    """ISO 3166 alpha-3."""
    precision: str
    """site, town, district, region, country, area."""
    people: int
    """Inhabitants; 0 where unknown."""
    half: float
    """Half the height or width in degrees, for what holds other places; 0 for a point."""
    region: int
    """Which first-level region it lies in; -1 where unknown."""
    number: int
    """Its own number among GeoNames' rows; -1 for a place written by hand."""
    geonames: int | None
    curated: bool
    adjective: bool = False
    """True if the name asked for was an adjective or a word for the people."""


_HALF = {"country": 4.0, "region": 2.0, "area": 3.0, "district": 0.3}


def exact_only(name: str) -> bool:
    """True for a name that counts only as written: "US", "U.S.", "Calif.", "B.C."."""
    return name.endswith(".") or (name.isupper() and len(name) <= 5) or (name.upper() == name and "." in name)


class Gazetteer:
    """Names to places. Make it with `load_gazetteer`."""

    def __init__(self, folder: Path = DATA) -> None:
        self._curated: dict[str, list[Entry]] = {}
        self._exact: dict[str, list[Entry]] = {}
        self.small: set[str] = set()
        """Keys of names written down with a small first letter ("eastern Aleppo")."""
        self.countries: dict[str, Entry] = {}
        """ISO 3166 alpha-3 -> the state or territory."""
        for place in load_supplement(folder):
            self._add(place)
        self._skeletons: dict[str, list[Entry]] = {}
        for key, entries in self._curated.items():
            for entry in entries:
                bare = skeleton(key)
                if bare and entry.country in _ARABIC and not entry.adjective:
                    self._skeletons.setdefault(bare, []).append(entry)
        column, words = read_columns(folder / "towns.bin")
        self._kind, self._lat, self._lon, self._half = (
            column[name] for name in ("kind", "lat", "lon", "half")
        )
        self._people, self._region, self._geonames = (
            column[name] for name in ("people", "region", "geonames")
        )
        self._country_of = column["country"]
        self._countries = list(words["countries"])
        self._name = words["name"]
        self._names = Names(folder / "names.bin")
        for key, entries in self._curated.items():
            for n, entry in enumerate(entries):
                if entry.precision == "region" and not entry.adjective:
                    entries[n] = self._joined(key, entry)
        for entries in self._exact.values():
            for n, entry in enumerate(entries):
                if entry.precision == "region":
                    entries[n] = self._joined(fold(entry.name.split(" (")[0]), entry)
        self.lookup = lru_cache(maxsize=8192)(self._lookup)
        self.entry = lru_cache(maxsize=8192)(self._entry)

    def _add(self, place: Curated) -> None:
        entry = Entry(place.name, place.lat, place.lon, place.country, place.precision, 0,
                      _HALF.get(place.precision, 0.0), -1, -1, None, True)  # fmt: skip
        if place.precision == "country" and place.country:
            self.countries.setdefault(place.country, entry)
        adjective = Entry(place.name, place.lat, place.lon, place.country, place.precision, 0,
                          entry.half, -1, -1, None, True, True)  # fmt: skip
        for name in place.names:
            if name.endswith(")"):
                # "Georgia (U.S. state)": the bracket only tells two names of the file apart.
                name = name[: name.index(" (")]
            if exact_only(name):
                self._exact.setdefault(name, []).append(entry)
            else:
                if name[0].islower():
                    self.small.add(fold(name))
                known = self._curated.setdefault(fold(name), [])
                if entry not in known:
                    known.append(entry)
        for name in place.people:
            for form in (name, name if name.endswith(("ese", "ish", "ch", "men", "s")) else name + "s"):
                known = self._curated.setdefault(fold(form), [])
                if adjective not in known:
                    known.append(adjective)

    def _joined(self, key: str, entry: Entry) -> Entry:
        """A region written by hand with the number of GeoNames' region of that name, to know what lies in it."""
        for number in self._names.rows(key):
            same = self._kind[number] == 0 and self._countries[int(self._country_of[number])] == entry.country
            if same:
                return replace(entry, region=number)
        return entry

    def _entry(self, number: int) -> Entry:
        kind = _KINDS[int(self._kind[number])]
        return Entry(
            self._name[number], int(self._lat[number]) / 1e4, int(self._lon[number]) / 1e4,
            self._countries[int(self._country_of[number])] or None, kind, int(self._people[number]),
            int(self._half[number]) / 100, int(self._region[number]) if kind != "region" else number, number,
            int(self._geonames[number]) or None, False,
        )  # fmt: skip

    def exact(self, name: str) -> tuple[Entry, ...]:
        """Places whose name counts only as written ("US", "Calif.")."""
        return tuple(self._exact.get(name, ()))

    def _lookup(self, key: str) -> tuple[Entry, ...]:
        """Places of a folded name, those written by hand first; () if there is none."""
        curated = self._curated.get(key, [])
        return (*curated, *(self.entry(n) for n in self._names.rows(key)))

    def lookup_like(self, key: str) -> tuple[Entry, ...]:
        """Places whose name has the same skeleton, for transliterations from Arabic that `lookup` does not know."""
        bare = skeleton(key)
        if not bare:
            return ()
        return (*self._skeletons.get(bare, ()), *(self.entry(n) for n in self._names.rows("~" + bare)))

    def find(self, name: str) -> tuple[Entry, ...]:
        """Places a name may mean, in no order of likelihood; for people who look something up."""
        key = fold(name)
        return self.exact(name) or self.lookup(key) or self.lookup_like(key)

    def is_inside(self, place: Entry, area: Entry) -> bool:
        """True if `place` lies in `area`: a country, a region, a district, or a hand-written area by its size."""
        if place is area or (place.curated and place.precision == "country"):
            return False
        if area.precision == "country":
            return place.country == area.country
        if area.country and place.country and area.country != place.country:
            return False
        if area.precision == "region" and area.region >= 0 and place.region >= 0:
            return place.region == area.region and place.precision != "region"
        reach = max(area.half, 0.2) * 1.2 + 0.1
        return abs(place.lat - area.lat) <= reach and abs(place.lon - area.lon) <= reach * 1.3


_ARABIC = frozenset(
    [
        "SYR",
        "IRQ",
        "YEM",
        "LBY",
        "LBN",
        "JOR",
        "PSE",
        "EGY",
        "SDN",
        "SAU",
        "TUN",
        "DZA",
        "MAR",
        "MRT",
        "KWT",
        "BHR",
        "QAT",
        "ARE",
        "OMN",
        "IRN",
        "AFG",
        "PAK",
        "SOM",
        "DJI",
        "ESH",
        "TUR",
        "ISR",
    ]
)


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer, loaded once."""
    return Gazetteer()
