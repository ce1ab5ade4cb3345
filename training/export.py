"""A checkpoint to the file that ships: one ONNX graph written by hand, int8, and the labels beside it.

    python -m training.export --checkpoint last.pt --encoder DIR --out DIR [--float]

The graph reads one window (no padding, so that a text's parse never depends on its neighbours): ids and kinds [1, T], and
for each word the positions of its first and last piece. It gives for each word one row of numbers, cut up by `columns` in
the labels, and the quad scores. What needs pairs of words is left to NumPy (dragoman.language.decode).
"""

import argparse
import base64
import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from dragoman.language.pieces import CASES, GAPS
from training import model as M

WIDE, LAYERS, HEADS = M.WIDE, M.LAYERS, M.HEADS
SYNTAX = ("send", "tag", "lemma", "rel.u", "rel.v")
SENSE = (
    "mention_bio", "span.u", "span.v", "ghead", "coref.u", "coref.v", "anchor", "bio_source", "bio_cue", "bio_content",
    "part.u", "part.v", "trigger", "status", "mode", "argument.u", "argument.v", "tie.u", "tie.v", "roles",
)  # fmt: skip
PAIRS = ("rel", "span", "coref", "part", "argument", "tie")


class Graph:
    """An ONNX graph in the making; quantise: matrices as int8, but for the kinds named in `keep`."""

    def __init__(self, quantise: bool, keep: tuple[str, ...] = ()) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []
        self.quantise = quantise
        self.keep = keep  # kinds of matrices that stay fp32
        self.count = 0

    def name(self, hint: str) -> str:
        """A name that no other node or weight has."""
        self.count += 1
        return f"{hint}_{self.count}"

    def constant(self, value: np.ndarray, hint: str = "w") -> str:
        """Add a weight; returns its name."""
        name = self.name(hint)
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value).reshape(value.shape), name))
        return name

    def op(self, kind: str, inputs: list[str], outputs: int = 1, domain: str = "", **attributes: Any) -> Any:
        """Add a node; returns the name of its output, or of each if there are several."""
        names = [self.name(kind.lower()) for _ in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def norm(self, x: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """Layer normalisation of x (..., n) by weight and bias (n,); returns the output's name."""
        return str(
            self.op(
                "LayerNormalization", [x, self.constant(weight), self.constant(bias)], axis=-1, epsilon=1e-12
            )
        )

    def linear(self, kind: str, x: str, weight: np.ndarray, bias: np.ndarray | None) -> str:
        """x @ weight (+ bias); in int8 with one scale a column of the weight, the activation's scale found at run time."""
        if not self.quantise or kind in self.keep:
            y = self.op("MatMul", [x, self.constant(weight.astype(np.float32))])
            return y if bias is None else self.op("Add", [y, self.constant(bias.astype(np.float32))])
        scale = np.maximum(np.abs(weight).max(0), 1e-8) / 127.0
        q = np.clip(np.round(weight / scale), -127, 127).astype(np.int8)
        inputs = [
            x,
            self.constant(q),
            self.constant(scale.astype(np.float32)),
            self.constant(np.zeros(len(scale), np.int8)),
        ]
        inputs.append(self.constant(bias.astype(np.float32)) if bias is not None else "")
        return self.op("DynamicQuantizeMatMul", inputs, domain="com.microsoft")


def array(t: torch.Tensor) -> np.ndarray:
    """A tensor as a float32 array of the same shape."""
    return t.detach().cpu().numpy().astype(np.float32)


def build(
    state: dict[str, torch.Tensor], quantise: bool, keep: tuple[str, ...] = ()
) -> tuple[onnx.ModelProto, dict[str, Any]]:
    """The graph of a checkpoint's weights, and where each head's numbers stand in its rows (`columns`) with the weights of `pairs`."""
    g = Graph(quantise, keep)
    w = {k: array(v) for k, v in state.items()}
    table = w["encoder.words.weight"]
    if quantise:
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127.0
        rows = g.op(
            "Gather", [g.constant(np.round(table / scale).astype(np.int8), "embeddings"), "ids"], axis=0
        )
        x = g.op(
            "Mul",
            [
                g.op("Cast", [rows], to=TensorProto.FLOAT),
                g.op("Gather", [g.constant(scale.astype(np.float32)), "ids"], axis=0),
            ],
        )
    else:
        x = g.op("Gather", [g.constant(table), "ids"], axis=0)
    kinds = (w["encoder.cases.weight"][:, None, :] + w["encoder.gaps.weight"][None, :, :]).reshape(
        CASES * GAPS, WIDE
    )
    x = g.op("Add", [x, g.op("Gather", [g.constant(kinds), "kinds"], axis=0)])
    x = g.op("Add", [x, g.op("Gather", [g.constant(w["encoder.places.weight"]), "places"], axis=0)])
    x = g.op(
        "LayerNormalization",
        [x, g.constant(w["encoder.norm.weight"]), g.constant(w["encoder.norm.bias"])],
        axis=-1,
        epsilon=1e-12,
    )
    picked: list[str] = []
    half = g.constant(np.array(0.5, np.float32))
    flat_shape = g.constant(np.array([-1, WIDE], np.int64))
    last = ""
    for n in range(LAYERS):
        p = f"encoder.layers.{n}."
        t = lambda k: w[p + k].T  # noqa: B023, E731
        qkv = g.linear("qkv", x, t("qkv.weight"), w[p + "qkv.bias"])
        q, k, v = g.op("Split", [qkv], 3, axis=-1, num_outputs=3)
        a = g.op("MultiHeadAttention", [q, k, v], domain="com.microsoft", num_heads=HEADS)
        a = g.linear("out", a, t("out.weight"), w[p + "out.bias"])
        x = g.norm(g.op("Add", [a, x]), w[p + "norm1.weight"], w[p + "norm1.bias"])
        h = g.linear("up", x, t("up.weight"), None)
        h = g.op("FastGelu", [h, g.constant(w[p + "up.bias"])], domain="com.microsoft")
        h = g.linear("down", h, t("down.weight"), w[p + "down.bias"])
        x = g.norm(g.op("Add", [h, x]), w[p + "norm2.weight"], w[p + "norm2.bias"])
        if n >= 3:
            flat = g.op("Reshape", [x, flat_shape])
            picked.append(
                g.op(
                    "Mul",
                    [
                        g.op(
                            "Add",
                            [g.op("Gather", [flat, "first"], axis=0), g.op("Gather", [flat, "last"], axis=0)],
                        ),
                        half,
                    ],
                )
            )
        last = x

    def mixed(name: str, first: int) -> str:
        z = w[f"{name}.weights"]
        share = np.exp(z - z.max()) / np.exp(z - z.max()).sum()
        total = ""
        for part, x in zip(share, picked[first - 3 :], strict=True):
            y = g.op("Mul", [x, g.constant(np.array(part, np.float32))])
            total = g.op("Add", [total, y]) if total else y
        return total

    columns: dict[str, list[int]] = {}
    at = 0
    outs = []

    def heads(mix: str, names: tuple[str, ...]) -> str:
        nonlocal at
        weight = np.concatenate([w[f"{k}.weight"] for k in names]).T.copy()
        bias = np.concatenate([w[f"{k}.bias"] for k in names])
        for k in names:
            n = w[f"{k}.weight"].shape[0]
            columns[k] = [at, at + n]
            at += n
        return g.linear("heads", mix, weight, bias)

    syntax, sense = mixed("syntax", 3), mixed("sense", 4)
    outs.append(heads(syntax, SYNTAX))
    outs.append(heads(sense, SENSE))
    arcs = [
        g.op("Relu", [g.linear("arcs", syntax, w[f"{k}.weight"].T, w[f"{k}.bias"])])
        for k in ("arc_dep", "arc_head")
    ]
    outs += [g.linear("arcs", arcs[0], w["arc_mid.weight"].T, None), arcs[1]]
    for k in ("arc_dep", "arc_head"):
        columns[k] = [at, at + w[f"{k}.weight"].shape[0]]
        at = columns[k][1]
    g.nodes.append(helper.make_node("Concat", outs, ["words"], axis=-1))

    axis = g.constant(np.array([1], np.int64))
    mean = g.op("ReduceMean", [last, axis], keepdims=0)
    top = g.op("Gather", [last, g.constant(np.array(0, np.int64))], axis=1)
    z = g.op("Concat", [top, mean], axis=-1)
    z = g.op(
        "Add",
        [g.op("MatMul", [z, g.constant(w["quad_mid.weight"].T.copy())]), g.constant(w["quad_mid.bias"])],
    )
    z = g.op(
        "Add",
        [
            g.op("MatMul", [g.op("Tanh", [z]), g.constant(w["quad.weight"].T.copy())]),
            g.constant(w["quad.bias"]),
        ],
    )
    g.nodes.append(helper.make_node("Identity", [z], ["quad"]))

    i64, f32 = TensorProto.INT64, TensorProto.FLOAT
    info = helper.make_tensor_value_info
    graph = helper.make_graph(
        g.nodes,
        "dragoman",
        [
            info("ids", i64, ["B", "T"]),
            info("kinds", i64, ["B", "T"]),
            info("places", i64, ["T"]),
            info("first", i64, ["W"]),
            info("last", i64, ["W"]),
        ],
        [info("words", f32, ["W", at]), info("quad", f32, ["B", 5])],
        g.weights,
    )
    made = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)],
        ir_version=9,
    )
    pairs: dict[str, Any] = {}

    def pack(x):
        return {
            "shape": list(x.shape),
            "data": base64.b64encode(np.ascontiguousarray(x, np.float32).tobytes()).decode(),
        }

    for k in PAIRS:
        pairs[k] = {
            "far": pack(w[f"{k}.far.weight"]),
            "weight": pack(w[f"{k}.classes.weight"].T),
            "bias": pack(w[f"{k}.classes.bias"]),
        }
        if f"{k}.mid.weight" in w:
            pairs[k]["layout"] = pack(w[f"{k}.layout.weight"])
            pairs[k]["mid"] = pack(w[f"{k}.mid.weight"].T)
            pairs[k]["mid_bias"] = pack(w[f"{k}.mid.bias"])
    return made, {"columns": columns, "pairs": pairs}


