"""WhatsApp text, the whole process: Safelight seals, reads, examines and reports; the peers only parse.

The same file, the same machine, the same run. Peers have an environment of their own (``.venv-peers/ready``).
"""

import json
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from benchmarks.row import Row
from benchmarks.whatsapp_export import write_export

_MESSAGES = 100_000
_RUNS = 3
_PEERS = Path(".venv-peers/bin/python")
_PEER_CODE = {
    "chat-miner": (
        "import logging, sys; logging.disable(logging.CRITICAL)\n"
        "from chatminer.chatparsers import WhatsAppParser\n"
        "parser = WhatsAppParser(sys.argv[1]); parser.parse_file()\n"
        "print(len(parser.parsed_messages.get_df()))"
    ),
    "whatstk": (
        "import sys\nfrom whatstk import WhatsAppChat\n"
        "print(len(WhatsAppChat.from_source(filepath=sys.argv[1]).df))"
    ),
}


def run() -> list[Row]:
    """One row for each: seconds of the whole process, records kept, and how often Safelight's time it takes."""
    with tempfile.TemporaryDirectory() as place:
        export = Path(place) / "WhatsApp Chat with Netball.txt"
        write_export(export, messages=_MESSAGES)
        ours, kept = _ours(export, Path(place) / "out")
        rows = [_row(f"safelight {version('safelight')}: seal, read, examine, report", ours, kept, 1.0)]
        for peer, code in _PEER_CODE.items() if _PEERS.exists() else ():
            theirs, got = _peer(code, export)
            rows.append(_row(f"{peer} {_peer_version(peer)}: parse only", theirs, got, theirs / ours))
        return rows


def _row(what: str, seconds: float, records: int, ratio: float) -> Row:
    return Row(what, f"{seconds:.2f} s", f"{records:,} of {_MESSAGES:,} records kept", f"{ratio:.2f}")


def _ours(export: Path, out: Path) -> tuple[float, int]:
    command = [str(Path(sys.executable).with_name("safelight")), "examine", str(export), "--out", str(out)]
    seconds = min(_timed(command)[0] for _ in range(_RUNS))
    summary = json.loads((out / "summary.json").read_bytes())
    return seconds, sum(summary["records"].values())


def _peer(code: str, export: Path) -> tuple[float, int]:
    timed = [_timed([str(_PEERS), "-c", code, str(export)]) for _ in range(_RUNS)]
    return min(seconds for seconds, _ in timed), int(timed[0][1].split()[-1])


def _peer_version(peer: str) -> str:
    code = f"from importlib.metadata import version; print(version('{peer}'))"
    return subprocess.run([str(_PEERS), "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def _timed(command: list[str]) -> tuple[float, str]:
    began = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - began, done.stdout
