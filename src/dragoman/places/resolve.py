"""Which place a name means: one sense a document, by country, container, neighbours and size.

The order of evidence: what the text says the place lies in ("Springfield, Illinois"), the kind it names
("Aleppo province"), the countries the text speaks of, other places near by, and last how many live there.
A place that nothing supports stays unresolved: a wrong pin on the map costs more trust than ten missing ones.
"""

from __future__ import annotations

import bisect
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from dragoman.places.find import Match, find_matches, tokenize
from dragoman.places.fold import fold
from dragoman.places.gazetteer import Entry, Gazetteer
from dragoman.places.words import ENGLISH, FIRST_NAMES, TITLES
from dragoman.records import Document, Mention, MentionType, Parse, Span

__all__ = ["resolve_places"]

_ENOUGH = 2.0
"""Evidence that a name is a place at all, below which it is left alone. Set on half of TR-News' articles."""
_CLOSE = 0.5
"""Two readings whose scores differ by less, far apart and with nothing in the text to choose, are both possible."""
_FAR_KM = 161.0
PARTICLES = frozenset(
    ["al", "el", "bin", "ibn", "abu", "de", "del", "della", "di", "da", "von", "van", "der", "la", "le"]
)
_STAND_IN = frozenset(("Person", "Temporal", "Quantity", "Money", "DocumentReference"))


@dataclass(slots=True)
class _Reading:
    """What a key means in this document."""

    entry: Entry | None
    country: str | None
    because: str


