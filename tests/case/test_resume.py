"""Killed at any moment, a reading goes on to the very case that it would have made in one go."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

from dragoman.case import Store, schema

PROGRAM = textwrap.dedent(
    """
    import sys
    sys.path.insert(0, {tests!r})
    from made_coder import OneRule
    from dragoman import pipeline
    from dragoman.case import Store
    coder = OneRule()
    pipeline.coder_for = lambda options: coder
    pipeline.coder_name = lambda options: coder.name
    pipeline.cores = lambda: 1
    pipeline._TASK_DOCUMENTS, pipeline._COMMIT_DOCUMENTS = 3, 4
    def tell(progress):
        print(progress.documents, progress.stage, flush=True)
    with Store(sys.argv[2]) as store:
        pipeline.read_into_case(store, [sys.argv[1]], on_progress=tell)
    """
).format(tests=str(Path(__file__).parents[1]))


def contents(case: Path) -> dict[str, list[str]]:
    with Store(case, read_only=True) as store:
        return {
            table.name: sorted(
                repr([value for name, value in row.items() if name != "coded_at"])
                for row in store.rows(f"SELECT * FROM {table.name}")
            )
            for table in schema.TABLES
        }


def test_a_case_that_was_killed_and_resumed_is_the_same_as_one_read_in_one_go(tmp_path: Path) -> None:
    chance = random.Random(7)
    saved = tmp_path / "saved"
    saved.mkdir()
    for n in range(60):
        # Some are reprints of each other, and some cannot be read, so that every table has rows.
        (saved / f"{n:02}.txt").write_text(
            f"Jets bombed Town{n % 50}, residents of the valley said, and the road was closed.\n"
            if n % 9
            else ""
        )
    lines = "\n".join(
        f'{{"text": "Jets bombed Line{n}, residents said, and the road was closed."}}' for n in range(20)
    )
    (saved / "lines.jsonl").write_text(lines)
    whole, parts = tmp_path / "whole.duckdb", tmp_path / "parts.duckdb"
    subprocess.run([sys.executable, "-c", PROGRAM, saved, whole], check=True, stdout=subprocess.DEVNULL)
    kills = 0
    for at in (1, chance.randrange(2, 15), chance.randrange(2, 15), chance.randrange(2, 15)):
        with subprocess.Popen(
            [sys.executable, "-c", PROGRAM, saved, parts], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if int(line.split()[0]) >= at or "linking" in line:
                    process.send_signal(signal.SIGKILL)
                    break
            process.stdout.read()
        kills += process.returncode == -signal.SIGKILL
    subprocess.run([sys.executable, "-c", PROGRAM, saved, parts], check=True, stdout=subprocess.DEVNULL)
    assert kills >= 3
    expected, found = contents(whole), contents(parts)
    assert {name: len(rows) for name, rows in found.items()} == {
        name: len(rows) for name, rows in expected.items()
    }
    assert found == expected
