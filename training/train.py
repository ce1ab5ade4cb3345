"""Trains the model: one command, one settings file, checkpoints from which it goes on.

python -m training.train --data DIR --encoder DIR --out DIR [--settings training/settings.json] [--gold DIR]
"""

import argparse
import json
import math
import random
import signal
import time
from pathlib import Path
from typing import Any

import torch

from dragoman.language import labels as L
from dragoman.language.pieces import WordPieces
from training import corpora as C
from training import model as M
from training.gold import chains


def load_all(data: Path, gold: Path | None, pieces: WordPieces, settings: dict[str, Any]) -> dict[str, Any]:
    d: dict[str, Any] = {}
    ewt, gum = (
        C.treebank(data / "treebank/ewt-train.conllu.gz"),
        C.treebank(data / "treebank/gum-train.conllu.gz"),
    )
    gum = [x for x in gum if x[0].split("_")[1] in C.GUM_SHIPPED]
    tags = C.TagSets()
    tags.build(ewt + gum)
    plover = json.loads((Path(__file__).parent / "modes.json").read_text())
    modes = [f"{t}:{m}" for t in L.EVENT_TYPES for m in plover.get(t, [])]
    tags.lists["mode"] = modes
    maps = tags.maps()
    d.update(ewt=ewt, gum=gum, tags=tags.lists, maps=maps)
    d["polnear"] = C.rows(data / "attribution/train.jsonl.gz")
    told = chains(data, gold) if gold else []
    d["chains"] = [r for r in told if settings.get("use_held_out") or not C.one_in(r["id"], 10)]
    coded = C.coded_gold(gold, data) if gold else {}
    d["re3d"], d["cameo"], d["coded"] = [], [], []
    for split in ("train", "dev"):
        for r in C.rows(data / f"relations/re3d-{split}.jsonl"):
            text = r.get("text") or " ".join(r["tokens"])
            p = C.Placed(text)
            e = p.example(pieces, id=r["id"])
            if not e.words or e.size > 400:
                continue
            held = split == "dev"
            if not held:
                C.re3d_mentions(e, p, r)
                if "mentions" in e.labels:
                    C.add_ties(e, p, r, coded.get(r["id"], {}).get("ties", []))
            if r["id"] in coded and (
                (split == "train" and not C.one_in(r["id"], 10)) or settings.get("use_held_out")
            ):
                C.event_labels(e, p, coded[r["id"]]["events"], maps["mode"])
            if e.labels:
                d["re3d"].append(e)
    for r in C.rows(data / "events/cameo-train.jsonl"):
        if C.one_in(f"group {r['group']}", 5) and not settings.get("use_held_out"):
            continue
        p = C.Placed(r["text"])
        e = p.example(pieces, id=r["id"])
        C.cameo_labels(e, p, r)
        if r["id"] in coded:
            C.event_labels(e, p, coded[r["id"]]["events"], maps["mode"])
        d["cameo"].append(e)
    for key, record in coded.items():
        if key.startswith(("re3d", "cameo")) or (C.one_in(key, 10) and not settings.get("use_held_out")):
            continue
        p = C.Placed(record["text"])
        e = p.example(pieces, id=key)
        if e.words and e.size <= 400:
            C.event_labels(e, p, record["events"], maps["mode"])
            d["coded"].append(e)
    d["n_coded"] = len(coded)
    return d


class Stream:
    """Endless batches of one corpus, by length, freshly cut each time round."""

    def __init__(self, name: str, d: dict[str, Any], pieces: WordPieces, size: int, seed: int) -> None:
        self.name, self.d, self.pieces, self.size = name, d, pieces, size
        self.rng = random.Random(seed)
        self.queue: list[list[C.Example]] = []
        self.rounds = 0

    def fill(self) -> None:
        d, rng, name = self.d, self.rng, self.name
        if name == "ewt":
            ex = C.treebank_examples(d["ewt"], d["maps"], self.pieces, rng)
        elif name == "gum":
            ex = C.treebank_examples(d["gum"], d["maps"], self.pieces, rng, entities=True)
        elif name == "chains":
            ex = C.chain_examples(d["chains"], self.pieces, rng)
        elif name == "polnear":
            ex = C.attribution_examples(d["polnear"], self.pieces, rng)
        elif name == "cameo":
            ex = list(d["cameo"])
        elif name == "re3d":
            ex = self.joined(list(d["re3d"]))
        elif name == "events":
            ex = self.joined([e for k in ("re3d", "cameo", "coded") for e in d[k] if "trigger" in e.labels])
        self.rounds += 1
        rng.shuffle(ex)
        # batches of similar length from pools
        for at in range(0, len(ex), 256):
            pool = sorted(ex[at : at + 256], key=lambda e: e.size)
            batch: list[C.Example] = []
            longest = 0
            batches = []
            for e in pool:
                if batch and max(longest, e.size) * (len(batch) + 1) > self.size:
                    batches.append(batch)
                    batch, longest = [], 0
                batch.append(e)
                longest = max(longest, e.size)
            if batch:
                batches.append(batch)
            rng.shuffle(batches)
            self.queue.extend(batches)

    def joined(self, ex: list[C.Example]) -> list[C.Example]:
        """Some alone, some in runs as they will stand in an article."""
        self.rng.shuffle(ex)
        out, run, size = [], [], 0
        limit = 0
        for e in ex:
            if run and size + e.size > limit:
                out.append(C.join(run) if len(run) > 1 else run[0])
                run, size = [], 0
            if not run:
                limit = self.rng.choice((0, 0, 60, 120, 200))
            run.append(e)
            size += e.size
        if run:
            out.append(C.join(run))
        return out

    def next(self) -> list[C.Example]:
        if not self.queue:
            self.fill()
        return self.queue.pop()