def _kilometres(a: Entry, b: Entry) -> float:
    x = math.radians(b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 6371 * math.hypot(x, math.radians(b.lat - a.lat))


def _county(entry: Entry) -> bool:
    """Britain's counties are named without "county" (Essex, Kent)."""
    return entry.precision == "district" and entry.country == "GBR" and entry.people >= 300_000


def _prior(entry: Entry, key: str, wish: str | None) -> float:
    """How likely a name means this place where the text gives no hint."""
    people = math.log10(entry.people + 100)
    if entry.curated:
        score = {"country": 9.0, "region": 8.0, "area": 7.3}.get(entry.precision, 7.0 if " " in key else 5.6)
    elif entry.precision == "region":
        score = 2.0 + 0.8 * people
    elif _county(entry):
        score = 1.0 + 0.8 * people
    elif entry.precision == "district":
        score = 0.5 * people
    else:
        score = people
    if not entry.curated and fold(entry.name) != key:
        # Alternate names hold many old and foreign ones (Berea for Aleppo).
        score -= 1.0
    if entry.people >= 1_000_000 and entry.precision == "town":
        score += 0.7
    if wish is not None:
        fits = entry.precision == wish or (wish in ("town", "site") and entry.precision in ("town", "site"))
        if fits:
            score += 4.0 if wish != "town" else 1.0
        elif wish in ("region", "district") and entry.precision == (
            "district" if wish == "region" else "region"
        ):
            score += 1.5
        elif wish == "district" and entry.precision == "town":
            score += 1.0
    return score


def resolve_places(
    document: Document, parse: Parse, mentions: tuple[Mention, ...], gazetteer: Gazetteer
) -> tuple[Mention, ...]:
    """All mentions, those that name a place with coordinates and country where that is sure, in the order of the text.

    Locations, nationalities and names of countries that no mention covers are added. A city whose mention carries
    an actor already (a government named by its capital) is left alone.
    """
    text = document.text
    mentions = _with_model(parse, mentions)
    tokens = tokenize(text)
    matches = find_matches(text, tokens, gazetteer)
    if not matches:
        return mentions
    _mark_people(text, matches, parse, mentions)
    readings = _read(document, matches, mentions, gazetteer)
    return _join(text, matches, readings, mentions)


def _with_model(parse: Parse, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions, and the places and nationalities of the model that stand at none of them."""
    taken = {m.span for m in mentions}
    more = [
        Mention(m.span, m.type, m.score)
        for m in parse.mentions
        if m.type in ("Location", "Nationality") and m.span not in taken
    ]
    return tuple(sorted([*mentions, *more], key=lambda m: (m.span.begin, -m.span.end))) if more else mentions


def _mark_people(text: str, matches: list[Match], parse: Parse, mentions: tuple[Mention, ...]) -> None:
    """Names inside a person's name are that person's, here and wherever the last name stands alone."""
    spans = sorted(
        {m.span for m in mentions if m.type == "Person"}
        | {m.span for m in parse.mentions if m.type == "Person"}
    )
    people: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for match in matches:
        for span in spans:
            if span.begin >= match.span.end:
                break
            if (
                span.end > match.span.begin
                and not all(e.precision == "country" for e in match.entries)
                and not match.titled
                and not match.dateline
                and not _beside(text, match, span)
            ):
                match.person = True
                people[match.key] += 1
                break
        else:
            # "Jenny Palma": then "Palma said" is she, unless the text is more often in Palma.
            towns_ = not match.entries[0].curated and max(e.people for e in match.entries) < 300_000
            people[match.key] += match.speaks and towns_
            people[match.key] += (
                match.person
                and match.behind - match.first == 1
                and match.key[0] != "="
                and _named_person(text, match)
            )
        places[match.key] += match.before == "strong" or match.inside_of is not None or match.dateline
    for match in matches:
        plain = (
            match.before == "none" and match.inside_of is None and match.wish is None and not match.dateline
        )
        fit = not _is_country(match) or (match.key in FIRST_NAMES and plain)
        said = match.inside_of is not None or match.wish is not None or match.dateline
        if people[match.key] > places[match.key] and not said and fit:
            match.person = True


def _beside(text: str, match: Match, span: Span) -> bool:
    """True if the name tells where a person is from: "Marco Rubio of Florida", "Toronto resident", "Arizona Republican"."""
    before, after = text[span.begin : match.span.begin], text[match.span.end : span.end]
    if before.rstrip().endswith((" of", " from", " in", " for")) or after.startswith(("'s ", "’s ")):
        return True
    word = re.match(r" ([^\W\d_]+)", after)
    return word is not None and (word[1][0].islower() or fold(word[1]) in TITLES) and word[1] not in PARTICLES


_GIVEN = re.compile(r"[A-Z][a-z'’-]+ $")


def _named_person(text: str, match: Match) -> bool:
    """True if a word like a given name stands before the match ("Jenny Palma", not "CBC Toronto")."""
    return _GIVEN.search(text, max(0, match.span.begin - 20), match.span.begin) is not None


def _belongs(match: Match, matches: list[Match], gazetteer: Gazetteer) -> list[Entry]:
    """Entries of a match that lie in what the text says they lie in."""
    if match.inside_of is None:
        return []
    other = matches[match.inside_of]
    areas = [e for e in other.entries if e.precision in ("country", "region", "area", "district")]
    if match.wish == "district":
        # "the Cincinnati suburb of West Chester"
        towns = [e for e in other.entries if e.precision == "town" and e.people >= 50_000]
        near = [e for e in match.entries if any(0 < _kilometres(e, town) < 60 for town in towns)]
        if near:
            return near
    return [e for e in match.entries if any(gazetteer.is_inside(e, area) for area in areas)]


def _is_country(match: Match) -> bool:
    return any(e.precision == "country" for e in match.entries)


def _evidence(match: Match, contained: bool, known: frozenset[str], near_by: bool) -> float:
    """How sure it is that the words name a place; see _ENOUGH."""
    best = max((e for e in match.entries), key=lambda e: (e.curated, e.people))
    fame = 0.0
    if best.precision == "country":
        fame = 3.0
    elif best.curated:
        alone = (
            best.precision in ("region", "area") or match.behind - match.first > 1 or len(match.entries) == 1
        )
        fame = 2.0 if alone else 1.3
    elif best.people >= 1_000_000:
        fame = 2.0
    elif best.people >= 300_000:
        fame = 1.5
    elif best.people >= 150_000:
        fame = 1.1
    elif best.people >= 50_000:
        fame = 0.7
    if match.like:
        fame = min(fame, 0.7)
    sure = contained or match.wish or match.dateline or any(e.country in known for e in match.entries)
    if fame < 1.5 and match.behind - match.first == 1 and not best.curated and not sure:
        # A small town of a country the text does not speak of is more often a surname (Rubio, Cruz, Kagan).
        return min(1.0, fame)
    score = fame
    if match.before == "strong":
        score += 1.6 if fame else 1.4
    elif match.before == "weak":
        score += 0.4
    if contained:
        score += 3.0
    if match.wish:
        score += 1.5
    if match.dateline:
        score += 2.0
    if near_by:
        score += 1.2
    if any(e.country in known for e in match.entries):
        score += 0.7
    if match.behind - match.first > 1:
        score += 0.6
    if match.person and (best.precision != "country" or match.key in FIRST_NAMES):
        # Unless a title or a container speaks for it, a name in a row of capitals is somebody else's.
        score -= 3.0 if not contained else 1.5
    if match.common and not (contained and match.before == "strong"):
        score -= 9.0
    if match.key in FIRST_NAMES and best.precision != "country":
        score -= (0.8 if match.before == "strong" else 1.2) if fame < 2 else 0.0
    if match.starts_sentence and match.behind - match.first == 1 and fame < 1.5:
        score -= 0.7
    return score


def _votes(matches: list[Match], document: Document, gazetteer: Gazetteer) -> dict[str, dict[str, float]]:
    """How much each name of the text speaks for each country: country -> key -> weight."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for match in matches:
        if match.person or match.common or match.like:
            continue
        best = match.entries[0]
        if best.curated and best.country:
            clash = any(e.curated and e.country != best.country for e in match.entries)
            if (best.precision == "country" and not clash) or (
                not clash
                and (best.precision == "region" or match.behind - match.first > 1 or match.before != "none")
            ):
                seen[best.country][match.key] += 1
        elif not best.curated:
            ranked = sorted(match.entries, key=lambda e: -e.people)
            rest = next((e.people for e in ranked if e.country != ranked[0].country), 0)
            if ranked[0].people >= 300_000 and ranked[0].people > 12 * rest and ranked[0].country:
                seen[ranked[0].country][match.key] += 1
    votes = {c: {key: min(3.0, math.sqrt(n)) for key, n in names.items()} for c, names in seen.items()}
    home = _home(document, gazetteer)
    if home:
        votes.setdefault(home, {})[""] = 0.7
    return votes


_DOMAIN = re.compile(r"://[^/]*\.([a-z]{2})(?:[:/]|$)")
_TLD = {"uk": "GBR", "ca": "CAN", "au": "AUS", "ie": "IRL", "nz": "NZL", "in": "IND", "pk": "PAK", "za": "ZAF",
        "ng": "NGA", "ke": "KEN", "il": "ISR", "tr": "TUR", "ir": "IRN", "ru": "RUS", "ua": "UKR", "fr": "FRA",
        "de": "DEU", "es": "ESP", "it": "ITA", "ph": "PHL", "my": "MYS", "sg": "SGP", "lb": "LBN", "eg": "EGY"}  # fmt: skip


def _home(document: Document, gazetteer: Gazetteer) -> str | None:
    """The publisher's country, by its web address or a place in its name."""
    found = _DOMAIN.search(document.url or "")
    if found and found.group(1) in _TLD:
        return _TLD[found.group(1)]
    for word in (document.publisher or "").split():
        for entry in gazetteer.lookup(fold(word)):
            if entry.curated and entry.precision == "country":
                return entry.country
    return None


def _read(
    document: Document, matches: list[Match], mentions: tuple[Mention, ...], gazetteer: Gazetteer
) -> dict[int, _Reading]:
    """Index of a match -> what it means; matches that are no place are left out."""
    votes = _votes(matches, document, gazetteer)
    known = frozenset(country for country, names in votes.items() if sum(names.values()) >= 1)
    contained = [_belongs(match, matches, gazetteer) for match in matches]
    vouched = sorted({m.span for m in mentions if m.type == "Location"})
    longest = max((span.end - span.begin for span in vouched), default=0)

    by_key: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for k, match in enumerate(matches):
        by_key[match.key, match.wish in ("region", "district") and not match.near].append(k)

    # A place beside another place in a list, or one with a container, speaks for its neighbours.
    first = [_evidence(m, bool(contained[k]), known, False) for k, m in enumerate(matches)]
    sure = [value >= _ENOUGH for value in first]
    score = []
    for k, match in enumerate(matches):
        neighbours = (k - 1, k + 1)
        beside = any(
            0 <= j < len(matches)
            and sure[j]
            and not _is_country(matches[j])
            and _listed(document.text, matches, min(j, k))
            for j in neighbours
        )
        value = _evidence(match, bool(contained[k]), known, beside)
        # Only those that begin early enough to reach it and not behind it can cover it.
        low = bisect.bisect_left(vouched, (match.span.end - longest,))
        high = bisect.bisect_right(vouched, (match.span.begin, len(document.text)))
        if not match.common and any(_mostly(span, match.span) for span in vouched[low:high]):
            value += 1.5
        score.append(value)
        sure[k] = value >= _ENOUGH

    chosen: dict[tuple[str, bool], list[int]] = {}
    for key, members in by_key.items():
        if max(score[k] for k in members) >= _ENOUGH:
            chosen[key] = [
                k for k in members if score[k] > -0.5 and not (matches[k].person and score[k] < _ENOUGH)
            ]
    regions = {
        e.region
        for key, members in chosen.items()
        for k in members[:1]
        for e in matches[k].entries
        if e.precision == "region"
    }

    candidates: dict[tuple[str, bool], list[Entry]] = {}
    for key, members in chosen.items():
        if not members:
            continue
        pool = matches[members[0]].entries
        if matches[members[0]].like:
            most = max((sum(names.values()) for names in votes.values()), default=0.0)
            spoken = {c for c in known if sum(votes[c].values()) >= most / 2}
            lying = [e for k in members for e in contained[k]]
            pool = tuple(e for e in pool if e.country in spoken or e in lying)
        wish = next((matches[k].wish for k in members if matches[k].wish), None)
        # Districts are meant where the text says so; old names of English-speaking towns are nobody's.
        pool = tuple(
            e
            for e in pool
            if (e.precision != "district" or e.curated or _county(e) or wish in ("district", "region"))
            and (
                e.curated
                or e.precision != "town"
                or e.country not in ENGLISH
                or e.people >= 100_000
                or fold(e.name) == key[0]
            )
        )
        # A state or region written down stands for GeoNames' one of that name.
        written = {(e.country, e.precision) for e in pool if e.curated and not e.adjective}
        pool = tuple(
            e for e in pool if e.curated or e.precision == "town" or (e.country, e.precision) not in written
        )
        candidates[key] = sorted(pool, key=lambda e: -_prior(e, key[0], wish))[:15]
    context = _Context(votes, regions, candidates, gazetteer)

    readings: dict[int, _Reading] = {}
    for key, members in chosen.items():
        pool_list = candidates.get(key)
        if not pool_list:
            continue
        inside = [e for k in members for e in contained[k]]
        wish = next((matches[k].wish for k in members if matches[k].wish), None)
        titled = any(matches[k].titled for k in members)
        reading = _choose(key, pool_list, inside, wish, context, titled, matches[members[0]].like)
        if reading is not None:
            for k in members:
                readings[k] = reading
    return readings


def _listed(text: str, matches: list[Match], k: int) -> bool:
    gap = text[matches[k].span.end : matches[k + 1].span.begin]
    return gap in (", ", " and ", ", and ", " or ", " to ", "-", " – ")


@dataclass(slots=True)
class _Context:
    votes: dict[str, dict[str, float]]
    regions: set[int]
    candidates: dict[tuple[str, bool], list[Entry]]
    gazetteer: Gazetteer

    def country(self, key: str, entry: Entry) -> float:
        """How much the rest of the text speaks of the entry's country, 0 to 3; a name is no witness for itself."""
        if entry.country not in self.votes:
            return 0.0
        total = sum(vote for names in self.votes.values() for k, vote in names.items() if k != key)
        own = sum(vote for k, vote in self.votes[entry.country].items() if k != key)
        # One mention of Syria in a long text is less than all of ten.
        return 3.0 * math.sqrt(own / total) * min(1.0, total / 1.5) if own else 0.0

    def neighbours(self, key: tuple[str, bool], entry: Entry) -> float:
        """Support of other names that have a reading near by."""
        if entry.precision in ("country", "area"):
            return 0.0
        total = 0.0
        for other, pool in self.candidates.items():
            if other[0] == key[0]:
                continue
            best = 0.0
            for place in pool:
                if place.country != entry.country or abs(place.lat - entry.lat) > 1.5:
                    continue
                if place.precision in ("country", "area"):
                    continue
                away = _kilometres(place, entry)
                if away < 160:
                    worth = 1.0 if away < 50 else 0.6
                    if place.people < 10_000 and not place.curated:
                        worth *= 0.4
                    best = max(best, worth)
            total += best
        return min(3.0, 1.6 * total)

    def beside(self, key: tuple[str, bool], entry: Entry) -> int:
        """How many other names of the text have a town of some size within 60 km."""
        count = 0
        for other, pool in self.candidates.items():
            if other[0] != key[0] and any(
                place.precision in ("town", "site", "district")
                and (place.people >= 5_000 or place.curated)
                and place.country == entry.country
                and abs(place.lat - entry.lat) < 0.6
                and _kilometres(place, entry) < 60
                for place in pool
            ):
                count += 1
        return count

    def region(self, entry: Entry) -> float:
        if entry.precision == "region" or entry.region < 0:
            return 0.0
        if entry.region in self.regions:
            return 2.0
        return 0.0


def _choose(
    key: tuple[str, bool],
    pool: list[Entry],
    inside: list[Entry],
    wish: str | None,
    context: _Context,
    titled: bool,
    like: bool,
) -> _Reading | None:
    scored = []
    contested = False
    """True if a small town has a neighbour in the text, too little to choose it and enough to doubt the large one."""
    famous = max((e.people for e in pool if e.precision == "town" and fold(e.name) == key[0]), default=0)
    states = any(e.precision == "country" and not e.adjective for e in pool)
    ruled = " " in key[0] and any(e.curated for e in pool)
    """A name of several words that is written down ("Middle East", "White House") is not some village's."""
    twins = any(e.precision == "region" and e.curated for e in pool)
    for entry in pool:
        hint = 0.0
        if entry in inside:
            # An old or foreign name of a village is no match for a city of that name.
            stray = famous > 100 * (entry.people + 1) and not entry.curated and fold(entry.name) != key[0]
            hint += 1.0 if stray else 6.0
        hint += context.region(entry) + context.neighbours(key, entry)
        country = context.country(key[0], entry)
        if entry not in inside:
            # Paris in a text on the United States is not the one in Texas, unless the text says so.
            if (
                famous >= 300_000
                and famous > 30 * entry.people
                and not entry.curated
                and entry.precision == "town"
            ):
                beside = context.beside(key, entry)
                if beside == 1 and not context.region(entry) and famous < 1_000_000:
                    contested = True
                if beside == 0 or famous > 150 * entry.people or (beside == 1 and not context.region(entry)):
                    hint, country = min(hint, 0.5), min(country, 1.0)
            if ruled and not entry.curated:
                hint, country = min(hint, 0.5), 0.0
            if states and not twins and entry.precision != "country":
                hint, country = min(hint, 0.5), 0.0
        scored.append((_prior(entry, key[0], wish) + hint + country, hint + country, entry))
    # A city and its region share a name: without a word for the region, the city is meant (Aleppo, Idlib).
    if wish not in ("region", "district"):
        for n, (value, hint, entry) in enumerate(scored):
            if entry.precision == "region" and not entry.curated:
                twin = any(o.precision == "town" and o.country == entry.country and o.people >= 50_000
                           for o in pool)  # fmt: skip
                if twin:
                    scored[n] = (value - 4.0, hint, entry)
    if wish == "region":
        # "New York Gov. Cuomo" is of the state.
        lands = {e.country for e in pool if e.precision == "region"}
        scored = [
            (v - 3.0 if e.precision == "town" and e.country in lands else v, h, e) for v, h, e in scored
        ]
    # A region written down is the better known of the two (Quebec, Idaho).
    written = {o.country for o in pool if o.curated and o.precision == "region"}
    if wish != "town":
        scored = [
            (v - 3.0 if e.precision == "town" and e.country in written else v, h, e) for v, h, e in scored
        ]
    scored.sort(key=lambda item: (-item[0], item[2].name, item[2].lat))
    value, hint, best = scored[0]
    rivals = [(v, e) for v, _, e in scored[1:] if _kilometres(e, best) > _FAR_KM]
    if best.people < 1000 and not best.curated and hint < 1.0 and best not in inside:
        return None
    if rivals and value - rivals[0][0] < _CLOSE and best not in inside:
        rival = rivals[0][1]
        if rival.country == best.country and best.country:
            return _Reading(None, best.country, f"{best.name} may be one of several in the same country")
        return _Reading(None, None, f"may be {best.name} ({best.country}) or {rival.name} ({rival.country})")
    if contested and best not in inside and best.people == famous and context.country(key[0], best) < 0.8:
        return _Reading(
            None, None, f"{best.name} ({best.country}), or a smaller town near others of the text"
        )
    if best in inside:
        why = "the text says what it lies in"
    elif best.precision == "country":
        why = "name of the country" if not best.adjective else "word for the country's people"
    elif hint >= 1.0:
        why = (
            "the text speaks of the country"
            if context.country(key[0], best) >= hint / 2
            else "other places of the text are near"
        )
    elif len(scored) == 1:
        why = "the only place of that name"
    else:
        why = "the largest place of that name"
    if like:
        why += "; spelling differs"
    return _Reading(best, best.country, f"{best.name}: {why}")


def _precision(entry: Entry, match: Match) -> str:
    if match.near and entry.precision in ("town", "site"):
        return "district"
    if match.near and entry.precision == "country":
        return "region"
    return entry.precision


def _place(mention: Mention, reading: _Reading, match: Match) -> Mention:
    entry = reading.entry
    if entry is None:
        return replace(
            mention, country=mention.country or reading.country, because=mention.because or reading.because
        )
    because = reading.because if not mention.because else f"{mention.because}; place: {reading.because}"
    return replace(
        mention, lat=entry.lat, lon=entry.lon, geonames=entry.geonames, country=mention.country or entry.country,
        precision=_precision(entry, match), name=mention.name or entry.name, because=because,
    )  # fmt: skip


def _join(
    text: str, matches: list[Match], readings: dict[int, _Reading], mentions: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """Mentions with their places, and new ones for names that none stands for."""
    done = list(mentions)
    begins = [match.span.begin for match in matches]
    stands: set[int] = set()
    """Matches that a mention stands for."""
    outers: dict[int, list[Mention]] = defaultdict(list)
    for n, mention in enumerate(mentions):
        low, high = (
            bisect.bisect_left(begins, mention.span.begin),
            bisect.bisect_left(begins, mention.span.end),
        )
        if low and matches[low - 1].span.end > mention.span.begin:
            low -= 1
        inside = range(low, high)
        exact = next((k for k in inside if matches[k].span == mention.span), None)
        if exact is not None:
            stands.add(exact)
            chosen: int | None = exact if exact in readings else None
        else:
            for k in inside:
                outers[k].append(mention)
            chosen = _named_by(mention, inside, matches, readings)
            if chosen is not None and _mostly(mention.span, matches[chosen].span):
                stands.add(chosen)
        if exact is not None and mention.actor is not None and mention.lat is None:
            state = _state(mention.actor, matches[exact])
            if state is not None:
                # "Russia said": the government, and still the country's name.
                done[n] = _place(
                    mention, _Reading(state, state.country, "name of the country"), matches[exact]
                )
                continue
        reading = readings.get(exact) if exact is not None else None
        if (
            reading is not None
            and reading.entry is not None
            and mention.type in ("Person", "Organisation")
            and not (exact is not None and matches[exact].person)
            and (mention.actor is None or (mention.because or "").startswith(_NOBODY_KNOWN))
        ):
            # The text settles that the name is a town's; what took it for somebody's was the model.
            bare = Mention(mention.span, "Location", mention.score)
            done[n] = _place(bare, reading, matches[exact or 0])
            continue
        if (
            mention.actor is not None
            and mention.lat is None
            and reading is not None
            and reading.entry is not None
            and reading.entry.country == mention.country
            and _GOVERNMENT.search(mention.because or "")
        ):
            # "Moscow denied it": the government, and still the name of a town that a map can show.
            done[n] = _place(mention, reading, matches[exact or 0])
            continue
        if chosen is not None and mention.lat is None and mention.type not in _STAND_IN:
            entry = readings[chosen].entry
            country = entry is not None and entry.precision == "country"
            if mention.actor is None or (country and exact is not None):
                done[n] = _place(mention, readings[chosen], matches[chosen])
    for k, match in enumerate(matches):
        reading = readings.get(k)
        if reading is None or k in stands or (reading.entry is None and reading.country is None):
            continue
        if not all(_nested(match, reading, outer) for outer in outers[k]):
            continue
        adjective = reading.entry is not None and reading.entry.adjective
        if adjective and _language(text, match):
            continue
        kind: MentionType = "Nationality" if adjective else "Location"
        done.append(_place(Mention(match.span, kind), reading, match))
    return _ordered(done)


_NOBODY_KNOWN = ("a name that the knowledge", "a single name", "a full name that the knowledge")
_GOVERNMENT = re.compile(r"for its government|stands for the government|^state ")


def _ordered(mentions: list[Mention]) -> tuple[Mention, ...]:
    """In the order of the text; a place inside a longer location stands before it, as it names more exactly."""
    outers = sorted({m.span for m in mentions if m.type == "Location" and m.lat is not None})
    longest = max((span.end - span.begin for span in outers), default=0)

    def place(mention: Mention) -> tuple[int, int, int, int]:
        span = mention.span
        if mention.lat is not None:
            low = bisect.bisect_left(outers, (span.end - longest,))
            for outer in outers[low : bisect.bisect_left(outers, (span.begin + 1,))]:
                if outer.begin <= span.begin and span.end <= outer.end + 1 and outer != span:
                    return outer.begin, 0, span.begin, -span.end
        return span.begin, 1, span.end, 0

    return tuple(sorted(mentions, key=place))


def _state(actor: str, match: Match) -> Entry | None:
    """The country that both the actor and the words name; None for a capital that stands for its government."""
    wanted = actor.upper()
    return next((e for e in match.entries if e.precision == "country" and e.country == wanted), None)


_LONGEST_PHRASE = 70


def _named_by(
    mention: Mention, inside: range, matches: list[Match], readings: dict[int, _Reading]
) -> int | None:
    """The name that places a longer location: "a police station in Karak", "Paris, Texas", "Syria's Aleppo"."""
    if (
        mention.type not in ("Location", "Nationality")
        or mention.span.end - mention.span.begin > _LONGEST_PHRASE
    ):
        return None
    names = [k for k in inside if k in readings and mention.span.covers(matches[k].span)]
    containers = {matches[k].inside_of for k in names}
    names = [k for k in names if k not in containers]
    # "the Israeli-occupied Golan Heights": whose it is said to be does not tell where it lies
    nouns = [k for k in names if not ((entry := readings[k].entry) is not None and entry.adjective)]
    return next(iter(nouns or names), None)


_LANGUAGE = re.compile(r"(?:\b(?:in|into|speaks?|spoke|speaking) )$")


def _language(text: str, match: Match) -> bool:
    """True for "shouted in Turkish,": a language, nobody's nationality."""
    behind = text[match.span.end : match.span.end + 1]
    return behind in (",", ".", ";", ":", ")", "") and _LANGUAGE.search(text, 0, match.span.begin) is not None


def _mostly(outer: Span, inner: Span) -> bool:
    """True if a location's words are little more than the name ("northern Syria", "Aleppo province")."""
    return outer.covers(inner) and outer.end - outer.begin <= (inner.end - inner.begin) + 22


def _nested(match: Match, reading: _Reading, outer: Mention) -> bool:
    """True if a name inside a longer mention is worth a mention of its own."""
    if outer.type in ("Temporal", "Quantity", "Money", "DocumentReference"):
        return False
    entry = reading.entry
    if entry is not None and entry.precision == "country":
        return True
    if outer.type == "Location":
        return True
    if outer.type == "Person":
        return not match.person and (
            match.titled or outer.span.begin < match.span.begin or outer.span.end > match.span.end
        )
    if outer.type == "Organisation" and (
        outer.actor is None or (outer.because or "").startswith(_NOBODY_KNOWN)
    ):
        # "The Cairns police force": nobody known, so the town in it says most.
        return not match.person
    return match.before != "none" or match.titled or match.inside_of is not None
