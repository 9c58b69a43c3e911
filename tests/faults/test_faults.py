"""A few stops, full disks and failing disks; ``make faults`` does hundreds."""

import pytest
from tests.faults.run import can_inject, run


@pytest.mark.parametrize(
    ("kind", "points"), [("kill", 8), ("commit", 8), ("serve", 6), ("full", 6), ("faults", 8)]
)
def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(kind: str, points: int) -> None:
    if kind == "faults" and not can_inject():
        kind = "kill"  # a machine without strace stops things a little oftener instead
    answer = run(kind, points=points, files=8, seed=20_261_127)
    assert answer["wrong"] == []
    assert answer["acknowledged"] == 8
