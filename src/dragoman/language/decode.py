"""From the network's numbers to what a window says: sentences, trees, mentions, attributions, events. Pure functions."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from dragoman.language import labels as L
from dragoman.language.layout import seen_from
from dragoman.language.network import Floats, Ints, Pair, Window, far
from dragoman.language.trees import heads_of_sentence

Run = tuple[int, int]  # first and last word

SPAN_MAX = 24
N_ARGUMENT = len(L.ARGUMENT_TAGS)


@dataclass(slots=True)
class Settings:
    """Thresholds, set on the development sets."""

    mention: float = 0.27
    mention_tagger: float = 0.5
    nested: float = 0.5
    anchor: float = 0.5
    trigger: float = 0.1
    argument_outside: float = 0.7  # how much surer an actor or recipient must be
    tie: float = 0.5
    coreference_head: float = 0.2
    bio_weight: float = 0.5


@dataclass(slots=True)
class Event:
    """One trigger with its arguments; runs are (first word, last word), the dicts label -> probability."""

    trigger: Run
    types: dict[str, float]
    statuses: dict[str, float]
    modes: dict[str, float]
    actors: list[Run] = field(default_factory=list)
    recipients: list[Run] = field(default_factory=list)
    date: Run | None = None
    place: Run | None = None
    said_by: Run | None = None


@dataclass(slots=True)
class Attribution:
    """One attribution; runs are (first word, last word), score how sure it is, 0 to 1."""

    source: list[Run]
    cue: list[Run]
    content: list[Run]
    score: float


def softmax(x: Floats) -> Floats:
    """Probabilities along the last axis, of the shape of x."""
    e: Floats = np.exp(x - x.max(-1, keepdims=True))
    e /= e.sum(-1, keepdims=True)
    return e


def log_softmax(x: Floats) -> Floats:
    """Logarithms of the probabilities along the last axis, of the shape of x."""
    x = x - x.max(-1, keepdims=True)
    out: Floats = x - np.log(np.exp(x).sum(-1, keepdims=True))
    return out


def runs(tags: Sequence[int], kinds: int) -> list[list[Run]]:
    """The spans of each kind in BIO tags (0 outside, then begin and inside of each kind); a stray inside begins a span."""
    out: list[list[Run]] = [[] for _ in range(kinds)]
    last = 0
    for i, tag in enumerate(tags):
        if tag:
            kind, inside = divmod(tag - 1, 2)
            if inside and last and (last - 1) // 2 == kind:
                out[kind][-1] = (out[kind][-1][0], i)
            else:
                out[kind].append((i, i))
        last = tag
    return out


def best_tags(scores: Floats) -> Ints:
    """The best BIO tags of each row (rows, words, tags): an inside only after its begin or another inside of its kind.

    `scores` are log probabilities. The words' own best tags are kept wherever they fit together.
    """
    tags: Ints = scores.argmax(2)
    before = np.zeros_like(tags)
    before[:, 1:] = tags[:, :-1]
    inside = (tags > 0) & (tags % 2 == 0)
    bad = np.flatnonzero((inside & (before != tags) & (before != tags - 1)).any(1))
    for row in bad.tolist():
        live = scores[row, :, 0] < -0.02
        live[1:] |= live[:-1].copy()
        columns = np.flatnonzero(live)
        tags[row] = 0
        tags[row, columns] = _viterbi(scores[row, columns].tolist(), np.diff(columns, prepend=-2) > 1)
    return tags


def _viterbi(scores: list[list[float]], fresh: npt.NDArray[np.bool_]) -> list[int]:
    """`fresh`: the word before this one is not here, and is outside every span."""
    kinds = range(1, len(scores[0]), 2)
    back: list[list[int]] = []
    total: list[float] = []
    for row, new in zip(scores, fresh.tolist(), strict=True):
        if not total:
            best, high = 0, 0.0
        else:
            high = max(total)
            best = total.index(high)
        come = [high + x for x in row]
        origin = [best] * len(row)
        for k in kinds:
            if new or not total:
                come[k + 1] = -1e30
            elif total[k] >= total[k + 1]:
                come[k + 1], origin[k + 1] = total[k] + row[k + 1], k
            else:
                come[k + 1], origin[k + 1] = total[k + 1] + row[k + 1], k + 1
        back.append(origin)
        total = come
    at = total.index(max(total))
    out = [at]
    for origin in back[:0:-1]:
        at = origin[at]
        out.append(at)
    return out[::-1]


def sentence_ends(w: Window, breaks: Sequence[bool]) -> list[int]:
    """First word of each sentence, and the number of words at the end. `breaks`: a sentence must begin at this word."""
    send = w["send"]
    ends = send[:, 1] > send[:, 0]
    starts = [0]
    n = len(send)
    for i in range(n - 1):
        if ends[i] or breaks[i + 1]:
            starts.append(i + 1)
    return [*starts, n]


def tree(w: Window, rel: Pair, starts: Sequence[int]) -> tuple[list[int], Floats]:
    """Head of each word (its own for a root) and the scores of its relation."""
    dep = w["arc_dep"]
    head = w["arc_head"].T
    heads: list[int] = []
    for a, b in itertools.pairwise(starts):
        heads.extend(a + h for h in heads_of_sentence(dep[a:b] @ head[:, a:b]))
    h = np.array(heads, np.int64)
    scores = rel.score(w["rel.u"], w["rel.v"][h], far(h - np.arange(len(h))))
    return heads, scores


def mentions(
    w: Window, span: Pair, starts: Sequence[int], settings: Settings
) -> list[tuple[int, int, int, float]]:
    """(first, last, type, score): the outermost mentions, then those inside them, never crossing.

    The outermost are judged by two heads: the one that looks at spans, and the tagger that knows only outermost ones.
    """
    n = len(w.rows)
    limit = np.zeros(n, np.int64)
    for a, b in itertools.pairwise(starts):
        limit[a:b] = b
    firsts, lasts = _candidates(n, limit)
    tags = log_softmax(w["mention_bio"]).astype(np.float64)
    likely = tags[firsts, 0] < np.log(0.95)
    firsts, lasts = firsts[likely], lasts[likely]
    if not len(firsts):
        return []
    spans = softmax(span.score(w["span.u"][firsts], w["span.v"][lasts], lasts - firsts))[:, 1:]
    begin = 1 + 2 * np.arange(len(L.MENTION_TYPES))
    inside = begin + 1
    sums = np.zeros((n + 1, tags.shape[1]), np.float64)
    np.cumsum(tags, axis=0, out=sums[1:])
    tagger = tags[firsts][:, begin] + sums[lasts + 1][:, inside] - sums[firsts + 1][:, inside]
    follows = np.minimum(lasts + 1, n - 1)
    goes_on = np.where(
        (lasts + 1 < limit[firsts])[:, None], np.minimum(tags[follows][:, inside], -1e-4), -30.0
    )
    tagger = np.exp((tagger + np.log1p(-np.exp(goes_on))) / np.sqrt(lasts - firsts + 1)[:, None])
    both = (1 - settings.mention_tagger) * spans + settings.mention_tagger * tagger
    kinds, joint = both.argmax(1), both.max(1)
    inner, alone = spans.argmax(1), spans.max(1)
    chosen: list[tuple[int, int, int, float]] = []
    taken = np.zeros(n, bool)
    for k in np.argsort(-joint, kind="stable").tolist():
        if joint[k] < settings.mention:
            break
        i, j = int(firsts[k]), int(lasts[k])
        if not taken[i : j + 1].any():
            taken[i : j + 1] = True
            chosen.append((i, j, int(kinds[k]), float(joint[k])))
    outer = list(chosen)
    for k in np.argsort(-alone, kind="stable").tolist():
        if alone[k] < settings.nested:
            break
        i, j = int(firsts[k]), int(lasts[k])
        if any(a <= i and j <= b and (i, j) != (a, b) for a, b, _, _ in outer) and all(
            not (i < a <= j < b or a < i <= b < j) and (i, j) != (a, b) for a, b, _, _ in chosen
        ):
            chosen.append((i, j, int(inner[k]), float(alone[k])))
    return sorted(chosen)


def _candidates(n: int, limit: Ints) -> tuple[Ints, Ints]:
    width = np.minimum(limit - np.arange(n), SPAN_MAX)
    firsts = np.repeat(np.arange(n), width)
    offsets = np.arange(len(firsts)) - np.repeat(np.cumsum(width) - width, width)
    return firsts, firsts + offsets


def attributions(w: Window, part: Pair, settings: Settings) -> list[Attribution]:
    """Each anchor with the source, cue and content it sees."""
    p = softmax(w["anchor"])
    anchors = np.flatnonzero(1.0 - p[:, 0] >= settings.anchor)
    if not len(anchors):
        return []
    n = len(p)
    u, v = w["part.u"][anchors], w["part.v"]
    bucket = far(np.arange(n)[None, :] - anchors[:, None])
    layout = seen_from(anchors, w.stretches, w.quotations)
    scores = log_softmax(part.score(u[:, None, :], v[None, :, :], bucket, layout))
    flat = [log_softmax(w[k]) for k in ("bio_source", "bio_cue", "bio_content")]
    out: list[Attribution] = []
    joint = scores
    for k, bio in enumerate(flat):
        joint[:, :, 1 + 2 * k : 3 + 2 * k] += settings.bio_weight * np.maximum(
            bio[:, 1:] - bio[:, :1], -4.0
        ).clip(max=0)
    kinds = p[anchors, 1:].argmax(1)
    goes_on = (flat[2][:, 2] > np.log(0.5)).tolist()
    every = np.arange(len(anchors))
    joint[every, anchors] = -50.0
    joint[every, anchors, 1 + 2 * kinds] = 0.0
    for tags, anchor in zip(best_tags(log_softmax(joint)), anchors.tolist(), strict=True):
        source, cue, content = runs(tags.tolist(), 3)
        content = _whole(content, [*source, *cue], goes_on)
        if content:
            out.append(Attribution(source, cue, content, float(1.0 - p[anchor, 0])))
    return out


def _whole(content: list[Run], others: list[Run], goes_on: list[bool]) -> list[Run]:
    """Content spans carried on to where the tagger of all contents sees them end; pieces that come to touch are one."""
    stops = {a for a, _ in others}
    out: list[Run] = []
    for a, b in content:
        while b + 1 < len(goes_on) and goes_on[b + 1] and b + 1 not in stops:
            b += 1
        if out and a <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def events(
    w: Window, argument: Pair, modes: Sequence[str], starts: Sequence[int], settings: Settings
) -> list[Event]:
    """The events of a window, by their triggers in order.

    modes: name of each column of the mode scores. starts: first word of each sentence, and the end; arguments stay in it.
    """
    p = softmax(w["trigger"])
    triggers = np.flatnonzero(p[:, 2:].sum(1) >= settings.trigger)
    if not len(triggers):
        return []
    n = len(p)
    bounds = np.zeros((n, 2), np.int64)
    for a, b in itertools.pairwise(starts):
        bounds[a:b] = (a, b)
    status = softmax(w["status"][triggers])
    mode = 1.0 / (1.0 + np.exp(-w["mode"][triggers]))
    u, v = w["argument.u"][triggers], w["argument.v"]
    best = p.argmax(1)
    out: list[Event] = []
    layout = seen_from(triggers, w.stretches, w.quotations)
    for k, t in enumerate(triggers.tolist()):
        a, b = bounds[t].tolist()
        scores = argument.score(u[k][None, :], v[a:b], far(np.arange(a, b) - t), layout[k, a:b])
        scores[:, 1:5] -= settings.argument_outside
        (row,), (said,) = (
            best_tags(log_softmax(scores[None, :, :N_ARGUMENT])),
            best_tags(log_softmax(scores[None, :, N_ARGUMENT:])),
        )
        actors, recipients, dates, places = runs(row.tolist(), 4)
        (speakers,) = runs(said.tolist(), 1)
        end = t
        while end + 1 < b and best[end + 1] == 1 and end - t < 2:
            end += 1
        types = {
            name: round(float(x), 4) for name, x in zip(L.EVENT_TYPES, p[t, 2:], strict=True) if x >= 0.01
        }
        kind = L.EVENT_TYPES[int(p[t, 2:].argmax())]
        out.append(
            Event(
                (t, end),
                types,
                {
                    name: round(float(x), 4)
                    for name, x in zip(L.STATUSES, status[k], strict=True)
                    if x >= 0.01
                },
                {
                    m.split(":")[1]: round(float(x), 4)
                    for m, x in zip(modes, mode[k], strict=True)
                    if x >= 0.1 and m.startswith(kind + ":")
                },
                _shift(actors, a),
                _shift(recipients, a),
                _nearest(_shift(dates, a), t),
                _nearest(_shift(places, a), t),
                _nearest(_shift(speakers, a), t),
            )
        )
    return out


def _shift(spans: list[Run], by: int) -> list[Run]:
    return [(a + by, b + by) for a, b in spans]


def _nearest(spans: list[Run], anchor: int) -> Run | None:
    return min(spans, key=lambda s: min(abs(s[0] - anchor), abs(s[1] - anchor)), default=None)


def ties(
    w: Window,
    tie: Pair,
    found: Sequence[tuple[int, int, int, float]],
    words: Sequence[str],
    starts: Sequence[int],
    settings: Settings,
) -> list[tuple[str, int, int, float]]:
    """(type, index of the first mention, of the second, score) of mentions in the same sentence."""
    kinds = {L.MENTION_TYPES.index(k) for k in ("Organisation", "Location", "Person", "Nationality")}
    heads: dict[int, int] = {}
    for m, (a, b, kind, _) in enumerate(found):
        if kind in kinds:
            head = a + L.head_offset(words[a : b + 1])
            if head not in heads or b - a < found[heads[head]][1] - found[heads[head]][0]:
                heads[head] = m
    where = sorted(heads)
    sentence = (
        np.searchsorted(np.array(starts[1:]), np.array(where, np.int64), side="right").tolist()
        if where
        else []
    )
    first = [
        (i, j)
        for x, i in enumerate(where)
        for y, j in enumerate(where)
        if i < j and sentence[x] == sentence[y]
    ]
    if not first:
        return []
    i, j = np.array(first, np.int64).T
    p = softmax(tie.score(w["tie.u"][i], w["tie.v"][j], far(j - i)))
    q = softmax(tie.score(w["tie.u"][j], w["tie.v"][i], far(i - j)))
    # the two views of a pair name the same tie the other way round
    swap = [0] + [
        x
        for k, name in enumerate(L.TIES)
        for x in ((1 + 2 * k, 2 + 2 * k) if name in ("allied_with", "opposed_to") else (2 + 2 * k, 1 + 2 * k))
    ]
    both = (p + q[:, swap]) / 2
    out: list[tuple[str, int, int, float]] = []
    for k in np.flatnonzero(both[:, 0] < 1 - settings.tie).tolist():
        label = int(both[k, 1:].argmax()) + 1
        name = L.TIE_TAGS[label]
        a, b = heads[int(i[k])], heads[int(j[k])]
        score = float(1 - both[k, 0])
        out.append((name[1:], b, a, score) if name[0] == "~" else (name, a, b, score))
    return out


_PRONOUNS = {
    1: "he him his himself",
    2: "she her hers herself",
    3: "it its itself",
    4: "they them their theirs themselves",
    5: "i me my mine myself we us our ours ourselves",
    6: "you your yours yourself yourselves",
}
PRONOUN_KIND = {word: kind for kind, words in _PRONOUNS.items() for word in words.split()}
# log odds from which a name or noun goes to its best earlier mention; set on the development files
LEAST_LINK = -0.5
# which kinds of pronoun can stand for the same (row: the later one; 0 is no pronoun)
_AGREE = np.array(
    [
        [1, 1, 1, 1, 1, 1, 1],
        [1, 1, 0, 0, 0, 0, 0],
        [1, 0, 1, 0, 0, 0, 0],
        [1, 0, 0, 1, 1, 0, 0],
        [1, 0, 0, 1, 1, 0, 0],
        [1, 0, 0, 0, 0, 1, 1],
        [1, 0, 0, 0, 0, 1, 1],
    ],
    bool,
)


def antecedents(
    u: Floats,
    v: Floats,
    positions: Ints,
    kinds: Ints,
    person: npt.NDArray[np.bool_],
    coref: Pair,
    reach: int = 300,
) -> list[int]:
    """For each mention head, in order, the earlier one it refers to, or -1.

    A name or noun follows its best earlier mention; a pronoun the chain whose members together speak loudest.
    `kinds` are pronoun kinds, `person` whether the head stands for people: he and she refer to people, and do not
    join a chain that more pronouns of the other gender are in.
    """
    n = len(positions)
    out = [-1] * n
    chain = np.arange(n)  # the first member of the chain each is in
    genders = np.zeros((n, 2), np.int64)
    for k in (1, 2):
        genders[:, k - 1] = kinds == k
    for at in range(1, n, 64):  # in blocks, so that memory stays small
        stop = min(n, at + 64)
        low = max(0, at - reach)
        rows, cols = np.arange(at, stop), np.arange(low, stop)
        gap = rows[:, None] - cols[None, :]
        far_ = far(positions[cols][None, :] - positions[rows][:, None])
        scores = coref.score(u[rows][:, None, :], v[cols][None, :, :], far_)[..., 0]
        scores[(gap <= 0) | (gap > reach)] = -np.inf
        scores[~_AGREE[kinds[rows]][:, kinds[cols]]] = -np.inf
        scores[np.isin(kinds[rows], (1, 2))[:, None] & ~person[cols][None, :]] = -np.inf
        for row, score in zip(rows.tolist(), scores, strict=True):
            best = int(score.argmax())
            if kinds[row]:
                chains, member = np.unique(chain[cols], return_inverse=True)
                loud = np.bincount(member, weights=np.exp(np.minimum(score, 30.0)))
                if kinds[row] in (1, 2):
                    own = int(kinds[row]) - 1
                    loud[genders[chains, 1 - own] > genders[chains, own]] = 0.0
                heard = int(loud.argmax())
                if loud[heard] <= 1.0:
                    continue
                best = int(np.where(member == heard, score, -np.inf).argmax())
            elif not score[best] > LEAST_LINK:
                continue
            earlier = int(chain[cols[best]])
            out[row] = int(cols[best])
            chain[row] = earlier
            genders[earlier] += genders[row]
    return out
