"""The agency's lists of indicators, read from the places in the settings; read anew when a file changes."""

from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from safelight.apps_check.indicators import Indicators, IndicatorsRefused, load_indicators


def loaded_indicators() -> Indicators | None:
    """All lists together, ``None`` where none is named. Raises ``IndicatorsRefused`` with a sentence."""
    lists = [_list(Path(place)) for place in settings.INDICATORS]
    if not lists:
        return None
    return Indicators(
        title=", ".join(one.title for one in lists),
        as_at=min(one.as_at for one in lists),
        products=tuple(product for one in lists for product in one.products),
    )


def _list(path: Path) -> Indicators:
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError as fault:
        message = (
            f"The list of indicators {path.name} cannot be opened ({fault.strerror}). Tell the administrator."
        )
        raise IndicatorsRefused(message) from fault


@lru_cache(maxsize=8)
def _read(path: Path, changed_ns: int) -> Indicators:
    return load_indicators(path.read_bytes(), title=path.name, as_at=_day(changed_ns))


def _day(changed_ns: int) -> date:
    return datetime.fromtimestamp(changed_ns / 1e9, UTC).date()
