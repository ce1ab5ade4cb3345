"""The model file: the ONNX session, its labels, and the small matrices that NumPy needs."""

import base64
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.errors import ModelError
from dragoman.language import labels as L
from dragoman.language.layout import layout_of
from dragoman.language.pieces import GAPS, WordPieces, case_of

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_FAR_CENTRE = 2047
FAR: Ints = np.array([L.distance_bucket(n) for n in range(-_FAR_CENTRE, _FAR_CENTRE + 1)], np.int64)


def far(gaps: Ints) -> Ints:
    """Distance buckets of differences between word positions."""
    return FAR[np.clip(gaps, -_FAR_CENTRE, _FAR_CENTRE) + _FAR_CENTRE]


@dataclass(frozen=True, slots=True)
class Pair:
    """Scores a word as seen from another, from the projections `u` and `v` of the two."""

    far: Floats
    weight: Floats
    bias: Floats
    layout: Floats | None = None
    mid: Floats | None = None
    mid_bias: Floats | None = None

    def score(self, u: Floats, v: Floats, bucket: Ints, layout: Ints | None = None) -> Floats:
        """u, v (..., hidden), which broadcast, and bucket, layout (...; indices) to scores (..., classes)."""
        h: Floats = u * v
        h += u
        h += v
        h += self.far[bucket]
        if self.layout is not None:
            h += self.layout[layout]
        np.maximum(h, 0.0, out=h)
        if self.mid is not None:
            more = h @ self.mid
            if self.mid_bias is not None:
                more += self.mid_bias
            np.maximum(more, 0.0, out=more)
            h += more
        out: Floats = h @ self.weight
        out += self.bias
        return out


@dataclass(frozen=True, slots=True)
class Window:
    """What the network says of one window: a row of numbers for each word, in named columns."""

    rows: Floats
    quad: Floats
    columns: dict[str, slice]
    stretches: Ints
    quotations: Ints

    def __getitem__(self, name: str) -> Floats:
        return self.rows[:, self.columns[name]]


def model_folder() -> Path:
    """Where the model lies: DRAGOMAN_MODEL, else inside the package."""
    if chosen := os.environ.get("DRAGOMAN_MODEL"):
        return Path(chosen)
    return Path(str(resources.files("dragoman"))) / "data" / "model"


class Network:
    """One loaded model. Safe to use from several threads at once."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or model_folder()
        card_path, graph_path = folder / "en.json", folder / "en.onnx"
        try:
            card: dict[str, Any] = json.loads(card_path.read_text(encoding="utf8"))
            graph = graph_path.read_bytes()
        except OSError as error:
            raise ModelError(
                f"{error.filename}: the language model cannot be read ({error.strerror}); reinstall dragoman or set DRAGOMAN_MODEL to a folder that holds en.onnx and en.json"
            ) from None
        except ValueError:
            raise ModelError(f"{card_path}: damaged, not JSON; reinstall dragoman") from None
        if hashlib.sha256(graph).hexdigest() != card.get("sha256"):
            raise ModelError(
                f"{graph_path}: damaged or not the file that {card_path.name} describes (SHA-256 differs); reinstall dragoman"
            )
        try:
            self.version = str(card["version"])
            self.labels: dict[str, list[str]] = card["labels"]
            self.pieces = WordPieces(card["vocabulary"])
            self.columns = {name: slice(*ends) for name, ends in card["columns"].items()}
            self.pairs = {
                name: Pair(**{part: _unpack(value) for part, value in parts.items()})
                for name, parts in card["pairs"].items()
            }
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(
                f"{card_path}: of another version of dragoman ({error!r}); reinstall dragoman"
            ) from None
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # windows run beside each other instead
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            # the fused operator of this kind is slower on a CPU than the two that it replaces
            self._session = onnxruntime.InferenceSession(
                graph,
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=["SkipLayerNormFusion"],
            )
            self._inputs = {i.name for i in self._session.get_inputs()}
        except Exception as error:
            raise ModelError(
                f"{graph_path}: ONNX Runtime {onnxruntime.__version__} cannot load it: {str(error).splitlines()[0]}"
            ) from None
        tags = [tag.split("|", 1) for tag in self.labels["tag"]]
        self.upos = [tag[0] for tag in tags]
        self.feats = ["" if tag[1] == "_" else tag[1] for tag in tags]

    def sizes(self, words: Sequence[str]) -> list[int]:
        """Word pieces of each word."""
        return [len(self.pieces(word)) for word in words]

    def read(self, words: Sequence[str], gaps: Sequence[int]) -> Window:
        """One window through the encoder."""
        ids, kinds, first, last = [self.pieces.first], [0], [], []
        for word, gap in zip(words, gaps, strict=True):
            pieces = self.pieces(word)
            first.append(len(ids))
            ids.extend(pieces)
            last.append(len(ids) - 1)
            kinds.extend([case_of(word) * GAPS + gap] * len(pieces))
        ids.append(self.pieces.last)
        kinds.append(0)
        size = len(ids)
        feed: dict[str, npt.NDArray[Any]] = {
            "ids": np.array([ids], np.int64),
            "kinds": np.array([kinds], np.int64),
            "places": np.arange(size, dtype=np.int64),
            "first": np.array(first, np.int64),
            "last": np.array(last, np.int64),
        }
        if "mask" in self._inputs:  # files made before the graph took one window at a time
            feed["mask"] = np.ones((1, size), np.int32)
        rows, quad = self._session.run(None, feed)
        return Window(rows, quad[0], self.columns, *layout_of(words, gaps))


def _unpack(value: dict[str, Any]) -> Floats:
    return np.frombuffer(base64.b64decode(value["data"]), np.float32).reshape(value["shape"])
