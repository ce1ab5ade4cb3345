"""Accuracy of the event coder on gold, and the figures its data files are made from.

    python benchmarks/events.py --gold gold.jsonl                      the table: together, codebook alone
    python benchmarks/events.py --gold gold.jsonl --page errors.html   and every error with its sentence
    python benchmarks/events.py --gold gold.jsonl --part kept-back     only the sentences that nothing here was fitted on
    python benchmarks/events.py --gold gold.jsonl --tables FOLDER      acts.tsv, parties.tsv and with_table for events/combine.py
    python benchmarks/events.py --plover plover-dev.jsonl --scorer score.py
    python benchmarks/events.py --gold coded.jsonl --measure           measured.yaml of a codebook of one's own, on stdout

Gold is JSON lines with `id`, `text` and `events` (`python -m training.gold write` makes it). Its sentences fall into three
parts by a hash of their ids: `trained` on which the language model was trained too, `tuning` that it has not seen, and
`kept-back`, which neither model nor tables, rules or thresholds were made from. `--tables` fits the grammar's weights on the
first, what the model's word counts on the second, and then the grammar's weights again on both.
"""

from __future__ import annotations

import argparse
import dataclasses
import gc
import json
import sys
import time
from collections import Counter
from pathlib import Path

from dragoman import language
from dragoman.evaluate import Gold, GoldEvent, compare_events, error_page, event_table, read_gold
from dragoman.events import code_events, shipped_codebook
from dragoman.events.casting import GRAMMAR_BESIDE_MODEL
from dragoman.events.codebook import Codebook
from dragoman.events.combine import Weights, probability
from dragoman.events.fit import Judged, Row, calibration, fit_logistic, fit_table, judge, judge_parties
from dragoman.events.tables import Table, table_text
from dragoman.formats.line import published
from dragoman.records import Attribution, Document, Event, Mention, Parse, Span, to_json
from scorer import load_score

# What is held out belongs to the training, which is not installed.
sys.path.insert(0, str(Path(__file__).parents[1]))
from training.corpora import one_in


def bare(parse: Parse) -> Parse:
    """The parse without the model's event scores: the codebook works alone."""
    return dataclasses.replace(parse, events=(), model="")


def coded(gold: Gold, parse: Parse) -> tuple[Event, ...]:
    """Events with the model's own mentions and attributions, without the later stages."""
    mentions = tuple(Mention(m.span, m.type) for m in parse.mentions)
    said = tuple(Attribution(f"a{n}", a.source, a.cue, a.content) for n, a in enumerate(parse.attributions))
    document = Document(id=gold.id, text=gold.text, published=published(gold.date, gold.id))
    return code_events(document, parse, mentions, said, shipped_codebook())[0]


def part_of(gold: Gold, groups: dict[str, str]) -> str:
    """ "trained", "tuning" or "kept-back"; the first division is that of training/train.py."""
    if gold.id.startswith("re3d"):
        unseen = gold.id.startswith("re3d-dev") or one_in(gold.id, 10)
    elif gold.id in groups:
        unseen = one_in(f"group {groups[gold.id]}", 5)
    else:
        unseen = one_in(gold.id, 10)
    if not unseen:
        return "trained"
    return "kept-back" if one_in("final" + gold.id, 2) else "tuning"


def groups_of(data: Path | None) -> dict[str, str]:
    """Group of near twins of each CAMEO sentence: they stay in one part."""
    if data is None:
        return {}
    lines = (data / "events" / "cameo-train.jsonl").read_text(encoding="utf8").splitlines()
    return {row["id"]: str(row["group"]) for row in map(json.loads, lines)}


Coded = tuple[Gold, Parse]


def judged(rows: list[Coded], book: Codebook) -> list[Judged]:
    return [
        j
        for gold, parse in rows
        for j in judge(gold.text, parse, [(e.type, e.trigger) for e in gold.events or ()], book)
    ]


def act_rows(rows: list[Coded], book: Codebook) -> list[Row]:
    return [(j.features, int(j.right)) for j in judged([(g, bare(p)) for g, p in rows], book)]


def party_rows(rows: list[Coded], book: Codebook) -> list[Row]:
    return [
        row
        for gold, parse in rows
        for row in judge_parties(
            gold.text, parse, [(e.type, e.trigger, e.actors, e.recipients) for e in gold.events or ()], book
        )
    ]


def of_model(feature: str) -> bool:
    """Whether a feature of parties tells what the language model says."""
    return feature.startswith(("m:", "m=", "c="))


def examples(book: Codebook) -> list[Coded]:
    """The codebook's examples as gold, sixteen times over: what it promises its reader should weigh."""
    told = []
    for e in (e for kind in book.kinds.values() for e in kind.examples):
        events = []
        for event in e.events:
            type_, trigger = event.split(" ", 1)
            begin = e.text.index(trigger)
            events.append(GoldEvent(type_, Span(begin, begin + len(trigger))))
        told.append(Gold(id="example", text=e.text, events=tuple(events)))
    return list(zip(told, language.parse_all([g.text for g in told]), strict=True)) * 16


