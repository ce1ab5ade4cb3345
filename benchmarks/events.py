"""Accuracy of the event coder on gold, and the figures its data files are made from.

    python benchmarks/events.py --gold gold.jsonl                      the table: together, codebook alone
    python benchmarks/events.py --gold gold.jsonl --page errors.html   and every error with its sentence
    python benchmarks/events.py --gold unseen.jsonl --fit              coefficients for events/combine.py
    python benchmarks/events.py --gold coded.jsonl --measure           data/codebook/plover/measured.yaml on stdout

Gold is JSON lines with `text` and `events` (`python -m training.gold write` makes it). `--fit` wants sentences that
neither the model was trained on nor `--measure` has seen; keep some back from it to see the calibration.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import time
from collections import Counter
from pathlib import Path

from dragoman import language
from dragoman.evaluate import Gold, compare_events, error_page, event_table, read_gold
from dragoman.events import code_events, shipped_codebook
from dragoman.events.combine import Weights, probability
from dragoman.events.fit import Judged, calibration, fit_logistic, judge
from dragoman.records import Attribution, Document, Event, Mention, Parse


def bare(parse: Parse) -> Parse:
    """The parse without the model's event scores: the codebook works alone."""
    return dataclasses.replace(parse, events=(), model="")


def coded(gold: Gold, parse: Parse) -> tuple[Event, ...]:
    """Events with the model's own mentions and attributions, without the later stages."""
    mentions = tuple(Mention(m.span, m.type) for m in parse.mentions)
    said = tuple(Attribution(f"a{n}", a.source, a.cue, a.content) for n, a in enumerate(parse.attributions))
    return code_events(Document(id=gold.id, text=gold.text), parse, mentions, said, shipped_codebook())[0]


def judged(records: list[Gold], parses: list[Parse]) -> list[Judged]:
    return [
        j
        for gold, parse in zip(records, parses, strict=True)
        for j in judge(gold.text, parse, [(e.type, e.trigger) for e in gold.events or ()], shipped_codebook())
    ]


def kept_back(gold: Gold) -> bool:
    """Half of the records by a hash of their id: fitted on the others, shown on these."""
    return int(hashlib.sha256(("final" + gold.id).encode()).hexdigest(), 16) % 2 == 0


def fit(records: list[Gold], parses: list[Parse]) -> None:
    for name, strip, prior, fixed in (
        ("with_model", False, Weights().with_model, (6,)),
        ("alone", True, Weights().alone, (3,)),
    ):
        pairs = [(g, bare(p) if strip else p) for g, p in zip(records, parses, strict=True)]
        shown = judged(*map(list, zip(*[x for x in pairs if kept_back(x[0])], strict=True)))
        tuned = judged(*map(list, zip(*[x for x in pairs if not kept_back(x[0])], strict=True)))
        b = tuple(round(float(x), 2) for x in fit_logistic(tuned, prior, 3.0, fixed))
        print(f"{name} = {b}  ({len(tuned)} candidates)")
        weights = dataclasses.replace(Weights(), **{name: b})
        print("  confidence  share right  candidates   (records kept back)")
        for mean, right, count in calibration((probability(j.evidence, weights), j.right) for j in shown):
            print(f"  {mean:10.2f} {right:12.2f} {count:11d}")


def measure(records: list[Gold], parses: list[Parse]) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for j in judged(records, [bare(p) for p in parses]):
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
    ap.add_argument("--gold", type=Path, required=True)
    ap.add_argument("--page", type=Path)
    ap.add_argument("--fit", action="store_true")
    ap.add_argument("--measure", action="store_true")
    a = ap.parse_args()
    records = read_gold(a.gold)
    began = time.process_time()
    parses = list(language.parse_all([g.text for g in records]))
    parsed = time.process_time() - began
    if a.fit:
        return fit(records, parses)
    if a.measure:
        return measure(records, parses)
    for name, strip in (("codebook and model together", False), ("codebook alone", True)):
        began = time.process_time()
        found = [coded(g, bare(p) if strip else p) for g, p in zip(records, parses, strict=True)]
        took = time.process_time() - began
        report = compare_events(zip(records, found, strict=True))
        print(
            f"== {name}: {took:.2f} s to code, {100 * took / max(parsed, 1e-9):.1f} % of the parse\n\n{event_table(report)}\n"
        )
        if a.page is not None and not strip:
            a.page.write_text(error_page(report, f"Errors on {a.gold.name}"), encoding="utf8")
    return None


if __name__ == "__main__":
    main()
