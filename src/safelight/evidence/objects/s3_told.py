"""What an S3-compatible store says when it cannot, in sentences."""

from collections.abc import Iterator
from contextlib import contextmanager

from safelight.evidence.objects.store import StoreUnavailable

NOT_THERE = frozenset({"NoSuchKey", "NoSuchObject", "NotFound", "NoSuchVersion"})


@contextmanager
def told() -> Iterator[None]:
    """Raises ``StoreUnavailable`` for whatever the store, or the way to it, answers."""
    from minio.error import MinioException, S3Error
    from urllib3.exceptions import HTTPError

    try:
        yield
    except S3Error as problem:
        raise StoreUnavailable(_sentence(f"it answered {problem.code}")) from problem
    except (MinioException, HTTPError) as problem:
        raise StoreUnavailable(_sentence("it does not answer as it should")) from problem


def _sentence(why: str) -> str:
    return (
        f"The store of sealed objects cannot be used: {why}. Nothing there was changed. Try again when it is back."
    )