def groups(model: M.Reader, settings: dict[str, Any]) -> list[dict[str, Any]]:
    rate, decay = settings["encoder_rate"], settings["layer_decay"]
    out = []
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        if name.startswith("encoder.layers."):
            k = int(name.split(".")[2])
            lr = rate * decay ** (5 - k)
        elif name.startswith(("encoder.cases", "encoder.gaps")):
            lr = settings["head_rate"]
        elif name.startswith("encoder."):
            lr = rate * decay**6
        elif name.startswith(("syntax", "sense")):
            lr = 0.01
        else:
            lr = settings["head_rate"]
        out.append({"params": [p], "lr": lr, "base": lr, "weight_decay": 0.01 if p.dim() > 1 else 0.0})
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--encoder", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--settings", type=Path, default=Path(__file__).with_name("settings.json"))
    ap.add_argument("--gold", type=Path, default=Path(__file__).with_name("records"))
    ap.add_argument("--resume", type=Path)
    ap.add_argument("--steps", type=int, help="a schedule by steps, not by the settings' minutes")
    a = ap.parse_args()
    settings = json.loads(a.settings.read_text())
    a.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings["seed"])
    random.seed(settings["seed"])
    torch.set_num_threads(settings["threads"])
    vocabulary = (a.encoder / "vocab.txt").read_text(encoding="utf8").rstrip("\n").split("\n")
    pieces = WordPieces(vocabulary)
    began = time.time()
    d = load_all(a.data, a.gold, pieces, settings)
    M.set_modes(d["tags"]["mode"])
    sizes = {k: len(v) for k, v in d["tags"].items()}
    print(
        "labels",
        sizes,
        "coded",
        d["n_coded"],
        "re3d",
        len(d["re3d"]),
        "cameo",
        len(d["cameo"]),
        "coded",
        len(d["coded"]),
        "loaded in",
        round(time.time() - began),
        "s",
        flush=True,
    )
    print("misfits", dict(C.Placed.misfits), flush=True)
    model = M.Reader(sizes, settings["dropout"])
    from safetensors.torch import load_file

    model.encoder.load_minilm(load_file(a.encoder / "model.safetensors"))
    model.encoder.words.weight.requires_grad_(False)
    (a.out / "labels.json").write_text(json.dumps(d["tags"]))
    opt = torch.optim.AdamW(groups(model, settings), betas=(0.9, 0.98), eps=1e-8, fused=True)
    ema = {
        k: v.clone()
        for k, v in model.state_dict().items()
        if v.dtype.is_floating_point and k != "encoder.words.weight"
    }
    used, step, words = 0.0, 0, 0
    last = a.out / "last.pt"
    resume = last if last.exists() else a.resume
    if resume:
        state = torch.load(resume, map_location="cpu", weights_only=False)
        fresh = model.load_state_dict(state["model"], strict=False).missing_keys
        if (
            fresh
        ):  # heads that the checkpoint did not have yet: their own start, the optimiser's memory by name
            print("new weights:", fresh, flush=True)
            old = [k for k, _ in model.named_parameters() if k not in fresh and k != "encoder.words.weight"]
            new = [k for k, _ in model.named_parameters() if k != "encoder.words.weight"]
            saved = state["opt"]
            here = opt.state_dict()
            where = {k: n for n, k in enumerate(old)}
            here["state"] = {
                n: saved["state"][where[k]]
                for n, k in enumerate(new)
                if k in where and where[k] in saved["state"]
            }
            opt.load_state_dict(here)
            state["ema"].update({k: model.state_dict()[k].clone() for k in fresh})
        elif state["opt"]:  # none where the checkpoint was made from a file that ships
            opt.load_state_dict(state["opt"])
        for g, base in zip(opt.param_groups, groups(model, settings), strict=False):
            g["base"] = base["base"]
        ema, step = state["ema"], state["step"]
        used = state["used"] * (0 if resume == a.resume and settings.get("restart_schedule") else 1)
        if not used:
            step = 0 if a.steps else step  # a schedule by steps counts its own
        print("resumed", resume, "at step", step, "used", round(used), flush=True)
    teacher = None
    if settings["teacher"]:
        # The moving average of the weights, without dropout, teaches (Tarvainen & Valpola 2017); it shares the average's memory.
        teacher = M.Reader(sizes)
        for k, v in teacher.named_parameters():
            v.requires_grad_(False)
            v.data = ema.get(k, model.encoder.words.weight.data)
        teacher.eval()
    names = [k for k in settings["sampling"] if settings["sampling"][k] > 0]
    streams = {
        k: Stream(k, d, pieces, settings["batch_pieces"], settings["seed"] + 17 * n + step)
        for n, k in enumerate(names)
    }
    weights = [settings["sampling"][k] for k in names]
    rng = random.Random(settings["seed"] + step)
    budget = settings["minutes"] * 60
    shown: dict[str, list[float]] = {}
    clock, saved = time.time(), time.time()
    model.train()
    since, since_words = time.time(), 0
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopped.append(number))  # saves, then ends
    while (step < a.steps if a.steps else used < budget) and not stopped:
        share = step / a.steps if a.steps else used / budget
        M.Linear.int8 = share >= settings["int8_from"]
        warm = settings["warmup"]
        factor = (
            min(1.0, (share + 1e-3) / warm)
            if share < warm
            else settings["floor"]
            + (1 - settings["floor"]) * 0.5 * (1 + math.cos(math.pi * (share - warm) / (1 - warm)))
        )
        for g in opt.param_groups:
            g["lr"] = g["base"] * factor
        opt.zero_grad(set_to_none=True)
        for _ in range(settings["accumulate"]):
            name = rng.choices(names, weights)[0]
            examples = streams[name].next()
            b = M.collate(examples, pieces, sizes, rng)
            ours: list[tuple[torch.Tensor, float]] | None = [] if teacher else None
            with torch.autocast("cpu", torch.bfloat16, enabled=settings["bfloat16"]):
                loss, parts = model.loss(b, ours)
                if teacher:
                    theirs: list[tuple[torch.Tensor, float]] = []
                    with torch.no_grad():
                        teacher.loss(b, theirs)
            if teacher:
                difference = M.apart(ours, theirs)
                parts["teacher"] = float(difference.detach())
                loss = loss + settings["teacher"] * difference
            if not torch.isfinite(loss):
                print("bad loss", name, parts, flush=True)
                continue
            (loss / settings["accumulate"]).backward()
            for k, v in parts.items():
                shown.setdefault(k, []).append(v)
            n = sum(len(e.words) for e in examples)
            words += n
            since_words += n
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        opt.step()
        step += 1
        rate = min(settings["ema"], (1 + step) / (10 + step))
        with torch.no_grad():
            current = dict(model.named_parameters())
            pairs = [(ema[k], current[k]) for k in ema if k in current]
            torch._foreach_lerp_([x for x, _ in pairs], [y for _, y in pairs], 1 - rate)
        now = time.time()
        used += min(now - clock, 30)
        clock = now
        if step % 50 == 0:
            rounds = {k: s.rounds for k, s in streams.items()}
            print(
                f"step {step} used {used / 60:.1f} min words/s {since_words / (now - since):.0f} lr x{factor:.2f}",
                " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sorted(shown.items())),
                rounds,
                flush=True,
            )
            shown.clear()
            since, since_words = now, 0
        if (
            stopped
            or now - saved > settings["save_every"]
            or (step >= a.steps if a.steps else used >= budget)
        ):
            state = {
                "model": model.state_dict(),
                "opt": opt.state_dict(),
                "ema": ema,
                "step": step,
                "used": used,
                "words": words,
                "settings": settings,
            }
            torch.save(state, a.out / "last.tmp")
            (a.out / "last.tmp").replace(last)
            saved = now
    print("done", step, "steps", words, "words", flush=True)


if __name__ == "__main__":
    main()
