"""The two networks, each loaded once in a process: one finds words on a picture, one reads a line of them."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from safelight.readers.pictures.opening import UnreadablePicture

FINDING, READING = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
_QUIET = 4
_TOO_LITTLE_MEMORY = (
    "Looking for words on this picture took more memory than one exhibit may. It is sealed as it is; hand in "
    "parts of it, or look at it and write down what it says."
)


@cache
def network(name: str) -> Any:
    """The network of this name in rapidocr's wheel; the reading process may start no other thread."""
    import cv2
    import onnxruntime

    cv2.setNumThreads(0)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _QUIET
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(_models() / name), options, providers=["CPUExecutionProvider"])


def run(name: str, given: Any) -> Any:
    """What the network makes of it. Raises ``UnreadablePicture`` where there is too little memory for that."""
    session = network(name)
    try:
        return session.run(None, {session.get_inputs()[0].name: given})[0]
    except Exception as fault:
        # onnxruntime has exceptions of its own without a common parent; what is given to it always has its shape.
        raise UnreadablePicture(_TOO_LITTLE_MEMORY) from fault


@cache
def characters() -> tuple[str, ...]:
    """What the reading network's answers stand for: nothing first, a space last."""
    kept = network(READING).get_modelmeta().custom_metadata_map["character"]
    return ("", *kept.splitlines(), " ")


def _models() -> Path:
    """Found without loading rapidocr itself. Raises ``ModuleNotFoundError`` where its wheel is not installed."""
    found = find_spec("rapidocr")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("The wheel of rapidocr is not installed, so there are no weights to read with.")
    return Path(found.origin).parent / "models"
