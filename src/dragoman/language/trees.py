"""Heads of words that form a tree: one root a sentence, no cycles."""

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


def heads_of_sentence(scores: Scores) -> list[int]:
    """The best tree: `scores[i, j]` speaks for j as the head of i, the diagonal for i as the root (its own head)."""
    n = len(scores)
    if n == 1:
        return [0]
    best = scores.argmax(1)
    own = np.arange(n)
    if int((best == own).sum()) == 1 and _reaches_root(best.tolist()):
        return [int(h) for h in best]
    scores = scores.astype(np.float64)
    roots = scores.diagonal() - np.where(best == own, np.partition(scores, -2, axis=1)[:, -2], scores.max(1))
    tried: list[tuple[float, list[int]]] = []
    for root in np.argsort(-roots)[:2].tolist():
        open_ = scores.copy()
        np.fill_diagonal(open_, -np.inf)
        heads = _span(open_, root)
        total = float(scores[root, root]) + sum(float(scores[i, h]) for i, h in enumerate(heads) if i != root)
        tried.append((total, heads))
    return max(tried)[1]


def _reaches_root(heads: list[int]) -> bool:
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            if heads[at] == at:
                break
            at = heads[at]
        else:
            if state[at] == 1:
                return False
        for k in path:
            state[k] = 2
    return True


def _span(scores: npt.NDArray[np.float64], root: int) -> list[int]:
    """Chu, Liu and Edmonds: the best tree that hangs from the root."""
    n = len(scores)
    heads = [int(h) for h in scores.argmax(1)]
    heads[root] = root
    cycle = _cycle(heads, root)
    if cycle is None:
        return heads
    inside = set(cycle)
    outside = [i for i in range(n) if i not in inside]
    place = {w: k for k, w in enumerate(outside)}
    m = len(outside)
    small = np.full((m + 1, m + 1), -np.inf)
    into: dict[int, int] = {}
    outof: dict[int, int] = {}
    for i in outside:
        for j in outside:
            small[place[i], place[j]] = scores[i, j]
        best = max(cycle, key=lambda c: scores[i, c])
        small[place[i], m] = scores[i, best]
        outof[i] = best
    for j in outside:
        best = max(cycle, key=lambda c: scores[c, j] - scores[c, heads[c]])
        small[m, place[j]] = scores[best, j] - scores[best, heads[best]]
        into[j] = best
    np.fill_diagonal(small, -np.inf)
    inner = _span(small, place[root])
    for i in outside:
        if i == root:
            continue
        h = inner[place[i]]
        heads[i] = outof[i] if h == m else outside[h]
    entry = outside[inner[m]]
    heads[into[entry]] = entry
    return heads


def _cycle(heads: list[int], root: int) -> list[int] | None:
    state = [0] * len(heads)
    state[root] = 2
    for start in range(len(heads)):
        path = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return path[path.index(at) :]
        for k in path:
            state[k] = 2
    return None
