"""The store that the environment names, or a folder."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from safelight.evidence.objects.folder import FolderStore
from safelight.evidence.objects.store import ObjectStore, StoreUnavailable

PLACE = "SAFELIGHT_OBJECTS"
ENDPOINT = "SAFELIGHT_S3_ENDPOINT"
REGION = "SAFELIGHT_S3_REGION"
ACCESS_KEY = "SAFELIGHT_S3_ACCESS_KEY"
SECRET_FILE = "SAFELIGHT_S3_SECRET_KEY_FILE"  # noqa: S105 - the name of a variable
_CONNECT_SECONDS, _READ_SECONDS, _TRIES = 5.0, 60.0, 3


def named_store(folder: Path) -> ObjectStore:
    """``s3://bucket/prefix`` where that is set, or the folder. Raises ``StoreUnavailable`` with a sentence."""
    place = os.environ.get(PLACE, "")
    if not place:
        return FolderStore(folder)
    address = urlsplit(place)
    if address.scheme != "s3" or not address.netloc:
        raise StoreUnavailable(f"{PLACE} is “{place}”. Write s3://bucket/prefix, or leave it out.")
    return _s3(address.netloc, address.path, folder / ".staging")


def _s3(bucket: str, prefix: str, staging: Path) -> ObjectStore:
    try:
        import urllib3
        from minio import Minio
    except ImportError as missing:
        message = f"{PLACE} needs the package minio. Install Safelight with the extra “s3”."
        raise StoreUnavailable(message) from missing
    from safelight.evidence.objects.s3 import S3Store

    endpoint = urlsplit(os.environ.get(ENDPOINT, ""))
    if endpoint.scheme not in {"http", "https"} or not endpoint.netloc:
        raise StoreUnavailable(f"{ENDPOINT} must be the address of the store, for example https://store.example.")
    pool = urllib3.PoolManager(
        timeout=urllib3.Timeout(connect=_CONNECT_SECONDS, read=_READ_SECONDS),
        retries=urllib3.Retry(total=_TRIES, backoff_factor=0.2, status_forcelist=[500, 502, 503, 504]),
    )
    client = Minio(
        endpoint.netloc,
        access_key=os.environ.get(ACCESS_KEY, ""),
        secret_key=_secret(),
        region=os.environ.get(REGION, "us-east-1"),
        secure=endpoint.scheme == "https",
        http_client=pool,
    )
    return S3Store(client, bucket, prefix, staging)


def _secret() -> str:
    try:
        return Path(os.environ[SECRET_FILE]).read_text("utf-8").strip()
    except (KeyError, OSError) as problem:
        message = f"The key to the store of sealed objects cannot be read. Name its file in {SECRET_FILE}."
        raise StoreUnavailable(message) from problem
