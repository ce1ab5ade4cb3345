"""Fitted tables that stand beside a codebook: one feature a line with its weights, parted by tabs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import DataError

__all__ = ["Table", "read_table", "table_text"]


@dataclass(frozen=True, slots=True)
class Table:
    """Feature -> its weights, in log-odds; a feature the table lacks weighs nothing."""

    weights: Mapping[str, tuple[float, ...]]

    def sums(self, features: Sequence[str], columns: int) -> tuple[float, ...]:
        """Sum of the weights of some features, for each column."""
        out = [0.0] * columns
        for f in features:
            found = self.weights.get(f)
            if found is not None:
                for n, w in enumerate(found):
                    out[n] += w
        return tuple(out)


def read_table(path: Path, columns: int, problems: list[DataError]) -> Table:
    """The table in a file; lines that are none are added to `problems`."""
    weights: dict[str, tuple[float, ...]] = {}
    for n, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        name, *cells = line.split("\t")
        try:
            values = tuple(float(c) for c in cells)
        except ValueError:
            values = ()
        if len(values) != columns or name in weights:
            twice = name in weights and len(values) == columns
            problems.append(
                DataError(
                    f"{name[:60]!r} stands twice" if twice else f"{line[:60]!r} is no line of this table",
                    path=path,
                    line=n,
                    fix=f"Write a feature and {columns} number{'s' if columns > 1 else ''}, parted by tabs, each feature once.",
                )
            )
            continue
        weights[name] = values
    return Table(weights)


def table_text(weights: Mapping[str, tuple[float, ...]], least: float, head: Sequence[str]) -> str:
    """A table as the text of its file, in the order of the alphabet, without lines whose weights all lie below `least`."""
    lines = [f"# {line}" for line in head]
    for name in sorted(weights):
        if any(abs(x) >= least for x in weights[name]):
            lines.append("\t".join([name, *(f"{x:.2f}" for x in weights[name])]))
    return "\n".join(lines) + "\n"
