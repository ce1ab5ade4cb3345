"""The model in PyTorch: one encoder, small heads, and the loss of each."""

from typing import Any, ClassVar

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from dragoman.language import labels as L
from dragoman.language.decode import PRONOUN_KIND
from dragoman.language.layout import LAYOUTS, layout_of, seen_from
from dragoman.language.pieces import CASES, GAPS

WIDE, LAYERS, HEADS = 384, 6, 12
SPAN_MAX = 24  # words of a mention in the span head


def rounded(x: Tensor) -> Tensor:
    """What eight bits leave of an activation (one scale a tensor), as the shipped graph does it; gradients pass."""
    with torch.no_grad():
        low, high = x.amin().clamp(max=0), x.amax().clamp(min=0)
        scale = ((high - low) / 255).clamp(min=1e-8)
        zero = torch.round(-low / scale)
        y = torch.round(x / scale).clamp_(-zero, 255 - zero).mul_(scale).sub_(x)
    return x + y


def rounded_weight(w: Tensor) -> Tensor:
    """What eight bits leave of a weight (rows, columns), one scale a row; gradients pass."""
    with torch.no_grad():
        scale = (w.abs().amax(1, keepdim=True) / 127).clamp(min=1e-8)
        y = torch.round(w / scale).mul_(scale).sub_(w)
    return w + y


class Dropout(nn.Module):
    """Dropout whose masks are slices, from a random place on, of one long mask drawn once: drawing afresh took a tenth of the time."""

    LENGTH = 1 << 23
    masks: ClassVar[dict[float, Tensor]] = {}

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        """x (any shape) to the same shape, a share `p` of it zero and the rest scaled up while training."""
        n = x.numel()
        if not self.training or self.p == 0:
            return x
        if n >= self.LENGTH:
            return F.dropout(x, self.p)
        if self.p not in self.masks:
            self.masks[self.p] = (torch.rand(self.LENGTH) >= self.p).float() / (1 - self.p)
        at = int(torch.randint(self.LENGTH - n, (1,)))
        return x * self.masks[self.p][at : at + n].view(x.shape).to(x.dtype)


