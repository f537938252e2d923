"""Open the weights that ship, for onnxruntime on one thread, and the tokenizer they go with.

One thread a process: pools of two on busy cores were nine times slower.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


def open_network(path: Path) -> InferenceSession:
    """The network of an ONNX file. Raises what onnxruntime raises where it is missing or damaged."""
    # From 1.29 on onnxruntime reports to its maker unless this is set before it is first imported; with it, it makes
    # no identifier, no file and no connection.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def open_tokenizer(path: Path, longest: int) -> Tokenizer:
    """The tokenizer of a ``tokenizer.json``, which cuts a text after ``longest`` tokens."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest)
    return tokenizer


def one_line(text: str, most: int) -> str:
    """Its first characters on one line; halves of characters, which damaged files have, become question marks."""
    return " ".join(text[:most].encode("utf-8", "replace").decode("utf-8").split())