def main() -> None:
    """Write en.onnx and en.json into the folder that --out names."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--checkpoint", type=Path, required=True)
    ap.add_argument("--labels", type=Path)
    ap.add_argument("--encoder", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--version", default="en 1")
    ap.add_argument("--float", action="store_true")
    ap.add_argument(
        "--keep", nargs="*", default=[], help="kinds of matrices that stay fp32: qkv out up down heads arcs"
    )
    ap.add_argument("--raw", action="store_true", help="the last weights, not their moving average")
    a = ap.parse_args()
    saved = torch.load(a.checkpoint, map_location="cpu", weights_only=False)
    state = saved["model"]
    if not a.raw:
        state = {**state, **saved["ema"]}
    made, extra = build(state, not a.float, tuple(a.keep))
    a.out.mkdir(parents=True, exist_ok=True)
    onnx.save(made, str(a.out / "en.onnx"))
    tags = json.loads((a.labels or a.checkpoint.with_name("labels.json")).read_text())
    card = dict(
        version=a.version,
        made=dt.date.today().isoformat(),
        steps=saved["step"],
        sha256=hashlib.sha256((a.out / "en.onnx").read_bytes()).hexdigest(),
        labels=tags,
        vocabulary=(a.encoder / "vocab.txt").read_text(encoding="utf8").rstrip("\n").split("\n"),
        **extra,
    )
    (a.out / "en.json").write_text(
        json.dumps(card, ensure_ascii=False, separators=(",", ":")), encoding="utf8"
    )
    print(a.out, (a.out / "en.onnx").stat().st_size / 1e6, "MB", saved["step"], "steps")


if __name__ == "__main__":
    main()
