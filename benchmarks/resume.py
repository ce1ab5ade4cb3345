"""Kills a reading at random moments, resumes it, and compares the case with one that was read in one go.

    python benchmarks/resume.py FOLDER [--kills 20] [--seed 1] [--workers N]

FOLDER holds articles to read. Prints one line a kill and a verdict; exits 1 if the two cases differ in anything but
the time of coding.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dragoman.case import Store, schema

UNSTEADY = {"codings": ("coded_at",), "meta": ("value",)}
"""Columns that hold the time of the run."""


def command(folder: Path, case: Path, workers: int | None) -> list[str]:
    """A reading as its own process."""
    extra = [] if workers is None else ["--workers", str(workers)]
    return [
        sys.executable, "-c", "from dragoman.cli import main; main()",
        "read", str(folder), "--case", str(case), "--quiet", *extra,
    ]  # fmt: skip


def contents(case: Path) -> dict[str, list[str]]:
    """Every row of every table, sorted, without what tells the time."""
    found: dict[str, list[str]] = {}
    with Store(case, read_only=True) as store:
        for table in schema.TABLES:
            names = [f'"{name}"' for name in table.names if name not in UNSTEADY.get(table.name, ())]
            rows = store.connection.execute(f"SELECT {', '.join(names)} FROM {table.name}").fetchall()
            found[table.name] = sorted(map(repr, rows))
    return found


def main() -> int:
    """Read once in one go, once with kills; compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=None)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    work = Path(tempfile.mkdtemp(prefix="resume-"))
    try:
        whole, parts = work / "whole.duckdb", work / "parts.duckdb"
        begun = time.monotonic()
        subprocess.run(command(options.folder, whole, options.workers), check=False)
        seconds = time.monotonic() - begun
        with Store(whole, read_only=True) as store:
            total = store.value("SELECT count(*) FROM documents")
        print(f"in one go: {total} documents in {seconds:.0f} s")
        expected = contents(whole)
        kills = generation = 0
        wrong: list[str] = []
        while kills < options.kills or parts.exists():
            last = kills >= options.kills
            process = subprocess.Popen(command(options.folder, parts, options.workers))
            try:
                # From the first moment on, so that opening, coding, linking and closing are all hit.
                process.wait(None if last else chance.uniform(0.2, max(3.0, 0.6 * seconds)))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                kills += 1
                done = 0
                if parts.exists():
                    with Store(parts, read_only=True) as store:
                        done = store.value("SELECT count(*) FROM codings")
                print(f"kill {kills:2}: {done} of {total} documents are in the case", flush=True)
                continue
            generation += 1
            found = contents(parts)
            differ = [name for name in expected if expected[name] != found[name]]
            wrong += differ
            for name in differ:
                print(f"{name}: {len(expected[name])} rows in one go, {len(found[name])} with kills")
            rows = sum(map(len, expected.values()))
            print(
                f"case {generation}, read to its end: {'differs' if differ else f'identical, {rows} rows'}",
                flush=True,
            )
            parts.unlink()
            Path(f"{parts}.wal").unlink(missing_ok=True)
        print(
            f"{kills} kills, {generation} cases: {'they differ' if wrong else 'all identical to the one read in one go'}"
        )
        return 1 if wrong else 0
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    sys.exit(main())
