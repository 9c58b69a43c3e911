"""``_lava_data.lava``: what the tables and columns of the database beside it mean, as the tool wrote it."""

from collections.abc import Iterator, Mapping

from safelight.readers.json_value import decode
from safelight.readers.leapp.artifact import Artifact, artifact_of, artifact_with_view
from safelight.readers.member import Member, MemberTooLarge

EXPLAINS = "_lava_data.lava"


def artifacts_in(member: Member | None) -> dict[str, Artifact]:
    """Each artifact by its table; none where the file is missing, damaged or laid out otherwise."""
    if member is None:
        return {}
    try:
        said = decode(member.whole(), repeats=True)
    except MemberTooLarge:
        return {}
    listed = said.value.get("artifacts") if said and isinstance(said.value, dict) else None
    return dict(_each(listed)) if isinstance(listed, dict) else {}


def _each(categories: Mapping[str, object]) -> Iterator[tuple[str, Artifact]]:
    for category, artifacts in categories.items():
        for one in artifacts if isinstance(artifacts, list) else ():
            if isinstance(one, dict) and isinstance(table := one.get("tablename"), str):
                yield table, _artifact(one, category)


def _artifact(one: Mapping[str, object], category: str) -> Artifact:
    name, columns, views = str(one.get("name") or ""), one.get("column_map"), one.get("data_views")
    shown = {str(key): str(value) for key, value in columns.items()} if isinstance(columns, dict) else {}
    view = (views.get("conversation") or views.get("chat")) if isinstance(views, dict) else None
    if isinstance(view, dict):
        found = artifact_with_view(name, shown, category, view, shown)
        if found.kind is not None:
            return found
    plain = artifact_of(name, shown, category)
    return Artifact(name=name, platform=category, columns=plain.columns, kind=plain.kind, shown=shown)
