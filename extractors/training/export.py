"""A trained network as the small file that runs: ONNX, its matrices in 8 bits."""

import tempfile
from pathlib import Path

import torch

from extractors.training.network import Recogniser

OPERATORS = 17  # ONNX operator set
_INPUTS = ("pieces", "shapes", "gaps", "mask")


def export(network: Recogniser, path: Path) -> None:
    """Write a network to `path`, quantised; about 23 MB."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        export_plain(network, plain)
        quantise(plain, path)


def export_plain(network: Recogniser, path: Path) -> None:
    """Write a network in floating point."""
    network.eval()
    example = torch.ones((2, 16), dtype=torch.int64)
    torch.onnx.export(
        network,
        (example, example, example, example),
        str(path),
        input_names=list(_INPUTS),
        output_names=["scores"],
        dynamic_axes={name: {0: "windows", 1: "pieces"} for name in (*_INPUTS, "scores")},
        opset_version=OPERATORS,
        dynamo=False,
    )


def quantise(plain: Path, path: Path) -> None:
    """Weights of matrices and of the vocabulary in 8 bits, a scale for each column; the last layer stays as it is."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        plain,
        path,
        per_channel=True,
        reduce_range=False,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=_last(plain),
        extra_options={"MatMulConstBOnly": True},
    )


def _last(plain: Path) -> list[str]:
    """The nodes that make the scores: small, and worth their precision."""
    import onnx

    nodes = onnx.load(str(plain), load_external_data=False).graph.node
    made_by = {name: node for node in nodes for name in node.output}
    found, wanted = [], ["scores"]
    while wanted:
        node = made_by.get(wanted.pop())
        if node is None:
            continue
        found.append(node.name)
        if node.op_type != "MatMul":
            wanted += list(node.input)
    return found