def tables(trained: list[Coded], tuning: list[Coded], folder: Path) -> None:
    """Fit everything that is fitted; write the tables to a folder and print the coefficients."""
    book = shipped_codebook()
    trained = [*trained, *examples(book)]
    acts = act_rows(trained, book)
    seats = party_rows([(g, bare(p)) for g, p in trained if g.id != "example"], book)
    act_weights, seat_weights = fit_table(acts, 1), fit_table(seats, 2, 0.7)
    rows = judged(tuning, dataclasses.replace(book, acts=Table(act_weights)))
    b = tuple(round(float(x), 2) for x in fit_logistic(rows, Weights().with_table, 4.0, (9, 10, 11, 12)))
    print(f"with_table = {b}  ({len(rows)} candidates)")
    weights = dataclasses.replace(Weights(), with_table=b)
    print_calibration(rows, weights)
    kept = {k: tuple(GRAMMAR_BESIDE_MODEL * x for x in v) for k, v in seat_weights.items()}
    told = [row for row in party_rows(tuning, book) if "m:bias" in row[0]]
    of_the_model = fit_table(told, 2, 1.0, start=kept, free=of_model)
    act_weights = fit_table([*acts, *act_rows(tuning, book)], 1)
    seat_weights = fit_table([*seats, *party_rows([(g, bare(p)) for g, p in tuning], book)], 2, 0.7)
    by = "Written by benchmarks/events.py --tables from hand-coded sentences; no text."
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "acts.tsv").write_text(
        table_text(
            act_weights,
            0.05,
            [f"What speaks for a candidate being an act: feature, weight in log-odds. {by}"],
        ),
        encoding="utf8",
    )
    (folder / "parties.tsv").write_text(
        table_text(
            {**seat_weights, **of_the_model}, 0.1,
            [f"What speaks for a noun being a party: feature, weight for actor, for recipient. {by}"],
        ),
        encoding="utf8",
    )  # fmt: skip


def print_calibration(rows: list[Judged], weights: Weights) -> None:
    print("  confidence  share right  candidates")
    for mean, right, count in calibration((probability(j.evidence, weights), j.right) for j in rows):
        print(f"  {mean:10.2f} {right:12.2f} {count:11d}")


def plover(path: Path, scorer: Path) -> None:
    """Score PLOVER's gold-standard records, one event a sentence."""
    score = load_score(scorer)
    gold = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]
    for n, row in enumerate(gold):
        row["id"] = str(row.get("id", n))
    predicted = {}
    for row, parse in zip(gold, language.parse_all([row["text"] for row in gold]), strict=True):
        events = coded(Gold(id=row["id"], text=row["text"], events=()), parse)
        predicted[row["id"]] = {"id": row["id"], "events": to_json(events)}
    print(json.dumps(score.score_plover(gold, predicted), indent=1))


def measure(records: list[Gold], parses: list[Parse]) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for j in judged([(g, bare(p)) for g, p in zip(records, parses, strict=True)], shipped_codebook()):
        if j.trigger is not None:
            seen[j.type, j.trigger] += 1
            right[j.type, j.trigger] += j.right
    print(
        "# How often a trigger was such an event in hand-coded gold: [right, seen]. Written by benchmarks/events.py --measure;"
    )
    print("# moves the weights of the type files (docs/codebook.md). Counts only: no text.\n")
    for type_ in sorted({t for t, _ in seen}):
        rows = sorted(k for t, k in seen if t == type_ and seen[t, k] >= 2)
        if rows:
            print(f"{type_}:")
            for k in rows:
                print(f"  {k}: [{right[type_, k]}, {seen[type_, k]}]")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=Path)
    ap.add_argument(
        "--data", type=Path, help="the corpora's folder: keeps near twins of CAMEO sentences in one part"
    )
    ap.add_argument("--part", choices=("all", "tuning", "kept-back"), default="all")
    ap.add_argument("--page", type=Path)
    ap.add_argument("--tables", type=Path)
    ap.add_argument("--measure", action="store_true")
    ap.add_argument("--plover", type=Path)
    ap.add_argument("--scorer", type=Path)
    a = ap.parse_args()
    if a.plover is not None:
        if a.scorer is None:
            ap.error("--plover needs --scorer, the path of score.py")
        return plover(a.plover, a.scorer)
    if a.gold is None:
        ap.error("name the gold with --gold, or PLOVER's records with --plover")
    groups = groups_of(a.data)
    records = [g for g in read_gold(a.gold) if a.part == "all" or part_of(g, groups) == a.part]
    if a.tables is not None:
        records = [g for g in records if part_of(g, groups) != "kept-back"]
    began = time.process_time()
    parses = list(language.parse_all([g.text for g in records]))
    parsed = time.process_time() - began
    if a.tables is not None:
        rows = list(zip(records, parses, strict=True))
        parts = [[r for r in rows if part_of(r[0], groups) == p] for p in ("trained", "tuning")]
        return tables(parts[0], parts[1], a.tables)
    if a.measure:
        return measure(records, parses)
    shipped_codebook()  # loaded once, whatever is coded
    gc.freeze()  # the parses stay; walking them again and again is not the coder's work
    for name, strip in (("codebook and model together", False), ("codebook alone", True)):
        took = float("inf")
        for _ in range(2):  # the first round fills the caches
            began = time.process_time()
            found = [coded(g, bare(p) if strip else p) for g, p in zip(records, parses, strict=True)]
            took = min(took, time.process_time() - began)
        report = compare_events(zip(records, found, strict=True))
        if a.part == "kept-back" and not strip:
            rows = list(zip(records, parses, strict=True))
            print_calibration(judged(rows, shipped_codebook()), Weights())
        print(
            f"== {name}: {took:.2f} s to code, {100 * took / max(parsed, 1e-9):.1f} % of the parse\n\n{event_table(report)}\n"
        )
        if a.page is not None and not strip:
            a.page.write_text(error_page(report, f"Errors on {a.gold.name}"), encoding="utf8")
    return None


if __name__ == "__main__":
    main()