class Linear(nn.Linear):
    """A linear layer that can be trained as the int8 one it will be."""

    int8 = False

    def forward(self, x: Tensor) -> Tensor:
        """x (..., in) to (..., out)."""
        if Linear.int8 and self.training:
            return F.linear(rounded(x.float()), rounded_weight(self.weight), self.bias)
        return F.linear(x, self.weight, self.bias)


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as in BERT (Devlin et al. 2019)."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.qkv = Linear(WIDE, 3 * WIDE)
        self.out = Linear(WIDE, WIDE)
        self.norm1 = nn.LayerNorm(WIDE, eps=1e-12)
        self.up = Linear(WIDE, 4 * WIDE)
        self.down = Linear(4 * WIDE, WIDE)
        self.norm2 = nn.LayerNorm(WIDE, eps=1e-12)
        self.drop = Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x (windows, pieces, WIDE) and mask (windows, 1, 1, pieces; True where a piece is) to the shape of x."""
        b, t, _ = x.shape
        q, k, v = self.qkv(x).float().view(b, t, 3, HEADS, WIDE // HEADS).permute(2, 0, 3, 1, 4)
        with torch.autocast(
            "cpu", enabled=False
        ):  # in bfloat16 attention takes four times as long as in fp32
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = a.transpose(1, 2).reshape(b, t, WIDE)
        x = self.norm1(x + self.drop(self.out(a)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces to vectors: MiniLM's (Wang et al. 2020) six layers, with the case of each word and the gap before it added."""

    def __init__(self, vocabulary: int = 30522, drop: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDE)
        self.places = nn.Embedding(512, WIDE)
        self.cases = nn.Embedding(CASES, WIDE)
        self.gaps = nn.Embedding(GAPS, WIDE)
        self.norm = nn.LayerNorm(WIDE, eps=1e-12)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(LAYERS))
        self.drop = Dropout(drop)
        nn.init.zeros_(self.cases.weight)
        nn.init.zeros_(self.gaps.weight)

    def load_minilm(self, state: dict[str, Tensor]) -> None:
        """Start from MiniLM's published weights; state: its tensors by name. Raises KeyError where one is missing."""
        e = "embeddings."
        with torch.no_grad():
            self.words.weight.copy_(
                state[e + "word_embeddings.weight"] + state[e + "token_type_embeddings.weight"][0]
            )
            self.places.weight.copy_(state[e + "position_embeddings.weight"])
            self.norm.weight.copy_(state[e + "LayerNorm.weight"])
            self.norm.bias.copy_(state[e + "LayerNorm.bias"])
            for n, layer in enumerate(self.layers):
                p = f"encoder.layer.{n}."
                for part in ("weight", "bias"):
                    getattr(layer.qkv, part).copy_(
                        torch.cat([state[f"{p}attention.self.{x}.{part}"] for x in ("query", "key", "value")])
                    )
                    getattr(layer.out, part).copy_(state[f"{p}attention.output.dense.{part}"])
                    getattr(layer.norm1, part).copy_(state[f"{p}attention.output.LayerNorm.{part}"])
                    getattr(layer.up, part).copy_(state[f"{p}intermediate.dense.{part}"])
                    getattr(layer.down, part).copy_(state[f"{p}output.dense.{part}"])
                    getattr(layer.norm2, part).copy_(state[f"{p}output.LayerNorm.{part}"])

    def forward(self, ids: Tensor, cases: Tensor, gaps: Tensor) -> list[Tensor]:
        """ids, cases, gaps (windows, pieces; id 0 is padding) to a (windows, pieces, WIDE) for each layer."""
        mask = (ids != 0)[:, None, None, :]
        t = ids.shape[1]
        x = self.words(ids) + self.places.weight[:t] + self.cases(cases) + self.gaps(gaps)
        x = self.drop(self.norm(x))
        out = []
        for layer in self.layers:
            x = layer(x, mask)
            out.append(x)
        return out


class Pair(nn.Module):
    """Labels a word as seen from another: relu(u_a + v_j + far + u_a v_j) to classes."""

    def __init__(
        self, hidden: int, classes: int, distances: int = L.DISTANCES, layouts: int = 0, deep: bool = False
    ) -> None:
        super().__init__()
        self.u = nn.Linear(WIDE, hidden)
        self.v = nn.Linear(WIDE, hidden)
        self.far = nn.Embedding(distances, hidden) if distances else None
        self.classes = nn.Linear(hidden, classes)
        self.drop = Dropout(0.2)
        self.layout = nn.Embedding(layouts, hidden) if layouts else None
        self.mid = nn.Linear(hidden, hidden) if deep else None
        if layouts:
            nn.init.zeros_(self.layout.weight)
        if deep:
            nn.init.normal_(self.mid.weight, std=0.02)
            nn.init.zeros_(self.mid.bias)
        if distances:
            nn.init.normal_(self.far.weight, std=0.02)

    def score(self, u: Tensor, v: Tensor, bucket: Tensor | None, layout: Tensor | None = None) -> Tensor:
        """u, v (..., hidden) and bucket, layout (...; indices) to scores (..., classes); u and v broadcast."""
        h = u + v + u * v
        if self.far is not None:
            h = h + self.far(bucket)
        if self.layout is not None:
            h = h + self.layout(layout)
        h = self.drop(F.relu(h))
        if self.mid is not None:
            h = h + F.relu(self.mid(h))
        return self.classes(h)


class Mix(nn.Module):
    """A learnt weighted mean of the layers from `first` on (Peters et al. 2018); the last weighs most at first."""

    def __init__(self, first: int) -> None:
        super().__init__()
        self.first = first
        self.weights = nn.Parameter(torch.zeros(LAYERS - first))
        with torch.no_grad():
            self.weights[-1] = 1.0

    def forward(self, layers: list[Tensor]) -> Tensor:
        """One (..., WIDE) for each layer to their mean (..., WIDE); those before `first` are not looked at."""
        w = self.weights.softmax(0)
        return sum(w[n] * x for n, x in enumerate(layers[self.first :]))


