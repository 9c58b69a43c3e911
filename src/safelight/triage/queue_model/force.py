"""The simulation: people take up cases in the order of a discipline, shift by shift, until all are done."""

import heapq
from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import count

from safelight.triage.level import Level
from safelight.triage.order import NEVER
from safelight.triage.queue_model.disciplines import Discipline
from safelight.triage.queue_model.incoming import SimulatedCase
from safelight.triage.queue_model.parameters import WEEK_HOURS

_FRACTION = 1e-9


class _What(IntEnum):
    DONE = 0
    SHIFT = 1
    WORSE = 2
    CAME = 3


class Force:
    """A force at work on the cases of one run. ``harm`` is what waiting cost, in harm-weighted hours."""

    def __init__(
        self, staff: Sequence[int], discipline: Discipline, *, harm_doubles: float, handover_hours: float
    ) -> None:
        self.harm: dict[int, float] = {}
        self._staff, self._discipline = staff, discipline
        self._doubles = harm_doubles
        self._handover = 0.0 if discipline.handover_is_free else handover_hours
        self._waiting: dict[int, SimulatedCase] = {}
        self._worked: dict[int, tuple[SimulatedCase, float, int]] = {}
        self._waits_from: dict[int, float] = {}
        self._events: list[tuple[float, int, int, int]] = []
        self._number = count()
        self._at_work = staff[0]

    def work_through(self, cases: Sequence[SimulatedCase]) -> None:
        """Work until every case is done. Afterwards each says when it was begun and done."""
        self.harm = dict.fromkeys(range(len(cases)), 0.0)
        self._events = [(case.came, _What.CAME, place, 0) for place, case in enumerate(cases)]
        self._events += [(case.worse_at, _What.WORSE, place, 0) for place, case in enumerate(cases)]
        heapq.heapify(self._events)
        self._next_shift(0.0)
        remaining = len(cases)
        while remaining:
            now, what, place, turn = heapq.heappop(self._events)
            if what == _What.CAME:
                self._waiting[place], self._waits_from[place] = cases[place], now
            elif what == _What.DONE:
                if not self._finish(place, turn, now):
                    continue
                remaining -= 1
            elif what == _What.WORSE:
                if cases[place].begun <= now or place not in self._waiting:
                    continue
                self._worsen(place, now)
            else:
                self._change_shift(now)
            self._take_up(now)

    def _next_shift(self, now: float) -> None:
        hour = int(now + _FRACTION)
        later = next(
            (h for h in range(hour + 1, hour + WEEK_HOURS + 1) if self._staff_at(h) != self._at_work), None
        )
        if later is not None:
            heapq.heappush(self._events, (float(later), _What.SHIFT, -1, 0))

    def _staff_at(self, hour: int) -> int:
        return self._staff[hour % WEEK_HOURS]

    def _change_shift(self, now: float) -> None:
        """Who goes home hands over what is last in order."""
        self._at_work = self._staff_at(int(now + _FRACTION))
        while len(self._worked) > self._at_work:
            self._drop(self._last_of(self._worked, now), now)
        self._next_shift(now)

    def _take_up(self, now: float) -> None:
        place = self._discipline.place
        while self._waiting and len(self._worked) < self._at_work:
            waiting = self._waiting
            self._begin(min(waiting, key=lambda one: place(waiting[one], now)), now)
        while self._discipline.drops and self._waiting and self._worked:
            waiting = self._waiting
            first = min(waiting, key=lambda one: place(waiting[one], now))
            self._catch_up(now)
            droppable = [
                one
                for one in self._worked
                if self._discipline.interrupts(waiting[first], self._worked[one][0], now)
            ]
            if not droppable:
                return
            self._drop(self._last_of(droppable, now), now)
            self._begin(first, now)

    def _begin(self, place: int, now: float) -> None:
        case = self._waiting.pop(place)
        self._count_harm(place, case, now)
        if case.begun == NEVER:
            case.begun, case.is_late = now, now > case.due
            case.missed_its_target = now > case.true_due
        else:
            case.left += self._handover
        turn = next(self._number)
        self._worked[place] = (case, now, turn)
        heapq.heappush(self._events, (now + case.left, _What.DONE, place, turn))

    def _drop(self, place: int, now: float) -> None:
        case, since, _turn = self._worked.pop(place)
        case.left -= now - since
        case.due = NEVER
        self._waiting[place], self._waits_from[place] = case, now

    def _finish(self, place: int, turn: int, now: float) -> bool:
        """Whether the case is done: one that was dropped meanwhile is not."""
        held = self._worked.get(place)
        if held is None or held[2] != turn:
            return False
        del self._worked[place]
        held[0].done, held[0].left = now, 0.0
        return True

    def _worsen(self, place: int, now: float) -> None:
        case = self._waiting[place]
        self._count_harm(place, case, now)
        case.true_points += case.grows
        if case.worse_floor:
            case.put_under_floor(Level.HIGH.rank, now)
        if case.worse_heard:
            case.points += case.grows
            case.seen_floor = max(case.seen_floor, case.floor)
            case.weigh(now)

    def _count_harm(self, place: int, case: SimulatedCase, now: float) -> None:
        self.harm[place] += (now - self._waits_from[place]) * 2.0 ** (case.true_points / self._doubles)
        self._waits_from[place] = now

    def _last_of(self, worked: Iterable[int], now: float) -> int:
        place = self._discipline.place
        return max(worked, key=lambda one: place(self._worked[one][0], now))

    def _catch_up(self, now: float) -> None:
        """What is being worked on has less left than when it was taken up."""
        for place, (case, since, turn) in self._worked.items():
            case.left -= now - since
            self._worked[place] = (case, now, turn)
