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
    wide = scores.astype(np.float64)
    np.fill_diagonal(wide, -np.inf)
    root = int((scores.diagonal() - wide.max(1)).argmax())
    return _span(wide, root)


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
    out, ring = np.array(outside), np.array(cycle)
    small[:m, :m] = scores[np.ix_(out, out)]
    towards = scores[np.ix_(out, ring)]  # a word outside that hangs from the cycle
    exits = towards.argmax(1)
    small[:m, m] = towards[np.arange(m), exits]
    held = scores[ring, [heads[c] for c in cycle]]
    from_ = scores[np.ix_(ring, out)] - held[:, None]  # a word of the cycle that hangs from outside instead
    entries = from_.argmax(0)
    small[m, :m] = from_[entries, np.arange(m)]
    np.fill_diagonal(small, -np.inf)
    inner = _span(small, place[root])
    for i in outside:
        if i != root:
            h = inner[place[i]]
            heads[i] = cycle[int(exits[place[i]])] if h == m else outside[h]
    entry = inner[m]
    heads[cycle[int(entries[entry])]] = outside[entry]
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
