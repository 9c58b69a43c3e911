"""Office documents: zip archives that are one thing to whoever hands them in (ECMA-376 part 2, OPC packages)."""

from safelight.readers.containers.zip_plan import Placed, ZipPlan

AS_ONE_FILE = "It is a document in a zip archive (as Word and Excel write them) and was taken as one file."
_ALWAYS_THERE = frozenset({"[Content_Types].xml", "_rels/.rels"})


def is_office_document(plan: ZipPlan) -> bool:
    """Whether the archive holds the two members that every document of this kind has, each once."""
    names = [step.entry.name for step in plan.steps if isinstance(step, Placed)]
    return all(names.count(name) == 1 for name in _ALWAYS_THERE)
