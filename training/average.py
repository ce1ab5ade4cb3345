"""Two checkpoints of one lineage to the mean of their weights, to keep what the second forgot (Wortsman et al. 2022, "robust fine-tuning").

    python -m training.average --first BEFORE/last.pt --second AFTER/last.pt --encoder-share 0.8 --heads-share 0.6 --events-share 1 --out MEAN/last.pt

A share is the weight of the second. What is averaged is the moving average of either's weights, which is what ships.
"""

import argparse
import shutil
from pathlib import Path
from typing import Any

import torch

EVENTS = ("trigger", "status", "mode", "argument")
"""Heads that only events are read from."""
ENCODER = ("encoder", "syntax", "sense")


def share_of(name: str, encoder: float, heads: float, events: float) -> float:
    """The second checkpoint's share in a weight, by the module it belongs to."""
    module = name.split(".")[0]
    return encoder if module in ENCODER else events if module in EVENTS else heads


def averaged(
    first: dict[str, Any], second: dict[str, Any], encoder: float, heads: float, events: float
) -> dict[str, Any]:
    """A checkpoint like `second` whose moving average is the mean of both's; its optimiser's memory is left out.

    Raises ValueError where the two do not hold the same weights.
    """
    if {k: v.shape for k, v in first["ema"].items()} != {k: v.shape for k, v in second["ema"].items()}:
        raise ValueError(
            "the two checkpoints are not of the same model: their weights differ in name or shape"
        )
    mean = {
        k: torch.lerp(first["ema"][k], v, share_of(k, encoder, heads, events))
        for k, v in second["ema"].items()
    }
    return {**second, "model": {**second["model"], **mean}, "ema": mean, "opt": {}, "used": 0.0}


def main() -> None:
    """Write the mean of two checkpoints, and the labels of the second beside it."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--first", type=Path, required=True)
    ap.add_argument("--second", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--encoder-share", type=float, default=0.8)
    ap.add_argument("--heads-share", type=float, default=0.6)
    ap.add_argument("--events-share", type=float, default=1.0)
    a = ap.parse_args()
    first, second = (torch.load(p, map_location="cpu", weights_only=False) for p in (a.first, a.second))
    a.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(averaged(first, second, a.encoder_share, a.heads_share, a.events_share), a.out)
    shutil.copy(a.second.with_name("labels.json"), a.out.with_name("labels.json"))


if __name__ == "__main__":
    main()
