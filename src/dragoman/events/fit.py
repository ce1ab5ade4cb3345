"""Fit the formula of `combine.py` on gold: candidates with their evidence, and whether people coded them so.

Used by `benchmarks/events.py --fit` and `--measure`; nothing here runs while coding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.events.codebook import Codebook
from dragoman.events.coder import BECOMES, candidates
from dragoman.events.combine import Evidence, features
from dragoman.records import Parse, Span

__all__ = ["Judged", "calibration", "fit_logistic", "judge"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with what gold says of it."""

    evidence: Evidence
    right: bool
    """Gold holds an event of its type at its trigger."""
    type: str
    trigger: str | None
    """Key of the codebook's trigger ("verb attack"), None if only the model saw it."""


def _same(gold: Span, found: Span) -> bool:
    shared = min(gold.end, found.end) - max(gold.begin, found.begin)
    return (
        shared > 0
        and 2 * shared >= gold.end - gold.begin
        and found.end - found.begin <= 2 * (gold.end - gold.begin) + 20
    )


def judge(text: str, parse: Parse, gold: Sequence[tuple[str, Span]], codebook: Codebook) -> list[Judged]:
    """Every candidate of a text beside its gold, [(type, trigger span)]."""
    out = []
    for d, evidence in candidates(text, parse, codebook):
        # a planned visit is AGREE only once its status is read: the candidate is right all the same
        right = any(t in (d.type, BECOMES.get(d.type)) and _same(s, d.span) for t, s in gold)
        key = None
        if (
            d.found is not None
            and d.found.trigger.exception is None
            and d.found.trigger.type == d.type
            and d.dropped is None
        ):
            key = f"{d.found.trigger.pos} {d.found.trigger.name}"
        out.append(Judged(evidence, right, d.type, key))
    return out


def fit_logistic(
    rows: Iterable[Judged], prior: Sequence[float], strength: float = 2.0, fixed: Sequence[int] = ()
) -> NDArray[np.float64]:
    """Coefficients of a logistic regression, pulled towards `prior` with an L2 penalty of `strength`.

    fixed: places of coefficients that stay as in the prior. Newton's method, 30 steps.
    """
    judged = list(rows)
    x = np.array([features(j.evidence) for j in judged], dtype=np.float64)
    y = np.array([j.right for j in judged], dtype=np.float64)
    start = np.array(prior, dtype=np.float64)
    b = start.copy()
    free = np.array([k not in fixed for k in range(len(start))])

    def loss(c: NDArray[np.float64]) -> float:
        z = x @ c
        return float(np.sum(np.logaddexp(0, z) - y * z) + strength / 2 * np.sum((c - start) ** 2))

    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ b, -30, 30)))
        gradient = x.T @ (y - p) - strength * (b - start)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + strength * np.eye(len(b))
        step = np.zeros_like(b)
        step[free] = np.linalg.solve(hessian[np.ix_(free, free)], gradient[free])
        size = 1.0
        while size > 1e-4 and loss(b + size * step) > loss(b):
            size /= 2  # far from the optimum Newton's full step overshoots
        b = b + size * step
    return b


def calibration(pairs: Iterable[tuple[float, bool]], bins: int = 10) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, count) for each bin of confidence that is not empty."""
    sums = [[0.0, 0.0, 0] for _ in range(bins)]
    for confidence, right in pairs:
        cell = sums[min(bins - 1, int(confidence * bins))]
        cell[0] += confidence
        cell[1] += right
        cell[2] += 1
    return [(c / n, r / n, int(n)) for c, r, n in sums if n]
