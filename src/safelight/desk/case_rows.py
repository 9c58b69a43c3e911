"""Every row of the database that belongs to one case, whatever part of the desk made it.

Found by following the relations that lead to a case, so that a new part is reached without being listed here.
"""

from typing import TYPE_CHECKING, Any

from django.db import models

from safelight.desk.cases.models import Case

if TYPE_CHECKING:
    from collections.abc import Iterator

STUB = ("key", "reference", "harm")
"""What is left of the words in the row of a case that was disposed of."""


def rows_of_case(case: Case) -> "list[models.QuerySet[Any]]":
    """Query sets of everything below a case, what depends on others first; each model once."""
    order: list[type[models.Model]] = []
    _reach(Case, order)
    reached: dict[type[models.Model], models.Q] = {Case: models.Q(pk=case.pk)}
    for model in reversed(order):
        for below, field in _leading_to(model):
            path = models.Q(**{f"{field.name}__in": model._base_manager.filter(reached[model]).values("pk")})
            if below is not model:
                reached[below] = reached[below] | path if below in reached else path
    return [model._base_manager.filter(reached[model]) for model in order if model is not Case]


def empty(case: Case) -> int:
    """Deletes the rows below a case but for those that outlive it, and empties its own row; how many went."""
    gone = 0
    for rows in rows_of_case(case):
        if not getattr(rows.model, "outlives_case", False):
            gone += rows._raw_delete(rows.db)  # noqa: SLF001 - what depends on others goes first: no cascade is needed
    for field in Case._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField) and field.name not in STUB:
            setattr(case, field.attname, field.get_default() if field.has_default() else "")
    case.context_changed_at = None
    case.save()
    return gone


def _reach(model: type[models.Model], order: list[type[models.Model]]) -> None:
    """Puts a model behind every model whose rows lead to it."""
    for below, _field in _leading_to(model):
        if below is not model and below not in order:
            _reach(below, order)
    order.append(model)


def _leading_to(model: type[models.Model]) -> "Iterator[tuple[type[models.Model], models.ForeignKey[Any, Any]]]":
    """The models whose rows point at rows of this one, and the field that does."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            yield relation.related_model, relation.field  # type: ignore[union-attr,misc]
