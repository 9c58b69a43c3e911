"""Every text that people may be shown: packs, claims, templates, what Python and JavaScript say, and the pages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

import safelight

HOUSE = Path(safelight.__file__).parent
ROOT = HOUSE.parents[1]
NOT_SHOWN = {"pattern", "hits", "passes", "near_misses", "words", "address"}
"""Keys of packs whose values are for matching, not for people."""
STYLE = re.compile(r"<style.*?</style>", re.DOTALL)
BLOCK_COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
NOT_TEXT = {"tests", "migrations", "dist"}
NOT_OURS = ("src/safelight/example/story", "src/safelight/example/talk")
"""What invented people write to each other in the example: they may say what they like."""
LINT = HOUSE / "signals" / "wording.py"


def files() -> list[Path]:
    """What is looked at, in order."""
    inside = [path for kind in ("*.yaml", "*.py", "*.html", "*.txt", "*.js") for path in HOUSE.rglob(kind)]
    pages = [ROOT / "README.md", *ROOT.glob("docs/*.md")]
    return sorted(path for path in (*inside, *pages) if path != LINT and _is_ours(path.relative_to(ROOT)))


def _is_ours(path: Path) -> bool:
    return not NOT_TEXT & set(path.parts) and not path.as_posix().startswith(NOT_OURS)


def texts_of(path: Path) -> Iterator[str]:
    """The texts of one file."""
    written = path.read_text(encoding="utf-8")
    if path.suffix == ".yaml":
        yield from _of_pack(yaml.safe_load(written))
    elif path.suffix == ".py":
        yield from _of_python(ast.parse(written))
    elif path.suffix == ".js":
        yield "\n".join(line for line in written.splitlines() if not line.lstrip().startswith(("//", "*", "/*")))
    else:
        yield BLOCK_COMMENT.sub("", STYLE.sub("", written))


def _of_pack(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for one in part:
            yield from _of_pack(one)
    elif isinstance(part, dict):
        for key, one in part.items():
            if key not in NOT_SHOWN or (key == "words" and isinstance(one, str)):
                yield from _of_pack(one)


def _of_python(tree: ast.Module) -> Iterator[str]:
    """Every string but docstrings; pieces of one sentence that f-strings cut are put together again."""
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
            skipped |= {id(part) for part in node.values}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.value
