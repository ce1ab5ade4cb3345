"""Forty-six articles in the manner of British reporting, 2018-19, mostly on Syria: events, actors, places, dates, speakers in one table.

    python benchmarks/british.py --score score.py [--half read|unseen|blind] [--set 1|2|3] [--sentences] [--errors]

gold/british.jsonl was written and coded for this project by coders (set 1, set 2, which was asked for hard mentions, and set 3, two coders, asked to write as
the papers do) who never saw the program or its output; the facts are near to those of the days they speak of, the words are our own. The errors of
`read` (eight articles of set 1 and all of set 2) were read and mended first, those of actors in `unseen` later; `blind` (set 3) was measured before anything of it was read. The articles are coded whole, as `dragoman code` does it; --sentences codes each sentence alone instead, without
its article, and scores events only.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from dragoman.formats import line_record, read_input_line
from dragoman.pipeline import CodeOptions, Coder
from scorer import load_score

GOLD = Path(__file__).parent / "gold" / "british.jsonl"
Record = dict[str, Any]


def coded(rows: list[Record]) -> dict[str, Record]:
    """The records of `dragoman code` by id."""
    fields = ("id", "text", "date", "title", "publisher")
    lines = [read_input_line(json.dumps({k: r[k] for k in fields if k in r}), r["id"]) for r in rows]
    done = Coder(CodeOptions()).code([line.document for line in lines])
    return {line.id: line_record(c, line.id) for line, c in zip(lines, done, strict=True)}


def sentences(rows: list[Record]) -> Iterator[Record]:
    """Each sentence as a text of its own, with its events."""
    for row in rows:
        for n, (begin, end) in enumerate(row["sentences"]):

            def moved(value: Any, begin: int = begin) -> Any:
                if isinstance(value, list) and value and isinstance(value[0], int):
                    return [value[0] - begin, value[1] - begin]
                return [moved(v) for v in value] if isinstance(value, list) else value

            yield {
                "id": f"{row['id']}-{n}",
                "date": row["date"],
                "text": row["text"][begin:end],
                "events": [
                    {k: moved(v) if k != "mode" else v for k, v in e.items()}
                    for e in row["events"]
                    if begin <= e["trigger"][0] < end
                ],
            }


def speakers(
    score: ModuleType, rows: list[Record], found: dict[str, Record], errors: bool
) -> tuple[int, int, int]:
    """Right, found and all speakers: the attribution whose source shares a gold phrase's words, and its name."""
    right = hit = total = 0
    for row in rows:
        for x in row.get("told", ()):
            total += 1
            ok, seen = told(score, x, found[row["id"]]["attributions"])
            hit += seen
            right += ok
            if errors and not ok:
                print(f"  {row['id']} told {row['text'][slice(*x['span'])]!r}: {x['name']!r}")
        for x in row.get("speakers", ()):
            total += 1
            names = names_of(score, x)
            begin, end = x["span"]
            said = [
                a
                for a in found[row["id"]]["attributions"]
                if any(min(e, end) > max(b, begin) for b, e in a["source"] or ())
            ]
            hit += bool(said)
            good = any(score.fold(a["source_name"]) in names for a in said)
            right += good
            if errors and not good:
                got = [a["source_name"] for a in said] if said else "not found"
                print(f"  {row['id']} speaker {row['text'][begin:end]!r}: {x['name']!r}, got {got}")
    return right, hit, total


def names_of(score: ModuleType, x: Record) -> set[str]:
    """Every name that counts as right."""
    return {score.fold(name) for name in (x["name"], *x.get("aliases", ()))}


def told(score: ModuleType, x: Record, attributions: list[Record]) -> tuple[bool, bool]:
    """Whether what is told at `x`'s span is given to the right name (or rightly to nobody), and whether it is an attribution at all."""
    begin, end = x["span"]
    over = [a for a in attributions if any(min(e, end) > max(b, begin) for b, e in a["content"] or ())]
    if x["name"] is None:
        return any(not a["source_name"] for a in over), bool(over)
    names = names_of(score, x)
    return any(score.fold(a["source_name"]) in names for a in over), bool(over)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--half", choices=["read", "unseen", "blind"])
    parser.add_argument("--set", type=int, choices=[1, 2, 3])
    parser.add_argument("--sentences", action="store_true")
    parser.add_argument("--errors", action="store_true", help="print the speakers that were wrong")
    options = parser.parse_args()
    score = load_score(options.score)
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    rows = [r for r in rows if options.half in (None, r["half"]) and options.set in (None, r["set"])]
    if options.sentences:
        rows = list(sentences(rows))
    found = coded(rows)
    events = score.score_events(rows, found)
    for name in ("trigger", "typed_trigger", "who_did_what_to_whom", "full_with_status"):
        s = events[name]
        print(
            f"{name:24} {s['precision']:.3f} {s['recall']:.3f} {s['f1']:.3f}  {s['correct']} of {s['gold']}"
        )
    print(f"{'status of found':24} {events['status_accuracy_of_found']:.3f}")
    print(f"{'asserted rightly':24} {events['asserted_precision_of_found']:.3f}")
    print(
        f"{'of found':24} "
        + " ".join(f"{k} {v['share']} of {v['of']}" for k, v in events["of_found"].items())
    )
    empty = [r for r in rows if options.sentences and not r["events"]]
    if empty:
        print(f"{'false in 100 empty':24} {score.score_free(empty, found)['false_per_100']} of {len(empty)}")
    if options.sentences:
        return
    for kind in ("actors", "places", "times"):
        s = getattr(score, f"score_{kind}")(rows, found)
        print(f"{kind:24} " + ", ".join(f"{k} {v['share']} of {v['of']}" for k, v in s.items()))
    right, hit, total = speakers(score, rows, found, options.errors)
    print(
        f"{'speakers':24} right of found {right / max(1, hit):.3f} of {hit}, of all {right / max(1, total):.3f} of {total}"
    )


if __name__ == "__main__":
    main()
