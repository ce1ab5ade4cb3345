"""Linking reports of one act: pairwise and B-cubed F1, origins, contradictions, and a stress set.

    python benchmarks/linking.py [--misses]

The set is benchmarks/data/incidents.txt (invented reports, coded by hand, so that linking is measured alone).
Its first half in the order of incident names by hash set the threshold; both halves are printed. The stress
set tells one act in eight ways among 500 others that share its type, its town or its day.

Contradictions are measured from the text on: benchmarks/data/contradictions.txt holds 100 pairs of short reports, 40 that
contradict each other and 60 that only look as if. Each pair is coded and linked by itself; a pair counts as shown if
anything in it is shown. The rules were mended by reading these pairs.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from dragoman.link import link_coded
from dragoman.records import (
    Attribution,
    CodedDocument,
    DateValue,
    Document,
    Event,
    Party,
    Place,
    Span,
    content_id,
    event_id,
    short_id,
)

SET = Path(__file__).parent / "data" / "incidents.txt"


def coded(line: str) -> tuple[str, CodedDocument]:
    """(incident, document) of one line of the set."""
    cells = [cell.strip() for cell in line.split("|")]
    incident, published, publisher, text, kind, trigger, actors, recipients, date, place, dead, origin = (
        *cells,
        "",
    )[:12]
    day = dt.date.fromisoformat(published)
    document = Document(
        content_id(text, publisher), text, publisher=publisher, published=DateValue(day, day), language="en"
    )
    type_, _, modes = kind.partition(":")
    at = text.index(trigger)
    span = Span(at, at + len(trigger))
    attributions: tuple[Attribution, ...] = ()
    if origin:
        a = Attribution(
            "a" + short_id(document.id),
            content=(Span(0, len(text)),),
            cue=(),
            source_actor=origin,
            source_name=origin,
        )
        attributions = (a,)
    when = dt.date.fromisoformat(date) if date else None
    name, _, point = place.partition("@")
    lat, lon = (float(x) for x in point.split(",")) if point else (None, None)
    event = Event(
        event_id(document.id, type_, span),
        type_,  # type: ignore[arg-type]
        span,
        Span(0, len(text)),
        mode=tuple(modes.split(",")) if modes else (),
        status="negated" if "denied" in text else "asserted",
        actors=parties(text, actors),
        recipients=parties(text, recipients),
        date=DateValue(when, when) if when else None,
        place=Place(Span(text.index(name), text.index(name) + len(name)), name, lat, lon, precision="town")
        if name
        else None,
        dead=int(dead.rstrip("+")) if dead else None,
        numbers_note="at least" if dead.endswith("+") else None,
        attribution=attributions[0].id if attributions else None,
    )
    return incident, CodedDocument(
        document, "gold", (Span(0, len(text)),), events=(event,), attributions=attributions
    )


def parties(text: str, cell: str) -> tuple[Party, ...]:
    found = []
    for part in filter(None, (p.strip() for p in cell.split(";"))):
        phrase, _, actor = part.partition("=")
        at = text.index(phrase)
        found.append(Party(Span(at, at + len(phrase)), actor or None, actor or None))
    return tuple(found)


def scores(gold: dict[str, str], found: dict[str, str]) -> dict[str, float]:
    """Pairwise and B-cubed precision, recall and F1 of two clusterings of the same events."""
    by_gold, by_found = defaultdict(set), defaultdict(set)
    for event, name in gold.items():
        by_gold[name].add(event)
        by_found[found[event]].add(event)
    together = sum(
        n * (n - 1) // 2 for n in (len(g & f) for g in by_gold.values() for f in by_found.values())
    )
    in_found = sum(len(f) * (len(f) - 1) // 2 for f in by_found.values())
    in_gold = sum(len(g) * (len(g) - 1) // 2 for g in by_gold.values())
    shared = {e: len(by_gold[gold[e]] & by_found[found[e]]) for e in gold}
    p = sum(shared[e] / len(by_found[found[e]]) for e in gold) / len(gold)
    r = sum(shared[e] / len(by_gold[gold[e]]) for e in gold) / len(gold)
    pair_p, pair_r = together / in_found if in_found else 1.0, together / in_gold if in_gold else 1.0
    return {
        "pairwise P": pair_p, "pairwise R": pair_r, "pairwise F1": f1(pair_p, pair_r),
        "B-cubed P": p, "B-cubed R": r, "B-cubed F1": f1(p, r),
    }  # fmt: skip


def f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def clustering(documents: list[CodedDocument]) -> dict[str, str]:
    found = {event.id: event.id for record in documents for event in record.events}
    for incident in link_coded(documents).incidents:
        found.update(dict.fromkeys(incident.events, incident.id))
    return found


def stress(seed: int = 7) -> tuple[list[tuple[str, CodedDocument]], int]:
    """One act told in eight ways, and 500 others near it."""
    told = [
        "act | 2023-04-12 | A | Torgan jets bombed a hospital in Nessa on Tuesday, killing 23 people. | ASSAULT:aerial | bombed | Torgan jets=tor-air-force | people | 2023-04-11 | Nessa@38.0,24.0 | 23 |",
        "act | 2023-04-12 | B | At least 20 died in an air raid on the hospital of Nessa. | ASSAULT:aerial | air raid | | | | Nessa@38.0,24.0 | 20+ |",
        "act | 2023-04-12 | C | Patients were among 23 people killed when warplanes hit Nessa's hospital on 11 April. | ASSAULT:aerial | hit | warplanes | people | 2023-04-11 | Nessa@38.0,24.0 | 23 |",
        "act | 2023-04-13 | D | Torga denied that its air force had struck a hospital in Nessa. | ASSAULT:aerial | struck | air force=tor-air-force | | | Nessa@38.0,24.0 | | tor",
        "act | 2023-04-13 | E | The strike on the hospital in Nessa, which left 25 dead, was condemned abroad. | ASSAULT:aerial | strike | | | | Nessa@38.0,24.0 | 25 |",
        "act | 2023-04-14 | F | Three days after bombs fell on the hospital in Nessa, doctors still dig for patients. | ASSAULT:aerial | bombs fell | | | 2023-04-11 | Nessa@38.0,24.0 | |",
        "act | 2023-04-12 | G | Torgan aircraft attacked Nessa's only hospital on Tuesday. | ASSAULT:aerial | attacked | Torgan aircraft=tor-air-force | hospital | 2023-04-11 | Nessa@38.0,24.0 | |",
        "act | 2023-04-12 | H | Nurses said two bombs destroyed the hospital of Nessa and killed 23. | ASSAULT:aerial | destroyed | bombs | hospital | | Nessa@38.0,24.0 | 23 | nurses",
    ]
    rng = random.Random(seed)
    towns = [
        "Nessa@38.0,24.0",
        "Orla@38.9,24.0",
        "Pirat@37.0,23.0",
        "Quell@36.5,25.0",
        "Rusk@39.5,22.5",
        "Selm@35.8,24.4",
    ]
    targets = [
        "bakery",
        "barracks",
        "bridge",
        "depot",
        "dam",
        "farm",
        "fuel store",
        "mosque",
        "bus station",
        "power plant",
        "school",
        "village",
    ]
    forms = [
        ("{who} bombed a {what} in {town} on {day}, killing {n} people.", "ASSAULT:aerial", "bombed"),
        (
            "{who} shelled the {what} near {town} on {day}; {n} people died.",
            "ASSAULT:heavy-weapons",
            "shelled",
        ),
        ("{who} stormed a {what} in {town} on {day} and killed {n} guards.", "ASSAULT:firearms", "stormed"),
        ("{who} arrested {n} men at the {what} of {town} on {day}.", "COERCE:arrest", "arrested"),
    ]
    who = [
        "Torgan jets=tor-air-force",
        "Rebels=northern-front",
        "Soldiers=tor-army",
        "Ruvian troops=ruv-army",
        "Gunmen",
    ]
    lines = []
    made: set[tuple[str, ...]] = set()
    while len(lines) < 500:
        form, kind, trigger = rng.choice(forms)
        party, town, target = rng.choice(who), rng.choice(towns), rng.choice(targets)
        day = dt.date(2023, 3, 25) + dt.timedelta(days=rng.randrange(35))
        # Two acts of one type by one party on one target in one town within two days would be one act.
        key = (kind, party, town, target)
        if any((*key, str(day + dt.timedelta(days=d))) in made for d in range(-2, 3)):
            continue
        made.add((*key, str(day)))
        n = rng.randrange(1, 60)
        text = form.format(
            who=party.split("=")[0], what=target, town=town.split("@")[0], day=f"{day:%A}", n=n
        )
        dead = "" if kind.startswith("COERCE") else str(n)
        lines.append(
            f"x{len(lines)} | {day + dt.timedelta(days=1)} | P{rng.randrange(40)} | {text} | {kind} | {trigger} | {party} | {target} | {day} | {town} | {dead} |"
        )
    records = [coded(line) for line in [*told, *lines]]
    rng.shuffle(records)
    return records, len(told)


def planted(path: Path) -> list[tuple[str, tuple[Document, Document]]]:
    """(label, two documents) of each pair of the set."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        label, *cells = (cell.strip() for cell in line.split("|"))
        a, b = (
            Document(
                content_id(text, publisher + day),
                text,
                publisher=publisher,
                published=DateValue(dt.date.fromisoformat(day), dt.date.fromisoformat(day)),
                language="en",
            )
            for day, publisher, text in (cells[:3], cells[3:])
        )
        found.append((label, (a, b)))
    return found


