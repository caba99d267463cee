"""A trained network as the small file that runs: an ONNX graph of fused operators, its matrices in 8 bits.

The graph is written operator by operator, not traced: so attention, norms and activations are ONNX Runtime's
fused ones (domain com.microsoft), which run about twice as fast on a CPU as what tracing gives. It takes one window
at a time and therefore needs no mask.
"""

import tempfile
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from extractors.training.network import PIECES_UP_TO, Recogniser

OPERATORS = 17  # version of ONNX's operators
_FUSED = "com.microsoft"
_LAST = "scores_matmul"  # small, and worth its precision: it stays in floating point


def export(network: Recogniser, path: Path) -> None:
    """Write a network to `path`, quantised; about 23 MB."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(graph(network), str(plain))
        quantise(plain, path)


def quantise(plain: Path, path: Path) -> None:
    """Weights of matrices and of the vocabulary in 8 bits, a scale for each column."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        plain,
        path,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=[_LAST],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
    )


def graph(network: Recogniser) -> onnx.ModelProto:
    """The network in floating point: pieces, shapes, gaps (1 x pieces), firsts (words) to scores (1 x words x tags)."""
    made = _Graph()
    weights = {name: value.detach().float().numpy() for name, value in network.state_dict().items()}
    places = _places(made, weights["position.weight"] + weights["kind"])
    x = made.node("Gather", [made.constant(weights["piece.weight"]), "pieces"])
    for part in ("shape", "gap"):
        x = made.node("Add", [x, made.node("Gather", [made.constant(weights[f"{part}.weight"]), f"{part}s"])])
    x = made.node("Add", [x, places])
    norm = [made.constant(weights["norm.weight"]), made.constant(weights["norm.bias"])]
    x = made.node("LayerNormalization", [x, *norm], epsilon=1e-12)
    for number, layer in enumerate(network.layers):
        if number == PIECES_UP_TO:
            x = made.node("Gather", [x, "firsts"], axis=1, name="first_pieces")
        x = _layer(made, x, {k: v.detach().float().numpy() for k, v in layer.state_dict().items()}, number, layer.heads)
    x = made.node("MatMul", [x, made.constant(weights["scores.weight"].T)], name=_LAST)
    made.node("Add", [x, made.constant(weights["scores.bias"])], output="scores")
    return made.model(len(weights["scores.bias"]))


def _places(made: "_Graph", table: NDArray[np.float32]) -> str:
    """The vectors of the places 0 to the windows' length."""
    length = made.node("Gather", [made.node("Shape", ["pieces"]), made.constant(np.asarray([1], np.int64))])
    zero = made.constant(np.asarray([0], np.int64))
    return made.node("Slice", [made.constant(table), zero, length, zero])


def _layer(made: "_Graph", x: str, w: dict[str, NDArray[np.float32]], number: int, heads: int) -> str:
    def times(y: str, name: str) -> str:
        return made.node("MatMul", [y, made.constant(w[f"{name}.weight"].T, f"{name}{number}")])

    def normed(y: str, skip: str, name: str) -> str:
        both = made.node("Add", [y, skip])
        return made.node(
            "LayerNormalization",
            [both, made.constant(w[f"{name}.weight"]), made.constant(w[f"{name}.bias"])],
            epsilon=1e-12,
        )

    def plus(y: str, name: str) -> str:
        return made.node("Add", [times(y, name), made.constant(w[f"{name}.bias"])])

    three = [times(x, name) for name in ("query", "key", "value")]
    biases = made.constant(np.concatenate([w[f"{name}.bias"] for name in ("query", "key", "value")]))
    y = made.node("MultiHeadAttention", [*three, biases], domain=_FUSED, num_heads=heads)
    x = normed(plus(y, "attended"), x, "norm1")
    y = made.node("Gelu", [plus(x, "grow")], domain=_FUSED)
    return normed(plus(y, "shrink"), x, "norm2")


class _Graph:
    """Nodes and constants while they are put together."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: NDArray[np.generic], name: str = "") -> str:
        name = f"{name or 'constant'}_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], *, output: str = "", name: str = "", **settings: object) -> str:
        output = output or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], name=name or output, **settings))
        return output

    def model(self, tags: int) -> onnx.ModelProto:
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, [1, "pieces"])
            for name in ("pieces", "shapes", "gaps")
        ]
        inputs.append(helper.make_tensor_value_info("firsts", TensorProto.INT64, ["words"]))
        scores = helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, "words", tags])
        versions = [helper.make_opsetid("", OPERATORS), helper.make_opsetid(_FUSED, 1)]
        made = helper.make_graph(self.nodes, "recogniser", inputs, [scores], self.constants)
        return helper.make_model(made, opset_imports=versions, ir_version=9)
