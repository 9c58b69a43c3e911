"""What a named person's grade of the risk adds to a priority. It can raise and never lower."""

from collections.abc import Iterator

from safelight.triage.harm_weights import HarmWeights
from safelight.triage.term import Term


def graded_terms(grade: str, weights: HarmWeights) -> Iterator[Term]:
    """One term, or none for a grade that adds nothing; it counts also where nothing was found."""
    points = weights.graded.get(grade, 0.0)
    if points:
        yield Term(
            name="graded",
            points=points,
            sentence=f"A named person judged the risk {grade}.",
            arithmetic="A fixed number for the grade.",
        )
