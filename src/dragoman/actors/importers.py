"""Actors from elsewhere: PETRARCH dictionaries and Wikidata dumps -> a file of the form groups-*.yaml have.

Both are read as a stream, so that a dump of Wikidata (one entity a line, gzipped or not) needs no memory to speak of.
"""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import io
import json
import re
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from dragoman.actors.names import slug
from dragoman.actors.schema import SECTORS, parse_range
from dragoman.errors import DataError, DataErrors, InputError, UsageError

__all__ = ["import_actors", "petrarch_actors", "wikidata_actors", "write_actors"]

Heard = Callable[[float], None]
"""Is told what share of a file has been read, from 0 to 1, now and then."""

Record = dict[str, Any]
"""Fields of an actor file: names, kind, country, sectors, years, offices."""

# CAMEO's roles where they are not PLOVER's sectors of the same letters.
_ROLES = {
    "SET": "CVL", "INS": "REB", "RAD": "REB", "SEP": "REB", "HRI": "SOC", "HLH": "MED", "UIS": "UNK", "ENV": "SOC",
    "DEV": "SOC", "IRC": "MED", "MOD": "UNK", "STU": "EDU", "GOV": "GOV",
}  # fmt: skip


def import_actors(
    path: Path,
    folder: Path,
    *,
    form: str | None = None,
    countries: Iterable[str] = (),
    since: int | None = None,
    known: Container[str] = (),
    heard: Heard | None = None,
) -> tuple[Path, int, int]:
    """Turns a PETRARCH dictionary or a Wikidata dump into `folder/actors-NAME.yaml`.

    form: "petrarch" or "wikidata"; told by the file's name if None (.json, .json.gz, .json.bz2 are dumps).
    countries: alpha-3 codes (for a dump Q-ids too) to keep; all if empty. since: of a dump, leave out who ended before.
    known: ids that are left out, so that what is known already is not replaced by less.
    Returns the file, how many actors it holds and how many were left out as known.
    """
    plain = path.name.removesuffix(".gz").removesuffix(".bz2")
    form = form or ("wikidata" if plain.endswith(".json") else "petrarch")
    wanted = {code.upper() for code in countries}
    if form == "wikidata":
        odd = sorted(code for code in wanted if not code.startswith("Q") and code not in _ISO)
        if odd:
            raise UsageError(f"{odd[0]!r} is no country that is known here; give its Wikidata id (Q...)")
        records = wikidata_actors(
            path, countries={_ISO.get(code, code) for code in wanted}, since=since, heard=heard
        )
    else:
        records = (
            (id_, record)
            for id_, record in petrarch_actors(path, heard=heard)
            if not wanted or record.get("country") in wanted
        )
    left_out = 0

    def new() -> Iterator[tuple[str, Record]]:
        nonlocal left_out
        for id_, record in records:
            if id_ in known:
                left_out += 1
            else:
                yield id_, record

    folder.mkdir(parents=True, exist_ok=True)
    name = slug(re.split(r"[.]", plain, maxsplit=1)[0])
    out = folder / f"actors-{name}.yaml"
    return out, write_actors(new(), out, source=f"{path.name}, a {_FORMS[form]}"), left_out


_FORMS = {"petrarch": "PETRARCH actor dictionary", "wikidata": "Wikidata dump"}


def petrarch_actors(path: Path, *, heard: Heard | None = None) -> Iterator[tuple[str, Record]]:
    """(id, fields) of each entry of a PETRARCH actor dictionary (Phoenix.Countries.actors.txt and its like).

    An entry is NAME_OF_ACTOR_ [CODE date-range], its further names on lines that begin with +, its dated codes on lines
    of their own in brackets. A code's first three letters are the country, each three after that a role.
    Raises DataErrors with every line that is neither entry, name, code nor comment.
    """
    problems: list[DataError] = []
    name, names, codes = "", list[str](), list[tuple[str, str | None]]()
    for number, line in enumerate(_lines(path, heard), 1):
        line = line.split("#")[0].strip()
        if not line or line.startswith(("<!", ";", "&", "@")):
            continue
        found = re.findall(r"\[([^\]]*)\]", line)
        word = re.sub(r"\[[^\]]*\]", "", line).strip()
        if line.startswith("+"):
            names.append(_spoken(word[1:]))
        elif line.startswith("["):
            pass
        elif re.match(r"[\w.]", word):
            if name:
                yield from _petrarch(name, names, codes)
            name, names, codes = _spoken(word), [], []
        else:
            problems.append(
                DataError(
                    f"{line[:40]!r} is no entry",
                    path=path,
                    line=number,
                    fix="Take the line out, or put # before it.",
                )
            )
        for code in found:
            code, _, when = code.strip().partition(" ")
            codes.append((code.strip("~"), when.strip() or None))
    if name:
        yield from _petrarch(name, names, codes)
    if problems:
        raise DataErrors(problems, where=path)


