"""Memory while many documents are coded: `dragoman code` on made-up texts, the resident memory of all its processes sampled.

    python benchmarks/memory.py [--documents 100000] [--case]

Prints the highest sum of resident memory of the command and its workers within each tenth of the documents (with --case, of the time), in MB.
--case reads the same texts into a case instead, where what is kept of earlier documents (links, hashes) grows with them.
Linux only: it reads /proc.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

PAGE = 4096
WHO = [
    "rebels",
    "the army",
    "Turkish troops",
    "police",
    "government forces",
    "the militia",
    "Russian jets",
    "gunmen",
    "the coalition",
    "border guards",
]
DID = [
    "shelled",
    "withdrew from",
    "attacked",
    "besieged",
    "entered",
    "bombed",
    "left",
    "blocked aid to",
    "released prisoners in",
    "fired on",
]
WHERE = [
    "Marsa",
    "Karim",
    "Tell Hadd",
    "Idlib",
    "Aleppo",
    "Raqqa",
    "Qasr",
    "Deir Nahr",
    "the valley",
    "the crossing",
    "Homs",
    "the old city",
]
SAID = [
    "a monitor said",
    "residents said",
    "the defence ministry announced",
    "according to activists",
    "the agency reported",
]


def texts(count: int) -> Iterator[str]:
    """Two or three sentences each, no two the same."""
    rng = random.Random(0)
    for n in range(count):
        told = [
            f"{rng.choice(WHO).capitalize()} {rng.choice(DID)} {rng.choice(WHERE)} on day {n} of the campaign, killing "
            f"{rng.randint(2, 99)} people, {rng.choice(SAID)}."
            for _ in range(rng.randint(2, 3))
        ]
        yield " ".join(told)


def resident(root: int) -> int:
    """Bytes of resident memory of a process and its children; shared pages count in each."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
    family, total = {root}, 0
    while more := {pid for pid, parent in parents.items() if parent in family and pid not in family}:
        family |= more
    for pid in family:
        try:
            total += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
        except (OSError, IndexError):
            continue
    return total


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--case", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.jsonl"
        with source.open("w", encoding="utf-8") as lines:
            for n, text in enumerate(texts(options.documents)):
                lines.write(json.dumps({"id": n, "text": text}) + "\n")
        command = Path(sys.executable).with_name("dragoman")
        words = (
            ["read", str(source), "--case", f"{folder}/c.duckdb"] if options.case else ["code", str(source)]
        )
        began = time.perf_counter()
        with subprocess.Popen(
            [command, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            assert process.stdout is not None
            samples: list[tuple[float, int]] = []
            done = threading.Event()

            def sample() -> None:
                while not done.wait(0.5):
                    samples.append((time.perf_counter(), resident(process.pid)))

            thread = threading.Thread(target=sample, daemon=True)
            thread.start()
            marks: list[float] = []
            for n, _ in enumerate(process.stdout, 1):
                if not options.case and n * 10 // options.documents > len(marks):
                    marks.append(time.perf_counter())
            done.set()
            thread.join()
        if process.returncode:
            sys.exit(f"dragoman {words[0]} ended with {process.returncode}")
        end = time.perf_counter()
        marks = marks or [began + (end - began) * k / 10 for k in range(1, 11)]
        for k, mark in enumerate(marks, 1):
            low = marks[k - 2] if k > 1 else began
            inside = [size for at, size in samples if low < at <= mark]
            print(f"{k * 10:3} %  {mark - began:7.1f} s  {max(inside, default=0) / 1e6:7.0f} MB")
        print(f"{options.documents} documents in {end - began:.0f} s")


if __name__ == "__main__":
    main()
