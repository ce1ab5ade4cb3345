"""The model in PyTorch, the exported graph and NumPy agree; skipped where PyTorch is not installed."""

import random
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from training import export, model  # noqa: E402

SIZES = {"tag": 5, "lemma": 4, "rel": 3, "mode": 6}


@pytest.fixture(scope="module")
def reader() -> Any:
    torch.manual_seed(0)
    made = model.Reader(SIZES, 0.0)
    made.eval()
    return made


def test_the_graph_says_what_the_model_says(reader: Any) -> None:
    import onnxruntime

    graph, card = export.build(reader.state_dict(), quantise=False)
    session = onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    ids = np.array([[101, *random.Random(0).sample(range(1000, 2000), 10), 102]])
    first = np.arange(1, 11)
    rows, quad = session.run(
        None,
        {
            "ids": ids,
            "kinds": np.zeros_like(ids),
            "places": np.arange(12),
            "first": first,
            "last": first,
        },
    )
    zero = torch.zeros(ids.shape, dtype=torch.long)
    batch = {
        "ids": torch.tensor(ids),
        "cases": zero,
        "gaps": zero,
        "first": torch.tensor(first)[None],
        "last": torch.tensor(first)[None],
    }
    with torch.no_grad():
        syntax, sense, top, _ = reader.words(batch)
        want = {
            "tag": reader.tag(syntax)[0],
            "trigger": reader.trigger(sense)[0],
            "part.u": reader.part.u(sense)[0],
        }
        want_quad = reader.quad_of(top, batch["ids"])
    for name, expected in want.items():
        a, b = card["columns"][name]
        np.testing.assert_allclose(rows[:, a:b], expected.numpy(), atol=5e-3)
    np.testing.assert_allclose(quad, want_quad.numpy(), atol=5e-3)


def test_numpy_scores_pairs_as_torch_does(reader: Any) -> None:
    from dragoman.language.network import Pair, _unpack

    _, card = export.build(reader.state_dict(), quantise=False)
    pair = Pair(**{k: _unpack(v) for k, v in card["pairs"]["part"].items()})
    u, v = torch.randn(7, 128), torch.randn(7, 128)
    bucket, layout = torch.arange(7), torch.arange(7) + 3
    with torch.no_grad():
        want = reader.part.score(u, v, bucket, layout).numpy()
    np.testing.assert_allclose(
        pair.score(u.numpy(), v.numpy(), bucket.numpy(), layout.numpy()), want, atol=1e-5
    )


def test_a_teacher_that_says_the_same_asks_for_nothing() -> None:
    scores = torch.randn(4, 3)
    assert float(model.apart([(scores, 2.0)], [(scores, 2.0)])) == pytest.approx(0, abs=1e-6)
    assert float(model.apart([(scores, 2.0)], [(scores + torch.eye(4)[:, :3], 2.0)])) > 0
    assert float(model.apart([(scores[:0], 1.0)], [(scores[:0], 1.0)])) == 0


def test_dropout_leaves_the_mean_and_stops_with_training() -> None:
    drop = model.Dropout(0.25)
    x = torch.ones(1000, 100)
    drop.train()
    torch.manual_seed(0)
    assert float(drop(x).mean()) == pytest.approx(1, abs=0.02)
    assert float((drop(x) == 0).float().mean()) == pytest.approx(0.25, abs=0.02)
    drop.eval()
    assert drop(x) is x