def _petrarch(
    name: str, names: list[str], codes: list[tuple[str, str | None]]
) -> Iterator[tuple[str, Record]]:
    code = next((code for code, _ in codes if re.match(r"[A-Z]{3}", code)), None)
    if code is None:
        return
    roles = [_ROLES.get(code[at : at + 3], code[at : at + 3]) for at in range(3, len(code), 3)]
    record: Record = {"names": list(dict.fromkeys([name, *names]))}
    record["country"] = code[:3]
    sectors = [role for role in dict.fromkeys(roles) if role in SECTORS]
    if sectors:
        record["sectors"] = sectors
    years = [_petrarch_range(when) for _, when in codes if when]
    if len(years) == 1 and years[0]:
        record["years"] = years[0]
    yield slug(name), record


def _petrarch_range(text: str) -> str | None:
    """ "930101-990101", "<930101", ">19990101" as FIRST..LAST."""
    days = [_petrarch_day(day) for day in re.findall(r"\d{6,8}", text)]
    if not days or None in days:
        return None
    if text.startswith("<"):
        return f"..{days[0]}"
    if text.startswith(">"):
        return f"{days[0]}.."
    return f"{days[0]}..{days[-1]}" if len(days) == 2 else None


def _petrarch_day(digits: str) -> str | None:
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) > 30 else "20") + digits
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).isoformat()
    except ValueError:
        return None


def _spoken(word: str) -> str:
    """ "BASHAR_AL-ASSAD_" as a name."""
    return " ".join(
        part if part.isupper() and len(part) <= 3 and "." in part else part.title()
        for part in word.strip().strip("_").split("_")
        if part
    )


# Instance-of values that are actors, with the kind they become.
_CLASSES = {
    "Q5": "person", "Q7278": "group", "Q17149090": "group", "Q49773": "group", "Q4120211": "organisation",
    "Q484652": "organisation", "Q245065": "organisation", "Q79913": "organisation", "Q192350": "body", "Q35749": "body",
    "Q772547": "body", "Q47913": "body", "Q41710": "people", "Q11032": "publisher", "Q192283": "publisher",
    "Q1616075": "publisher", "Q17127659": "group", "Q15285626": "organisation", "Q127334927": "group",
}  # fmt: skip


# Wikidata's items of states, those first whose conflicts fill the news.
_ISO = {
    "USA": "Q30", "GBR": "Q145", "FRA": "Q142", "RUS": "Q159", "CHN": "Q148", "DEU": "Q183", "IRN": "Q794", "SYR": "Q858",
    "IRQ": "Q796", "LBN": "Q822", "ISR": "Q801", "PSE": "Q219060", "TUR": "Q43", "JOR": "Q810", "EGY": "Q79",
    "SAU": "Q851", "YEM": "Q805", "LBY": "Q1016", "TUN": "Q948", "DZA": "Q262", "MAR": "Q1028", "SDN": "Q1049",
    "SSD": "Q958", "SOM": "Q1045", "ETH": "Q115", "ERI": "Q986", "AFG": "Q889", "PAK": "Q843", "IND": "Q668",
    "UKR": "Q212", "BLR": "Q184", "POL": "Q36", "ITA": "Q38", "ESP": "Q29", "ARE": "Q878", "QAT": "Q846", "KWT": "Q817",
    "BHR": "Q398", "OMN": "Q842", "AZE": "Q227", "ARM": "Q399", "GEO": "Q230", "CAN": "Q16", "AUS": "Q408",
    "JPN": "Q17", "KOR": "Q884", "PRK": "Q423", "ARG": "Q414", "BRA": "Q155", "MEX": "Q96", "COL": "Q739",
    "VEN": "Q717", "CUB": "Q241", "NGA": "Q1033", "KEN": "Q114", "UGA": "Q1036", "COD": "Q974", "CAF": "Q929",
    "TCD": "Q657", "MLI": "Q912", "MMR": "Q836", "LKA": "Q854", "PHL": "Q928", "IDN": "Q252", "SRB": "Q403",
    "HRV": "Q224", "BIH": "Q225", "XKX": "Q1246", "ALB": "Q222", "GRC": "Q41", "CYP": "Q229", "ZAF": "Q258",
}  # fmt: skip
_STATES = {wiki: code for code, wiki in _ISO.items()}


