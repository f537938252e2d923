"""Weights of MiniLM, as they are or fine-tuned, as an ONNX file in 8 bits, its graph written out by hand.

An exporter writes some four hundred small operations; onnxruntime has ten fused ones for just this network, and takes
half the time with them. Weights are quantised per column to seven bits of eight, since on processors without VNNI two
products of full bytes overflow, and the same sentence would be judged differently on another machine.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from esgcheck.analysis.models.training.encoder import HEADS, HIDDEN, OUTPUTS, Weights

MICROSOFT = "com.microsoft"
INPUTS = ["tokens", "segments"]
OPSETS = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]


class Graph:
    """Nodes and constants, added one by one."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}

    def constant(self, name: str, array: Any) -> str:
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def weight(self, name: str, *, transposed: bool = False) -> str:
        array = self.weights[name].numpy().astype(np.float32)
        return self.constant(name, array.T if transposed else array)

    def add(self, op: str, inputs: list[str], outputs: list[str], domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(op, inputs, outputs, outputs[0], domain=domain, **attributes))
        return outputs[0]

    def norm(self, name: str, x: str, skip: str, bias: str) -> str:
        inputs = [x, skip, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"), self.weight(bias)]
        return self.add("SkipLayerNormalization", inputs, [name], MICROSOFT, epsilon=1e-12)


def graph_of(weights: Weights) -> Any:
    """The network in 32 bits: tokens and segments in, logits out. No mask, since sentences go through one by one."""
    g = Graph(weights)
    g.add("ReduceMean", [_body(g)], ["mean"], axes=[1], keepdims=0)
    g.add("Gemm", ["mean", g.weight("head.weight"), g.weight("head.bias")], ["logits"], transB=1)
    return _model(g, "claims", "logits", OUTPUTS)


def embedding_graph_of(weights: Weights) -> Any:
    """The same without a head: tokens and segments in; out the mean of the last layer, made one long."""
    g = Graph(weights)
    g.add("ReduceMean", [_body(g)], ["mean"], axes=[1], keepdims=0)
    g.add("LpNormalization", ["mean"], ["vectors"], axis=1, p=2)
    return _model(g, "embedding", "vectors", HIDDEN)


def _model(g: Graph, name: str, output: str, width: int) -> Any:
    shape = ["batch", "length"]
    given = [helper.make_tensor_value_info(n, TensorProto.INT32, shape) for n in INPUTS]
    taken = [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["batch", width])]
    graph = helper.make_graph(g.nodes, name, given, taken, list(g.constants.values()))
    return helper.make_model(graph, opset_imports=OPSETS, ir_version=9, producer_name="esgcheck")


def _body(g: Graph) -> str:
    """Tables and layers: the name of what the last of them gives, (batch, length, HIDDEN)."""
    tables = [g.weight(f"embeddings.{name}_embeddings.weight") for name in ("word", "position", "token_type")]
    normed = [g.weight("embeddings.LayerNorm.weight"), g.weight("embeddings.LayerNorm.bias")]
    x = g.add(
        "EmbedLayerNormalization", [*INPUTS, *tables, *normed], ["embedded", "unmasked"], MICROSOFT, epsilon=1e-12
    )
    layer = 0
    while f"encoder.layer.{layer}.output.dense.weight" in g.weights:
        x = _layer(g, f"encoder.layer.{layer}", x)
        layer += 1
    return x


def _layer(g: Graph, name: str, x: str) -> str:
    parts = [g.weights[f"{name}.attention.self.{part}.weight"].numpy().T for part in ("query", "key", "value")]
    biases = [g.weights[f"{name}.attention.self.{part}.bias"].numpy() for part in ("query", "key", "value")]
    attended = g.add(
        "Attention",
        [
            x,
            g.constant(f"{name}.qkv", np.concatenate(parts, 1).astype(np.float32)),
            g.constant(f"{name}.qkv.bias", np.concatenate(biases).astype(np.float32)),
        ],
        [f"{name}.attended"],
        MICROSOFT,
        num_heads=HEADS,
    )
    dense = g.weight(f"{name}.attention.output.dense.weight", transposed=True)
    projected = g.add("MatMul", [attended, dense], [f"{name}.projected"])
    x = g.norm(f"{name}.attention.output.LayerNorm", projected, x, f"{name}.attention.output.dense.bias")
    inner = g.add("MatMul", [x, g.weight(f"{name}.intermediate.dense.weight", transposed=True)], [f"{name}.inner"])
    bent = g.add("BiasGelu", [inner, g.weight(f"{name}.intermediate.dense.bias")], [f"{name}.bent"], MICROSOFT)
    outer = g.add("MatMul", [bent, g.weight(f"{name}.output.dense.weight", transposed=True)], [f"{name}.outer"])
    return g.norm(f"{name}.output.LayerNorm", outer, x, f"{name}.output.dense.bias")


def export(graph: Any, path: Path) -> None:
    """Write a graph, quantised, to ``path``."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(graph, str(plain))
        quantize_dynamic(
            plain,
            path,
            op_types_to_quantize=["MatMul", "Attention", "EmbedLayerNormalization"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
