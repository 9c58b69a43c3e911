"""Teaches the encoder once with the whole corpus, and once without each slice; needs a graphics processor for minutes.

    python -m tuning.teach --lessons lessons.npz --weights model.onnx --out taught-now.npz [--slice N]...

Without ``--slice`` everything is done, some side by side (two and a half minutes for ten on an H200). The same seed
gives about the same teaching each time: sums on graphics processors come in no fixed order.
"""

import argparse
import time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
import torch.multiprocessing
from torch.nn import functional

from tuning.encoder import NAMES, Batch, Taught, Tensor, fresh, weights_in

ROUNDS, AT_ONCE, ASKED_AT_ONCE = 6, 64, 256
STEP, STEP_OF_ANSWERS, DECAY, DROP, WARMING = 5e-4, 2e-3, 0.01, 0.1, 0.1
REACHES, SHARES = (0, 3, 8), (0.2, 0.2, 0.6)
"""Messages before one that are read with it, and in how many cases."""
SIDE_QUESTIONS, SIDE_WEIGHT = 3, 0.5
"""The last questions (account, conversation, due) count less than what a message itself says."""
WHOLE = -2
"""Stands for a teaching that leaves out no slice."""
ORDINARY = -1
SIDE_BY_SIDE = 8
"""Teachings at once: on a machine with 16 processors more of them took longer than in turns."""
_ON = "cuda" if torch.cuda.is_available() else "cpu"

Array = npt.NDArray[Any]


class Lessons:
    """The windows of every message, what is right, and the slice it is of."""

    def __init__(self, file: Path) -> None:
        arrays = np.load(file)
        self.targets, self.slice = arrays["targets"].astype(np.float32), arrays["slice"]
        self._own = {reach: arrays[f"own.{reach}"].astype(np.int64) for reach in REACHES}
        self._pieces = {
            reach: np.split(arrays[f"pieces.{reach}"].astype(np.int64), np.cumsum(arrays[f"long.{reach}"])[:-1])
            for reach in REACHES
        }

    def batch(self, places: Array, reaches: Array) -> Batch:
        """The windows of some messages, each with so many before it."""
        windows = [self._pieces[reach][place] for place, reach in zip(places, reaches.tolist(), strict=True)]
        long = -(-max(map(len, windows)) // 16) * 16
        pieces, is_own, there = np.zeros((3, len(windows), long), dtype=np.int64)
        for row, (place, reach) in enumerate(zip(places, reaches.tolist(), strict=True)):
            size = len(windows[row])
            pieces[row, :size], there[row, :size] = windows[row], 1
            is_own[row, size - self._own[reach][place] : size] = 1
        return Batch(*(torch.from_numpy(one).to(_ON) for one in (pieces, is_own, there)))


def taught(lessons: Lessons, weights: dict[str, Tensor], without: int, seed: int = 0) -> dict[str, Tensor]:
    """Teaches it from every slice but one."""
    torch.manual_seed(seed)
    rolls = np.random.default_rng(seed)
    learned = fresh(weights, lessons.targets.shape[1], _ON)
    encoder, known = Taught(weights, learned), np.flatnonzero(lessons.slice != without)
    last = [learned["answers"], learned["start"]]
    groups = [([one for name, one in learned.items() if " " in name], STEP), (last, STEP_OF_ANSWERS)]
    adam = torch.optim.AdamW([{"params": some, "lr": step} for some, step in groups], weight_decay=DECAY)
    counts = torch.ones(lessons.targets.shape[1], device=_ON)
    counts[-SIDE_QUESTIONS:] = SIDE_WEIGHT
    steps, done = ROUNDS * (len(known) // AT_ONCE), 0
    for _ in range(ROUNDS):
        order = rolls.permutation(known)
        for begin in range(0, len(order) - AT_ONCE + 1, AT_ONCE):
            places = order[begin : begin + AT_ONCE]
            for group, (_, step) in zip(adam.param_groups, groups, strict=True):
                group["lr"] = step * min(1, done / (WARMING * steps)) * (1 - done / steps)
            with torch.autocast(_ON, dtype=torch.bfloat16):
                told = encoder(lessons.batch(places, rolls.choice(REACHES, len(places), p=SHARES)), DROP)
            right = torch.from_numpy(lessons.targets[places]).to(_ON)
            wrong = functional.binary_cross_entropy_with_logits(told.float(), right, reduction="none")
            adam.zero_grad(set_to_none=True)
            (wrong * counts).sum(1).mean().backward()
            torch.nn.utils.clip_grad_norm_(learned.values(), 1.0)
            adam.step()
            done += 1
    return learned


def asked(lessons: Lessons, weights: dict[str, Tensor], learned: dict[str, Tensor], places: Array) -> Array:
    """What the taught encoder answers."""
    encoder, rows = Taught(weights, learned), []
    with torch.no_grad(), torch.autocast(_ON, dtype=torch.bfloat16):
        for begin in range(0, len(places), ASKED_AT_ONCE):
            some = places[begin : begin + ASKED_AT_ONCE]
            told = encoder(lessons.batch(some, np.full(len(some), REACHES[-1])), 0.0)
            rows.append(told.float().cpu().numpy())
    return np.concatenate(rows).astype(np.float16)


def teach(given: argparse.Namespace, without: int) -> None:
    """One teaching, written to a file of its own."""
    torch.set_num_threads(1)
    torch.backends.cuda.matmul.allow_tf32 = True
    begun = time.monotonic()
    lessons, (on_file, at) = Lessons(given.lessons), weights_in(given.weights)
    weights = {name: one.to(_ON) for name, one in on_file.items()}
    learned = taught(lessons, weights, without)
    arrays: dict[str, Any] = {}
    if without == WHOLE:
        start = learned["start"].detach()[None]
        arrays = {"at": np.array(at), "answers": _half(torch.cat([learned["answers"].detach(), start]))}
        for number, name in enumerate(NAMES):
            arrays[f"down.{number:02d}"] = _half(learned[f"down {name}"])
            arrays[f"up.{number:02d}"] = _half(learned[f"up {name}"])
    else:
        places = np.flatnonzero(lessons.slice == without)
        arrays = {"places": places, "told": asked(lessons, weights, learned, places)}
    np.savez(given.out / f"{'whole' if without == WHOLE else f'without-{without}'}.npz", **arrays)
    print(f"without {without}: {time.monotonic() - begun:.0f} s", flush=True)


def _half(some: Tensor) -> Array:
    out: Array = some.detach().half().cpu().numpy()
    return out


def main() -> None:
    """Reads the arguments and teaches, each teaching in a process of its own."""
    ask = argparse.ArgumentParser(description=__doc__)
    for name in ("lessons", "weights", "out"):
        ask.add_argument(f"--{name}", type=Path, required=True)
    ask.add_argument("--slice", type=int, action="append")
    given = ask.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    slices = np.load(given.lessons)["slice"]
    wanted = given.slice or [WHOLE, *sorted(set(slices.tolist()) - {ORDINARY})]
    context = torch.multiprocessing.get_context("spawn")
    for begin in range(0, len(wanted), SIDE_BY_SIDE):
        running = [
            context.Process(target=teach, args=(given, one)) for one in wanted[begin : begin + SIDE_BY_SIDE]
        ]
        for one in running:
            one.start()
        for one in running:
            one.join()


if __name__ == "__main__":
    main()
