"""A file that ships back to a checkpoint, so that training can go on where the checkpoint itself was not kept.

    python -m training.shipped --model src/dragoman/data/model --encoder MINILM --out START/last.pt

The int8 weights come back as they were rounded; in the last third of training the forward pass saw them so. Word embeddings
come from the encoder, since they are never trained. The optimiser's memory is lost: go on with a fresh schedule.
"""

import argparse
import base64
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training import model as M
from training.export import PAIRS, SENSE, SYNTAX, build


def weights(graph: Any) -> list[np.ndarray]:
    """The graph's weights in the order in which `build` adds them."""
    return [numpy_helper.to_array(x) for x in graph.graph.initializer]


def recovered(folder: Path, encoder: Path) -> tuple[dict[str, torch.Tensor], dict[str, list[str]], int]:
    """State of the `Reader` that `folder` holds the exported int8 graph of, the label lists, and its training steps.

    The graph holds its weights in the order in which `export.build` adds them, so they are read in that order. Raises ValueError
    where the file holds fewer or more than the model, or one of another shape.
    """
    from safetensors.torch import load_file

    card = json.loads((folder / "en.json").read_text(encoding="utf8"))
    M.set_modes(card["labels"]["mode"])
    model = M.Reader({k: len(v) for k, v in card["labels"].items()})
    model.encoder.load_minilm(load_file(encoder / "model.safetensors"))
    state = model.state_dict()
    packed = {
        f"{head}.{name}": np.frombuffer(base64.b64decode(x["data"]), np.float32).reshape(x["shape"])
        for head in PAIRS
        for name, x in card["pairs"][head].items()
    }
    found: set[str] = {"encoder.words.weight"}

    def put(key: str, value: np.ndarray) -> None:
        if tuple(state[key].shape) != value.shape:
            raise ValueError(
                f"{key}: shape {value.shape} in the file, {tuple(state[key].shape)} in the model"
            )
        state[key] = torch.from_numpy(np.array(value, np.float32))
        found.add(key)

    for head in PAIRS:
        put(f"{head}.far.weight", packed[f"{head}.far"])
        put(f"{head}.classes.weight", packed[f"{head}.weight"].T)
        put(f"{head}.classes.bias", packed[f"{head}.bias"])
        if f"{head}.mid" in packed:
            put(f"{head}.layout.weight", packed[f"{head}.layout"])
            put(f"{head}.mid.weight", packed[f"{head}.mid"].T)
            put(f"{head}.mid.bias", packed[f"{head}.mid_bias"])
    held = weights(onnx.load(str(folder / "en.onnx")))
    want = len(weights(build(state, True)[0]))
    if len(held) != want:
        raise ValueError(f"{folder}: {len(held)} weights in the file, {want} in the model")
    values = iter(held)

    def matrix(bias: bool) -> tuple[np.ndarray, np.ndarray | None]:
        q, scale, _zero = next(values), next(values), next(values)
        return (q.astype(np.float32) * scale).T, next(values) if bias else None

    next(values), next(values)  # the word embeddings and their scales
    kinds = next(values).reshape(M.CASES, M.GAPS, M.WIDE)
    gaps = (
        state["encoder.gaps.weight"].numpy() * 0
    )  # only sums of the two are kept: the first gap counts as nothing
    gaps[:] = (kinds - kinds[:, :1]).mean(0)
    put("encoder.gaps.weight", gaps)
    put("encoder.cases.weight", (kinds - gaps[None]).mean(1))
    put("encoder.places.weight", next(values))
    put("encoder.norm.weight", next(values))
    put("encoder.norm.bias", next(values))
    next(values), next(values)  # a half, a shape
    for n in range(M.LAYERS):
        p = f"encoder.layers.{n}."
        for name, bias in (("qkv", True), ("out", True)):
            w, b = matrix(bias)
            put(f"{p}{name}.weight", w)
            put(f"{p}{name}.bias", b)
        put(f"{p}norm1.weight", next(values))
        put(f"{p}norm1.bias", next(values))
        put(f"{p}up.weight", matrix(False)[0])
        put(f"{p}up.bias", next(values))
        w, b = matrix(True)
        put(f"{p}down.weight", w)
        put(f"{p}down.bias", b)
        put(f"{p}norm2.weight", next(values))
        put(f"{p}norm2.bias", next(values))
    for name, first in (("syntax", 3), ("sense", 4)):
        shares = np.array([float(next(values)) for _ in range(M.LAYERS - first)])
        put(f"{name}.weights", np.log(shares))
    for names in (SYNTAX, SENSE):
        w, b = matrix(True)
        at = 0
        for name in names:
            n = state[f"{name}.weight"].shape[0]
            put(f"{name}.weight", w[at : at + n])
            put(f"{name}.bias", b[at : at + n])
            at += n
    for name in ("arc_dep", "arc_head"):
        w, b = matrix(True)
        put(f"{name}.weight", w)
        put(f"{name}.bias", b)
    put("arc_mid.weight", matrix(False)[0])
    next(values), next(values)  # an axis, a position
    for name in ("quad_mid", "quad"):
        put(f"{name}.weight", next(values).T)
        put(f"{name}.bias", next(values))
    if missing := set(state) - found:
        raise ValueError(f"{folder}: no weights for {sorted(missing)}")
    return state, card["labels"], card["steps"]


def main() -> None:
    """Write the checkpoint and its labels.json; then export it again and tell how far the weights moved."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--model", type=Path, required=True)
    ap.add_argument("--encoder", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    state, labels, steps = recovered(a.model, a.encoder)
    made, _ = build(state, True)
    before, after = weights(onnx.load(str(a.model / "en.onnx"))), weights(made)
    moved = max(float(np.abs(x.astype(np.float64) - y).max()) for x, y in zip(before, after, strict=True))
    a.out.parent.mkdir(parents=True, exist_ok=True)
    ema = {k: v.clone() for k, v in state.items() if k != "encoder.words.weight"}
    torch.save({"model": state, "opt": None, "ema": ema, "step": steps, "used": 0.0, "words": 0}, a.out)
    a.out.with_name("labels.json").write_text(json.dumps(labels))
    print(f"{a.out}: {len(state)} tensors; exported again, no number moves by more than {moved:g}")


if __name__ == "__main__":
    main()
