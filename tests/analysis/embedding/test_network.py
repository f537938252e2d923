"""The shipped weights make of a text a vector of length one: the same always, near where it says much the same."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from esgcheck.analysis.embedding import DIMENSIONS, MODEL, EmbeddingUnavailable, embed
from esgcheck.analysis.embedding.network import TOKENIZER, WEIGHTS, Network

FELL = "Emissions of our furnaces fell by nine percent."
SAME = "The smelters gave off less carbon dioxide than the year before."
OTHER = "The canteen serves fish on Fridays."


def test_texts_that_say_much_the_same_are_near_each_other() -> None:
    fell, same, other = embed([FELL, SAME, OTHER])
    assert fell @ same > 0.4 > 0.2 > fell @ other


def test_a_vector_is_of_length_one_and_hangs_on_nothing_but_its_text() -> None:
    together = embed([OTHER, FELL, SAME, FELL])
    assert together.shape == (4, DIMENSIONS)
    assert together.dtype == np.float32
    assert np.linalg.norm(together, axis=1) == pytest.approx([1, 1, 1, 1], abs=1e-5)
    assert (together[1] == together[3]).all()
    assert (together[1] == embed([FELL])[0]).all()


def test_no_texts_odd_texts_and_long_texts_are_embedded_too() -> None:
    assert embed([]).shape == (0, DIMENSIONS)
    odd = embed(["", "\ud800 half a character", "x" * 100_000, "never ending " * 5000])
    assert np.isfinite(odd).all()
    assert np.linalg.norm(odd, axis=1) == pytest.approx([1, 1, 1, 1], abs=1e-5)


def test_line_ends_make_no_difference() -> None:
    broken, whole = embed(["Emissions of our\nfurnaces   fell by\tnine percent.", FELL])
    assert (broken == whole).all()


def test_the_model_is_named_with_its_version() -> None:
    assert MODEL == "all-MiniLM-L6-v2/int8/1"


@pytest.mark.parametrize("missing", ["weights", "tokenizer"])
def test_missing_or_damaged_files_are_told_in_words(tmp_path: Path, missing: str) -> None:
    weights, tokenizer = tmp_path / "model.onnx", tmp_path / "tokenizer.json"
    shutil.copyfile(WEIGHTS, weights)
    shutil.copyfile(TOKENIZER, tokenizer)
    if missing == "weights":
        weights.write_bytes(b"not a network")
    else:
        tokenizer.unlink()
    with pytest.raises(EmbeddingUnavailable, match=r"ranked by their words alone.*Install esgcheck again"):
        Network(weights, tokenizer)


def test_nothing_heavy_is_imported_before_the_first_text() -> None:
    asked = "import sys, esgcheck.analysis.embedding; print(sorted({'onnxruntime', 'tokenizers'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
