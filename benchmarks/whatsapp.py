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

from benchmarks import peers
from benchmarks.row import Row
from benchmarks.whatsapp_export import write_export

_MESSAGES = 100_000
_RUNS = 3
_PEER_CODE = {
    "chat-miner": (
        "import logging, sys; logging.disable(logging.CRITICAL)\n"
        "from chatminer.chatparsers import WhatsAppParser\n"
        "parser = WhatsAppParser(sys.argv[1]); parser.parse_file()\n"
        "print(len(parser.parsed_messages.get_df()))"
    ),
    "chatpack": "import sys, chatpack; print(len(chatpack.parse_whatsapp(sys.argv[1])))",
    "whatsapp-chat-analyzer": (
        "import sys, whatsapp_analyzer; print(len(whatsapp_analyzer.parse_file(sys.argv[1]).messages))"
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
        for name, code in _PEER_CODE.items() if peers.PYTHON.exists() else ():
            theirs = peers.peer(code, export)
            if theirs:
                what = f"{name} {peers.version_of(name)}: parse only"
                rows.append(_row(what, theirs.seconds, theirs.records, theirs.seconds / ours))
        return rows


def _row(what: str, seconds: float, records: int, ratio: float) -> Row:
    return Row(what, f"{seconds:.2f} s", f"{records:,} of {_MESSAGES:,} records kept", f"{ratio:.2f}")


def _ours(export: Path, out: Path) -> tuple[float, int]:
    command = [str(Path(sys.executable).with_name("safelight")), "examine", str(export), "--out", str(out)]
    seconds = min(_timed(command) for _ in range(_RUNS))
    summary = json.loads((out / "summary.json").read_bytes())
    return seconds, sum(summary["records"].values())


def _timed(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - began