def contradictions(path: Path, *, misses: bool) -> None:
    """Prints precision and recall of what is shown, by kind."""
    from dragoman.pipeline import CodeOptions, Coder

    pairs = planted(path)
    coded = Coder(CodeOptions()).code([document for _, pair in pairs for document in pair])
    right = wrong = 0
    kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for label, pair in pairs:
        shown = link_coded([next(coded), next(coded)]).contradictions
        real = not label.startswith("-")
        right += bool(shown) and real
        wrong += bool(shown) and not real
        if real:
            kinds[label][0] += bool(shown)
            kinds[label][1] += 1
        if misses and bool(shown) != real:
            print(
                f"  {'shown' if shown else 'not shown'}: {label}\n      {pair[0].text}\n      {pair[1].text}"
            )
    real = sum(of for _, of in kinds.values())
    print(
        f"contradictions: precision {right / max(1, right + wrong):.3f}  recall {right / real:.3f}",
        f"shown {right + wrong} of {len(pairs)} pairs, {real} real",
        *(f"{kind} {n}/{of}" for kind, (n, of) in kinds.items()),
        sep="  ",
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--misses", action="store_true", help="print the pairs that came out wrong")
    options = parser.parse_args()
    lines = [
        line
        for line in SET.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    records = [coded(line) for line in lines]
    singles = Counter()
    named = []
    for incident, record in records:
        singles[incident] += 1
        named.append((f"single-{len(named)}" if incident == "-" else incident, record))
    gold = {r.events[0].id: name for name, r in named}
    found = clustering([r for _, r in named])
    names = {n for n, _ in named}
    for title, keep in (
        ("first half", {n for n in names if int(short_id(n), 16) % 2 == 0}),
        ("second half", {n for n in names if int(short_id(n), 16) % 2}),
        ("all", names),
    ):
        part = {e: n for e, n in gold.items() if n in keep}
        print(
            f"incidents, {title:12}",
            *(f"{k} {v:.3f}" for k, v in scores(part, found).items()),
            f"reports {len(part)}",
            sep="  ",
        )
    reports, told = stress()
    begun = time.perf_counter()
    found = clustering([r for _, r in reports])
    seconds = time.perf_counter() - begun
    act = Counter(found[r.events[0].id] for name, r in reports if name == "act")
    best, held = act.most_common(1)[0]
    strangers = sum(found[r.events[0].id] == best for name, r in reports if name != "act")
    print(
        f"stress: {held} of {told} tellings in one incident, {strangers} of 500 others in it, {seconds:.2f} s"
    )
    gold = {r.events[0].id: name for name, r in reports}
    print("stress:", *(f"{k} {v:.3f}" for k, v in scores(gold, found).items()), sep="  ")
    contradictions(SET.with_name("contradictions.txt"), misses=options.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
