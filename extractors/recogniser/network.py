"""The network at work: ONNX Runtime, on one thread a process unless told otherwise."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.errors import ExtractError


class Network:
    """Scores of tags for the words of a window; on a GPU where the installed runtime has one."""

    def __init__(self, path: Path, *, threads: int = 1) -> None:
        import onnxruntime  # takes a third of a second, and commands that extract nothing do without

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        wanted = ("CUDAExecutionProvider", "CPUExecutionProvider")
        there = set(onnxruntime.get_available_providers())
        try:
            self.session: Any = onnxruntime.InferenceSession(
                str(path),
                options,
                providers=[name for name in wanted if name in there],
                # Fused, these two take ten times as long as apart (version 1.32, CPU).
                disabled_optimizers=["SkipLayerNormFusion"],
            )
        except Exception as error:  # the runtime raises its own unrelated classes: all mean that the file is unusable
            raise ExtractError(
                f"ONNX Runtime cannot load {path}: {error}.", reason="recogniser model foreign"
            ) from error

    def __call__(self, inputs: dict[str, NDArray[np.int64]]) -> NDArray[np.float32]:
        """Scores (1 x words and two end marks x tags)."""
        scores: NDArray[np.float32] = self.session.run(["scores"], inputs)[0]
        return scores
