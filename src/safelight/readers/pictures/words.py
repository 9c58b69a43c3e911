"""The words on a picture: PP-OCRv6 small through rapidocr, whose wheel holds the weights (docs/decisions/0013).

Nothing is loaded until a picture is met, nothing is fetched, and one engine serves the process.
"""

import threading
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from safelight.readers.pictures.box import Box
from safelight.readers.pictures.opening import Pixels

_THREADS = 2
_SEARCH_WIDTH_PHONE, _SEARCH_WIDTH_PAGE = 512, 960
"""Width in pixels at which words are looked for; they are read at full size."""
_PHONE_SHAPE = 1.5
_BAND_SHAPE = 2.4
"""A longer picture is searched in bands this many widths high."""
_LEAST_SIDE = 8
_NEVER = 100_000
_lock = threading.Lock()


class Line(NamedTuple):
    """A run of words in one row as it was read, where it stands, and how sure the reading is (0 to 1)."""

    text: str
    box: Box
    confidence: float


def lines_of(picture: Pixels) -> list[Line]:
    """Every line of words, from top to bottom and left to right."""
    with _lock:
        boxes = [box for top, bottom in _bands(picture) for box in _found(picture[top:bottom], top)]
        boxes = [box for box in boxes if min(box.width, box.height) >= _LEAST_SIDE]
        if not boxes:
            return []
        crops = [picture[box.top : box.bottom, box.left : box.right] for box in boxes]
        read = _engine().recognize_txt(crops)
    lines = [
        Line(*line) for line in zip(read.txts, boxes, map(float, read.scores), strict=True) if line[0].strip()
    ]
    return sorted(lines, key=lambda line: (line.box.middle, line.box.left))


@cache
def _engine() -> Any:
    import cv2
    import rapidocr

    cv2.setNumThreads(1)
    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.max_side_len": _NEVER,
            "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
            "Det.limit_type": "max",
            "Det.limit_side_len": _NEVER,
            "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
            # One line at a time: lines of one batch are padded to its longest, which costs more than it saves.
            "Rec.rec_batch_num": 1,
            "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _found(band: Pixels, top: int) -> list[Box]:
    """Where words stand in a band that begins at row ``top``."""
    import cv2

    height, width = band.shape[:2]
    wanted = _SEARCH_WIDTH_PHONE if height > _PHONE_SHAPE * width else max(_SEARCH_WIDTH_PAGE, width // 2)
    scale = min(1.0, wanted / width)
    small = cv2.resize(band, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else band
    found = _engine()(small, use_det=True, use_cls=False, use_rec=False)
    if found.boxes is None:
        return []
    corners = np.asarray(found.boxes, dtype=float) / scale
    return [_upright(each, top, width, height) for each in corners]


def _upright(corners: Any, top: int, width: int, height: int) -> Box:
    left, right = max(0, int(corners[:, 0].min())), min(width, int(np.ceil(corners[:, 0].max())))
    upper, lower = max(0, int(corners[:, 1].min())), min(height, int(np.ceil(corners[:, 1].max())))
    return Box(left, upper + top, right - left, lower - upper)


def _bands(picture: Pixels) -> list[tuple[int, int]]:
    """Rows at which a long picture is cut: the plainest row in reach, so that no line is cut through."""
    height, width = picture.shape[:2]
    reach, tall = max(1, width // 3), int(width * _BAND_SHAPE)
    bands, top = [], 0
    while height - top > tall + reach:
        rows = picture[top + tall - reach : top + tall].astype(np.int16)
        plainest = int(np.ptp(rows, axis=1).sum(axis=1).argmin())
        bands.append((top, top + tall - reach + plainest))
        top += tall - reach + plainest
    return [*bands, (top, height)]
