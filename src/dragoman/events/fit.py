"""Fit the formula of `combine.py` and the tables of a codebook on gold: candidates, and what people made of them.

Used by `benchmarks/events.py --tables` and `--measure`; nothing here runs while coding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.events.codebook import Codebook
from dragoman.events.coder import BECOMES
from dragoman.events.combine import Evidence, features
from dragoman.events.layout import candidates, party_candidates
from dragoman.records import Parse, Span

__all__ = ["Judged", "Row", "calibration", "fit_logistic", "fit_table", "judge", "judge_parties"]

Row = tuple[Sequence[str], int]
"""Features of a candidate and what it is: 0 nothing, 1 an act (or an actor), 2 a recipient."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with what gold says of it."""

    evidence: Evidence
    right: bool
    """Gold holds an event of its type at its trigger."""
    type: str
    trigger: str | None
    """Key of the codebook's trigger ("verb attack"), None if only the model saw it."""
    features: Sequence[str] = ()
    """Its surroundings, as the table `acts` knows them."""


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
    for d, evidence, around in candidates(text, parse, codebook):
        # a planned visit is AGREE only once its status is read: the candidate is right all the same; and people differ on
        # whether "agreed to withdraw" is AGREE or CONCEDE, here it is AGREE
        also = "CONCEDE" if d.type == "AGREE" and d.promising else BECOMES.get(d.type)
        right = any(t in (d.type, also) and _same(s, d.span) for t, s in gold)
        key = None
        if (
            d.found is not None
            and d.found.trigger.exception is None
            and d.found.trigger.type == d.type
            and d.dropped is None
        ):
            key = f"{d.found.trigger.pos} {d.found.trigger.name}"
        out.append(Judged(evidence, right, d.type, key, around))
    return out


def judge_parties(
    text: str,
    parse: Parse,
    gold: Sequence[tuple[str, Span, Sequence[Span], Sequence[Span]]],
    codebook: Codebook,
) -> list[Row]:
    """Every noun beside every gold event [(type, trigger, actors, recipients)]: 1 if it heads an actor, 2 a recipient."""
    out: list[Row] = []
    for heads, seats in party_candidates(text, parse, gold, codebook):
        for c in seats:
            out.append((c.features, 1 if c.word in heads[0] else 2 if c.word in heads[1] else 0))
    return out


def fit_table(
    rows: Sequence[Row],
    columns: int,
    strength: float = 1.0,
    seen: int = 2,
    start: Mapping[str, tuple[float, ...]] | None = None,
    free: Callable[[str], bool] | None = None,
) -> dict[str, tuple[float, ...]]:
    """Weights of a multinomial logistic regression on named features, one for each outcome from 1 to `columns`.

    seen: features of fewer rows are left out. start: weights that stay as they are and are added to; free: which features
    may be fitted then. L2 penalty of `strength` (a twentieth of it on "bias"), L-BFGS with ten pairs, 150 steps at most.
    """
    counts = Counter(f for names, _ in rows for f in names)
    names = [f for f, n in counts.items() if n >= seen and (free is None or free(f))]
    at = {f: k for k, f in enumerate(names)}
    row = np.array([k for k, (fs, _) in enumerate(rows) for f in fs if f in at], dtype=np.int64)
    col = np.array([at[f] for fs, _ in rows for f in fs if f in at], dtype=np.int64)
    y = np.array([label for _, label in rows], dtype=np.int64)
    told = np.eye(columns + 1)[y][:, 1:]
    base = np.zeros((len(rows), columns))
    if start is not None:
        for k, (fs, _) in enumerate(rows):
            for f in fs:
                base[k] += start.get(f, (0.0,) * columns)
    penalty = strength * np.array([0.05 if f == "bias" else 1.0 for f in names])[:, None]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        w = flat.reshape(len(names), columns)
        z = base + np.stack(
            [np.bincount(row, w[col, j], minlength=len(rows)) for j in range(columns)], axis=1
        )
        top = np.maximum(z.max(axis=1), 0.0)
        e = np.exp(z - top[:, None])
        total = e.sum(axis=1) + np.exp(-top)
        share = e / total[:, None]
        chosen = np.where(y == 0, 0.0, z[np.arange(len(rows)), np.maximum(y - 1, 0)])
        value = float(-(chosen - top - np.log(total)).sum() + 0.5 * (penalty * w * w).sum())
        off = share - told
        slope = np.stack(
            [np.bincount(col, off[row, j], minlength=len(names)) for j in range(columns)], axis=1
        )
        return value, (slope + penalty * w).ravel()

    found = _minimize(loss, np.zeros(len(names) * columns)).reshape(len(names), columns)
    return {f: tuple(float(x) for x in found[k]) for f, k in at.items()}


def _minimize(
    loss: Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]],
    x: NDArray[np.float64],
    steps: int = 150,
    memory: int = 10,
) -> NDArray[np.float64]:
    """L-BFGS (Nocedal 1980) with a backtracking line search, for smooth convex functions."""
    value, slope = loss(x)
    pairs: list[tuple[NDArray[np.float64], NDArray[np.float64], float]] = []
    for _ in range(steps):
        q = slope.copy()
        used = []
        for s, d, r in reversed(pairs):
            a = r * float(s @ q)
            q -= a * d
            used.append(a)
        if pairs:
            s, d, _r = pairs[-1]
            q *= float(s @ d) / float(d @ d)
        else:
            q /= max(1.0, float(np.abs(slope).sum()))
        for (s, d, r), a in zip(pairs, reversed(used), strict=True):
            q += (a - r * float(d @ q)) * s
        size = 1.0
        while True:
            trial = x - size * q
            new, new_slope = loss(trial)
            if new <= value - 1e-4 * size * float(slope @ q) or size < 1e-8:
                break
            size /= 2
        change, bend = trial - x, new_slope - slope
        if float(change @ bend) > 1e-12:
            pairs = [*pairs, (change, bend, 1 / float(change @ bend))][-memory:]
        done = abs(value - new) < 1e-7 * max(1.0, abs(value))
        x, value, slope = trial, new, new_slope
        if done:
            break
    return x


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
