"""The mean of two checkpoints: each weight by the share of its module; skipped where PyTorch is not installed."""

import pytest

torch = pytest.importorskip("torch")

from training.average import averaged, share_of  # noqa: E402


def checkpoint(value: float) -> dict[str, object]:
    ema = {name: torch.full((2,), value) for name in ("encoder.norm.bias", "trigger.bias", "anchor.bias")}
    return {
        "model": {**ema, "encoder.words.weight": torch.ones(3)},
        "ema": ema,
        "opt": {"state": 1},
        "used": 9.0,
        "step": 7,
    }


def test_encoder_event_heads_and_other_heads_have_their_own_shares() -> None:
    mean = averaged(checkpoint(0.0), checkpoint(1.0), encoder=0.8, heads=0.6, events=1.0)
    assert mean["ema"]["encoder.norm.bias"].tolist() == pytest.approx([0.8, 0.8])
    assert mean["ema"]["anchor.bias"].tolist() == pytest.approx([0.6, 0.6])
    assert mean["ema"]["trigger.bias"].tolist() == [1.0, 1.0]


def test_what_is_not_averaged_stays_the_second_s_and_nothing_of_the_optimiser_is_kept() -> None:
    mean = averaged(checkpoint(0.0), checkpoint(1.0), encoder=0.5, heads=0.5, events=0.5)
    assert mean["model"]["encoder.words.weight"].tolist() == [1, 1, 1]
    assert mean["model"]["trigger.bias"].tolist() == [0.5, 0.5]
    assert (mean["opt"], mean["used"], mean["step"]) == ({}, 0.0, 7)


def test_two_models_that_differ_are_refused() -> None:
    other = checkpoint(1.0)
    other["ema"] = {"trigger.bias": torch.ones(5)}
    with pytest.raises(ValueError, match="not of the same model"):
        averaged(checkpoint(0.0), other, encoder=0.5, heads=0.5, events=0.5)


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("sense.weights", 0.1),
        ("encoder.layers.0.up.bias", 0.1),
        ("argument.u.weight", 0.3),
        ("coref.u.weight", 0.2),
    ],
)
def test_a_weight_belongs_to_the_module_it_is_named_after(name: str, share: float) -> None:
    assert share_of(name, encoder=0.1, heads=0.2, events=0.3) == share
