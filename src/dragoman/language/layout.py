"""What can be seen of a text's build without a model: where sentences seem to end, what stands in quotation marks."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dragoman.language.pieces import BREAK, JOINED

Ints = npt.NDArray[np.int64]

_FINAL = frozenset((".", "!", "?", "...", "…", "!!", "??", "?!", "!?"))
_CLOSING = frozenset(("”", '"', "''", "’", "'", ")", "]"))
REACH = 3
LAYOUTS = (2 * REACH + 1) * 5


def layout_of(words: Sequence[str], gaps: Sequence[int]) -> tuple[Ints, Ints]:
    """For each word the number of its stretch (up to a full stop or a break) and of its quotation, 0 for none."""
    stretches, quotations = [], []
    stretch = quotations_seen = inside = 0
    ended = False
    n = len(words)
    for i, word in enumerate(words):
        if gaps[i] == BREAK and i:
            stretch += 1
            ended, inside = False, 0
        elif ended and not (gaps[i] == JOINED and word in _CLOSING):
            stretch += 1
            ended = False
        closes = False
        if word in ("“", "``"):
            quotations_seen += 1
            inside = quotations_seen
        elif word in ("”", "''"):
            closes = True
        elif word == '"':
            opens = gaps[i] != JOINED and (i + 1 >= n or gaps[i + 1] == JOINED)
            if opens or (not inside and gaps[i] != JOINED):
                quotations_seen += 1
                inside = quotations_seen
            else:
                closes = True
        stretches.append(stretch)
        quotations.append(inside)
        if closes:
            inside = 0
        if word in _FINAL:
            ended = True
    return np.array(stretches, np.int64), np.array(quotations, np.int64)


def seen_from(anchors: Ints, stretches: Ints, quotations: Ints) -> Ints:
    """A number below LAYOUTS for each word (columns) as seen from each anchor (rows)."""
    step = np.clip(stretches[None, :] - stretches[anchors][:, None], -REACH, REACH) + REACH
    a, b = quotations[anchors][:, None], quotations[None, :]
    state = np.where(a == b, np.where(a > 0, 1, 0), np.where(a == 0, 2, np.where(b == 0, 3, 4)))
    out: Ints = step * 5 + state
    return out