def wikidata_actors(
    path: Path,
    *,
    countries: Iterable[str] = (),
    classes: Iterable[str] = (),
    language: str = "en",
    since: int | None = None,
    heard: Heard | None = None,
) -> Iterator[tuple[str, Record]]:
    """(id, fields) of the actors in a Wikidata JSON dump (plain, .gz or .bz2), one entity a line.

    countries: Q-ids of country (P17) or citizenship (P27) to keep; all if empty.
    classes: Q-ids of instance-of (P31) to keep; people, parties, armed groups, ministries, agencies, media if empty.
    since: leave out who died or was dissolved before that year.
    Entities without a name in `language` are left out. Raises InputError for a line that is not JSON.
    """
    wanted, kept = set(countries), set(classes) or set(_CLASSES)
    for number, line in enumerate(_lines(path, heard), 1):
        line = line.strip().rstrip(",")
        if line in ("", "[", "]"):
            continue
        # The dump has a hundred million lines; most fall to a search for text, a tenth of the work of reading JSON.
        if not any(f'"{wiki}"' in line for wiki in kept):
            continue
        try:
            entity = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(
                f"line {number} is not JSON", where=path, fix="give a dump with one entity a line"
            ) from error
        record = _entity(entity, kept, wanted, language, since)
        if record:
            yield slug(record["names"][0]), record


def _entity(
    entity: Record, kept: set[str], wanted: set[str], language: str, since: int | None
) -> Record | None:
    claims = entity.get("claims", {})
    kinds = [wiki for wiki in _values(claims, "P31") if wiki in kept]
    homes = [*_values(claims, "P17"), *_values(claims, "P27")]
    label = entity.get("labels", {}).get(language, {}).get("value")
    if not kinds or not label or (wanted and not wanted & set(homes)):
        return None
    end = next((year for name in ("P570", "P576") for year in _years(claims, name)), None)
    if since is not None and end is not None and end < since:
        return None
    aliases = [alias["value"] for alias in entity.get("aliases", {}).get(language, [])]
    record: Record = {"names": [label, *(alias for alias in aliases if alias != label)]}
    record["kind"] = _CLASSES.get(kinds[0], "organisation")
    country = next((_STATES[home] for home in homes if home in _STATES), None)
    if country:
        record["country"] = country
    begin = next(_years(claims, "P571"), None)
    if record["kind"] != "person" and (begin or end):
        record["years"] = f"{begin or ''}..{end or ''}"
    record["reference"] = f"wikidata {entity.get('id')}"
    return record


def _values(claims: Record, name: str) -> list[str]:
    out = []
    for claim in claims.get(name, []):
        value = claim.get("mainsnak", {}).get("datavalue", {}).get("value")
        if isinstance(value, dict) and "id" in value:
            out.append(str(value["id"]))
    return out


def _years(claims: Record, name: str) -> Iterator[int]:
    for claim in claims.get(name, []):
        value = claim.get("mainsnak", {}).get("datavalue", {}).get("value")
        match = re.match(r"\+(\d{4})", value.get("time", "")) if isinstance(value, dict) else None
        if match:
            yield int(match[1])


def write_actors(records: Iterable[tuple[str, Record]], path: Path, *, source: str) -> int:
    """Writes (id, fields) as an actor file, ids made unique; returns how many. `source` is named in its first line.

    The file's name must begin with `actors-` to be read as one.
    """
    seen: dict[str, int] = {}
    with path.open("w", encoding="utf-8") as out:
        out.write(f"# From {source}.\n")
        for id_, record in records:
            seen[id_] = seen.get(id_, 0) + 1
            unique = id_ if seen[id_] == 1 else f"{id_}-{seen[id_]}"
            if "years" in record:
                parse_range(record["years"])
            flow = yaml.safe_dump(
                record, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10**6
            ).strip()
            out.write(f"{unique}: {flow}\n")
    return sum(seen.values())


_OFTEN = 20_000
"""Lines between two words of how far a file has been read."""


def _lines(path: Path, heard: Heard | None = None) -> Iterator[str]:
    """The lines of a file, unpacked by its ending; how far it has been read goes by the bytes of the file itself."""
    if not path.is_file():
        raise InputError("no such file", where=path, fix="give the path of a dictionary or dump")
    whole = max(1, path.stat().st_size)
    with path.open("rb") as raw:
        unpacked: Any = raw
        if path.suffix == ".gz":
            unpacked = gzip.GzipFile(fileobj=raw)
        elif path.suffix == ".bz2":
            unpacked = bz2.BZ2File(raw)
        try:
            with io.TextIOWrapper(unpacked, encoding="utf-8") as lines:
                for number, line in enumerate(lines):
                    if heard is not None and number % _OFTEN == 0:
                        heard(raw.tell() / whole)
                    yield line
        except (EOFError, OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"cannot be read to its end ({error})", where=path, fix="fetch the file again"
            ) from error
