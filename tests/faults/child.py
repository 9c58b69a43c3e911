"""One kind of fault during one import, in a folder of its own. Run by ``tests.faults.run``."""

import json
import os
import random
import shutil
import sys
from pathlib import Path

KIND, FOLDER, SEED, POINTS, FILES = sys.argv[1], Path(sys.argv[2]), *map(int, sys.argv[3:6])
os.environ["SAFELIGHT_FOLDER"] = str(FOLDER)
os.environ["DJANGO_SETTINGS_MODULE"] = "safelight.desk.settings"

import django  # noqa: E402

django.setup()

from django.test.utils import setup_test_environment  # noqa: E402
from tests.faults import committing, importing, live  # noqa: E402
from tests.faults.forked import Ended, forked  # noqa: E402
from tests.faults.run import can_inject  # noqa: E402

import safelight.desk.urls  # noqa: E402, F401 - loaded once, for all copies

setup_test_environment()
chance = random.Random(SEED)
the_import = importing.Import(FILES, SEED)
address = importing.address_of(forked(importing.prepare))
entries: list[str] = []
counts = {"points": 0, "stopped": 0}


def web(**faults) -> Ended:
    return the_import.go_on(address, **faults)


def worker(**faults) -> Ended:
    return forked(importing.work, **faults)


def writer(**faults) -> Ended:
    ended = forked(importing.append, **faults)
    entries.extend(ended.after("entry"))
    return ended


def count(ended: Ended) -> None:
    counts["points"] += 1
    counts["stopped"] += not ended.came_to_its_end


def kill() -> None:
    """Each kind of process at random points of its work."""
    spans = {
        web: the_import.go_on(address, most=2).took_s * 1.5,
        worker: worker().took_s * 1.5,
        writer: writer().took_s,
    }
    for _ in range(POINTS):
        victim = chance.choice([web, web, worker, writer] if the_import.pending else [worker, writer])
        count(victim(kill_after_s=chance.uniform(0, spans[victim])))


def full() -> None:
    """No room for more, at every stage: a small disk that is nearly full, or a limit on every file."""
    on_small_disk = os.path.ismount(FOLDER)
    for _ in range(POINTS):
        victim = chance.choice([web, web, worker, writer])
        if on_small_disk:
            with nearly_full(chance.choice([0, 4096, 20_000, 100_000, 400_000, 1_500_000])):
                count(victim())
        else:
            count(victim(longest_file=chance.choice([0, 4096, 50_000, 200_000, 400_000, 1_000_000])))


def faults() -> None:
    """System calls that fail now and then."""
    for _ in range(POINTS):
        victim = chance.choice([web, web, worker, writer])
        calls = chance.choice(["fsync,fdatasync", "pwrite64", "write", "pread64", "read", "rename,link", "openat"])
        when = f"{chance.randint(1, 120)}+{chance.randint(3, 60)}"
        error = chance.choice(["EIO", "ENOSPC"])
        count(victim(inject=["-e", f"trace={calls}", "-e", f"inject={calls}:error={error}:when={when}"]))


def commit() -> None:
    """The ledger's writer at every moment of a commit that several threads share."""
    moments = [one for one in committing.MOMENTS if one not in committing.BY_TRACING or can_inject()]
    for point in range(POINTS):
        ended = committing.killed(moments[point % len(moments)], chance.randint(1, 30))
        entries.extend(ended.after("entry"))
        count(ended)


class nearly_full:  # noqa: N801
    """Leaves so many bytes free on the disk of the folder while entered."""

    def __init__(self, free: int) -> None:
        self.free = free
        self.ballast = FOLDER / "ballast"

    def __enter__(self) -> None:
        size = shutil.disk_usage(FOLDER).free - self.free
        with self.ballast.open("wb") as file:
            while size > 0:
                try:
                    size -= file.write(bytes(min(size, 65_536)))
                    file.flush()
                except OSError:
                    break

    def __exit__(self, *_exception: object) -> None:
        self.ballast.unlink()


def serve() -> None:
    """The service itself, with its processes killed while files come in over HTTP."""
    (session,) = forked(importing.sign_in).after("session")
    service = live.Service(FOLDER)
    service.up()
    killer = live.Killer(service, chance, POINTS)
    killer.start()
    live.hand_in(the_import, service, address, session, killer)
    service.stop()
    counts["points"] += POINTS
    counts["stopped"] += sum(killer.killed.values())


{"kill": kill, "commit": commit, "full": full, "faults": faults, "serve": serve}[KIND]()
while the_import.pending:
    before = len(the_import.pending)
    web()
    assert len(the_import.pending) < before, "nothing more is taken in although nothing fails any more"
for _ in range(3):
    worker()
seen = forked(importing.verify(the_import, entries, FOLDER))
wrong = seen.after("wrong")
if not seen.came_to_its_end:
    wrong.append("looking at the end broke off")
answer = {
    **counts,
    "acknowledged": len(the_import.acknowledged),
    "refused": the_import.refusals,
    "entries": len(entries),
    "wrong": wrong,
    "figures": seen.after("figures"),
}
sys.stdout.write(json.dumps(answer))