class Reader(nn.Module):
    """The encoder with all heads; sizes: classes of the heads whose labels come from the data (tag, lemma, rel, mode)."""

    def __init__(self, sizes: dict[str, int], drop: float = 0.1) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(drop=drop)
        self.syntax, self.sense = Mix(3), Mix(4)
        self.drop = Dropout(0.15)

        def lin(n):
            return nn.Linear(WIDE, n)

        # on the syntactic mix
        self.send, self.tag, self.lemma = lin(2), lin(sizes["tag"]), lin(sizes["lemma"])
        self.arc_dep, self.arc_head = lin(192), lin(192)
        self.arc_mid = nn.Linear(192, 192, bias=False)
        self.rel = Pair(128, sizes["rel"])
        # on the sense mix
        self.mention_bio, self.span = lin(len(L.MENTION_TAGS)), Pair(96, 1 + len(L.MENTION_TYPES), SPAN_MAX)
        self.ghead = lin(1 + len(L.GUM_TYPES))
        self.coref = Pair(128, 1)
        self.anchor = lin(len(L.ANCHORS))
        self.bio_source, self.bio_cue, self.bio_content = lin(3), lin(3), lin(3)
        self.part = Pair(128, len(L.PART_TAGS), layouts=LAYOUTS, deep=True)
        self.trigger, self.status, self.mode = (
            lin(len(L.TRIGGER_TAGS)),
            lin(len(L.STATUSES)),
            lin(sizes["mode"]),
        )
        self.argument = Pair(128, len(L.ARGUMENT_TAGS) + len(L.SPEAKER_TAGS), layouts=LAYOUTS, deep=True)
        self.tie = Pair(96, len(L.TIE_TAGS))
        self.roles = lin(len(L.ROLE_TAGS))
        with torch.no_grad():  # most pairs and words are nothing
            self.span.classes.bias[0] = 6.0
            self.trigger.bias[0] = 3.0
            self.anchor.bias[0] = 3.0
        self.quad_mid, self.quad = nn.Linear(2 * WIDE, WIDE), nn.Linear(WIDE, 5)

    def words(self, b: dict[str, Any]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """A batch of `collate` to four: words as syntax and as sense sees them (windows, words, WIDE), the last layer
        (windows, pieces, WIDE), and the last layer by words (windows, words, WIDE).
        """
        layers = self.encoder(b["ids"], b["cases"], b["gaps"])
        rows = torch.arange(b["ids"].shape[0])[:, None]
        picked = [(x[rows, b["first"]] + x[rows, b["last"]]) * 0.5 for x in layers[3:]]
        layers_ = [None] * 3 + picked
        return self.drop(self.syntax(layers_)), self.drop(self.sense(layers_)), layers[-1], picked[-1]

    def loss(
        self, b: dict[str, Any], seen: list[tuple[Tensor, float]] | None = None
    ) -> tuple[Tensor, dict[str, float]]:
        """The sum of the losses of all heads that the batch has labels for, a scalar, and each by name.

        seen: gets the scores (labelled items, classes) that went into each loss, and the loss's weight, in a fixed order, so that
        two models' can be compared.
        """
        syn, sem, top, _topw = self.words(b)
        out: dict[str, Tensor] = {}

        def note(logits, gold, weight):
            if seen is not None:
                seen.append((logits.reshape(-1, logits.shape[-1])[gold.reshape(-1) != -1], weight))

        def ce(logits, gold, share=1.0, **k):
            note(logits, gold, share)
            return share * F.cross_entropy(
                logits.reshape(-1, logits.shape[-1]), gold.reshape(-1), ignore_index=-1, **k
            )

        n = syn.shape[1]
        if "tag" in b:
            out["send"] = ce(self.send(syn), b["send"])
            out["tag"] = ce(self.tag(syn), b["tag"])
            out["lemma"] = ce(self.lemma(syn), b["lemma"], 0.5)
            dep, head = self.drop(F.relu(self.arc_dep(syn))), self.drop(F.relu(self.arc_head(syn)))
            arcs = self.arc_mid(dep) @ head.transpose(1, 2)
            arcs = arcs.masked_fill(b["sent"][:, :, None] != b["sent"][:, None, :], -1e9)
            out["arc"] = ce(arcs, b["head"])
            gold = b["head"].clamp(min=0)
            rows = torch.arange(syn.shape[0])[:, None]
            v = self.rel.v(syn)
            far = b["far"][(gold - torch.arange(n)).clamp(-511, 511) + 511]
            out["rel"] = ce(self.rel.score(self.rel.u(syn), v[rows, gold], far), b["rel"], 0.5)
        if "mention_bio" in b:
            out["mbio"] = ce(self.mention_bio(sem), b["mention_bio"])
        if "span_gold" in b:
            r, i, j, gold = b["span_gold"]
            u, v = self.span.u(sem), self.span.v(sem)
            logits = self.span.score(u[r, i], v[r, j], j - i)
            loss = F.cross_entropy(logits, gold, reduction="none")
            share = len(gold) / (gold > 0).sum().clamp(min=4)
            note(logits, gold, float(share))
            out["span"] = loss.mean() * share
        if "ghead" in b:
            out["ghead"] = ce(self.ghead(sem), b["ghead"], 0.5)
        if "ante" in b:
            u, v = self.coref.u(sem), self.coref.v(sem)
            losses = []
            for r, i, cands, gold, weight in b["ante"]:
                s = self.coref.score(u[r, i], v[r, cands], b["far"][cands - i + 511])[:, 0]
                s = torch.cat([s.new_zeros(1), s])
                losses.append(weight * (torch.logsumexp(s, 0) - torch.logsumexp(s[gold], 0)))
            if losses:
                out["coref"] = 0.8 * torch.stack(losses).mean()
        if "anchor" in b:
            out["anchor"] = ce(self.anchor(sem), b["anchor"], 2.0)
            for k in ("bio_source", "bio_cue", "bio_content"):
                out[k] = ce(getattr(self, k)(sem), b[k], 0.5)
            if "parts" in b:
                r, i, gold = b["parts"]
                out["part"] = ce(self.pair(self.part, sem, r, i, b, b["part_layout"]), gold, 2.0)
        if "trigger" in b:
            out["trigger"] = ce(self.trigger(sem), b["trigger"], 2.0)
            if "events" in b:
                r, i, status, mode, has_mode, args, said = b["events"]
                x = sem[r, i]
                out["status"] = ce(self.status(x), status, 0.5)
                m = F.binary_cross_entropy_with_logits(self.mode(x), mode, reduction="none")
                out["mode"] = 0.5 * (m * has_mode).sum(1).mean()
                logits = self.pair(self.argument, sem, r, i, b, b["event_layout"])
                k = len(L.ARGUMENT_TAGS)
                # tags are O almost everywhere: weigh what is not
                w = torch.ones(k)
                w[1:] = 1.5
                out["arg"] = ce(logits[..., :k], args, 3.0, weight=w)
                out["said"] = ce(logits[..., k:], said, 1.5)
        if "ties" in b:
            r, i, j, gold = b["ties"]
            u, v = self.tie.u(sem), self.tie.v(sem)
            s = self.tie.score(u[r, i], v[r, j], b["far"][j - i + 511])
            weight = torch.ones(s.shape[-1])
            weight[0] = 0.4  # almost all pairs have no tie
            out["tie"] = ce(s, gold, 0.7, weight=weight)
        if "roles" in b:
            out["roles"] = ce(self.roles(sem), b["roles"], 1.5)
        if "quad" in b:
            out["quad"] = ce(self.quad_of(top, b["ids"]), b["quad"], label_smoothing=0.05)
        total = sum(out.values())
        return total, {k: float(v.detach()) for k, v in out.items()}

    def pair(self, head: Pair, x: Tensor, r: Tensor, i: Tensor, b: dict[str, Any], layout: Tensor) -> Tensor:
        """Scores of every word of the window as seen from each anchor."""
        u, v = head.u(x), head.v(x)
        far = b["far"][torch.arange(x.shape[1])[None, :] - i[:, None] + 511]
        return head.score(u[r, i][:, None, :], v[r], far, layout)

    def quad_of(self, top: Tensor, ids: Tensor) -> Tensor:
        """top (windows, pieces, WIDE) and ids (windows, pieces) to quad scores (windows, 5), from first piece and mean."""
        mask = (ids != 0).unsqueeze(-1).to(top.dtype)
        mean = (top * mask).sum(1) / mask.sum(1)
        return self.quad(self.drop(torch.tanh(self.quad_mid(self.drop(torch.cat([top[:, 0], mean], 1))))))


def apart(ours: list[tuple[Tensor, float]], theirs: list[tuple[Tensor, float]]) -> Tensor:
    """How far our scores are from a teacher's: the Kullback-Leibler divergence of each head, weighed as its loss, summed."""
    total = torch.zeros(())
    for (x, weight), (y, _) in zip(ours, theirs, strict=True):
        if len(x):
            a, b = F.log_softmax(x.float(), -1), F.log_softmax(y.float(), -1)
            total = total + weight * (b.exp() * (b - a)).sum(-1).mean()
    return total


FAR = torch.tensor([L.distance_bucket(n) for n in range(-511, 512)])


def collate(
    examples: list[Any], pieces: Any, sizes: dict[str, int], rng: Any, case_noise: float = 0.0
) -> dict[str, Any]:
    """Examples as one padded batch: indices (windows, pieces) and (windows, words), labels -1 where there are none.

    sizes: as in `Reader`. Keys are those that `Reader.loss` looks for.
    """
    from dragoman.language.pieces import case_of

    rows = len(examples)
    t = max(e.size for e in examples)
    n = max(len(e.words) for e in examples)
    ids = torch.zeros(rows, t, dtype=torch.long)
    cases, gaps = torch.zeros_like(ids), torch.zeros_like(ids)
    first, last = torch.zeros(rows, n, dtype=torch.long), torch.zeros(rows, n, dtype=torch.long)
    for r, e in enumerate(examples):
        row, c, g, f, la = [pieces.first], [0], [0], [], []
        for w, gap, ps in zip(e.words, e.gaps, e.pieces, strict=False):
            f.append(len(row))
            row.extend(ps)
            la.append(len(row) - 1)
            case = case_of(w)
            c.extend([case] * len(ps))
            g.extend([gap] * len(ps))
        row.append(pieces.last)
        ids[r, : len(row)] = torch.tensor(row)
        cases[r, : len(c)] = torch.tensor(c)
        gaps[r, : len(g)] = torch.tensor(g)
        first[r, : len(f)] = torch.tensor(f)
        last[r, : len(la)] = torch.tensor(la)
    b: dict[str, Any] = {"ids": ids, "cases": cases, "gaps": gaps, "first": first, "last": last, "far": FAR}

    def padded(key: str) -> Tensor:
        x = torch.full((rows, n), -1, dtype=torch.long)
        for r, e in enumerate(examples):
            if key in e.labels:
                x[r, : len(e.words)] = torch.tensor(e.labels[key])
        return x

    def layouts(anchors: list[tuple[int, int]]) -> Tensor:
        out = torch.zeros(len(anchors), n, dtype=torch.long)
        made: dict[int, Any] = {}
        for k, (r, a) in enumerate(anchors):
            if r not in made:
                made[r] = layout_of(examples[r].words, examples[r].gaps)
            out[k, : len(examples[r].words)] = torch.from_numpy(seen_from(np.array([a]), *made[r])[0])
        return out

    has = {k for e in examples for k in e.labels}
    for k in ("send", "tag", "lemma", "head", "rel", "mention_bio", "ghead", "roles", "trigger", "sent"):
        if k in has:
            b[k] = padded(k)
    if "sent" in b:
        pass
    if "anchor" in has:
        mask = padded("amask") == 1
        for k in ("anchor", "bio_source", "bio_cue", "bio_content"):
            b[k] = padded(k).masked_fill(~mask, -1)
        parts = [(r, a, tags) for r, e in enumerate(examples) for a, tags in e.labels.get("parts", [])]
        if parts:
            gold = torch.full((len(parts), n), -1, dtype=torch.long)
            for k, (_, _, tags) in enumerate(parts):
                gold[k, : len(tags)] = torch.tensor(tags)
            b["part_layout"] = layouts([(r, a) for r, a, _ in parts])
            b["parts"] = (torch.tensor([p[0] for p in parts]), torch.tensor([p[1] for p in parts]), gold)
    if "mentions" in has:
        at, starts, stops, kinds = [], [], [], []
        for r, e in enumerate(examples):
            if "mentions" not in e.labels:
                continue
            gold = {(a, c): k for a, c, k in e.labels["mentions"]}
            sent = e.labels.get("sent")
            for i in range(len(e.words)):
                for j in range(i, min(i + SPAN_MAX, len(e.words))):
                    if sent and sent[j] != sent[i]:
                        break
                    at.append(r)
                    starts.append(i)
                    stops.append(j)
                    kinds.append(1 + gold[i, j] if (i, j) in gold else 0)
        b["span_gold"] = tuple(map(torch.tensor, (at, starts, stops, kinds)))
    if "ante" in has:
        ante = []
        for r, e in enumerate(examples):
            members = sorted(e.labels.get("ante", {}))
            for k, m in enumerate(members):
                if k:
                    cands = members[max(0, k - 80) : k]
                    gold = [1 + cands.index(a) for a in e.labels["ante"][m] if a in cands]
                    weight = (1.5 if gold else 0.7) * (2.5 if e.words[m].lower() in PRONOUN_KIND else 1.0)
                    ante.append((r, m, torch.tensor(cands), torch.tensor(gold or [0]), weight))
        b["ante"] = ante
    ev = [(r, *x) for r, e in enumerate(examples) for x in e.labels.get("events", [])]
    if ev:
        mode = torch.zeros(len(ev), sizes["mode"])
        has_mode = torch.zeros(len(ev), sizes["mode"])
        args = torch.full((len(ev), n), -1, dtype=torch.long)
        said = torch.full((len(ev), n), -1, dtype=torch.long)
        for k, (r, a, _s, m, x, y, kind) in enumerate(ev):
            has_mode[k] = (
                examples[r].labels["mode_mask"][kind]
                if "mode_mask" in examples[r].labels
                else MODE_MASK[kind]
            )
            mode[k, m] = 1
            args[k, : len(x)] = torch.tensor(x)
            said[k, : len(y)] = torch.tensor(y)
            sent = examples[r].labels.get("sent")
            if sent:
                off = torch.tensor([q != sent[a] for q in sent])
                args[k, : len(x)][off] = -1
                said[k, : len(y)][off] = -1
        b["event_layout"] = layouts([(x[0], x[1]) for x in ev])
        b["events"] = (
            torch.tensor([x[0] for x in ev]),
            torch.tensor([x[1] for x in ev]),
            torch.tensor([x[2] for x in ev]),
            mode,
            has_mode,
            args,
            said,
        )
    ties = [
        (r, i, j, k) for r, e in enumerate(examples) for i, row in e.labels.get("ties", []) for j, k in row
    ]
    if ties:
        b["ties"] = tuple(torch.tensor([x[k] for x in ties]) for k in range(4))
    if "quad" in has:
        b["quad"] = torch.tensor([e.labels.get("quad", -1) for e in examples])
        if bool((b["quad"] < 0).all()):
            del b["quad"]
    return b


MODE_MASK: Tensor = torch.zeros(1)


def set_modes(modes: list[str]) -> None:
    """Note which modes go with which event type: MODE_MASK (types, modes), 1 where they do; modes as "TYPE:mode"."""
    global MODE_MASK
    MODE_MASK = torch.tensor([[float(m.split(":")[0] == t) for m in modes] for t in L.EVENT_TYPES])
