"""Ids of records and findings in addresses. What cannot be one is no address, and never reaches the ledger."""

from django.urls import register_converter


class OpaqueId:
    """32 hexadecimal digits, as records and findings are named by."""

    regex = "[0-9a-f]{32}"

    def to_python(self, written: str) -> str:
        """The id as it stands in the address."""
        return written

    def to_url(self, known: str) -> str:
        """The id as it stands in the records."""
        return known


register_converter(OpaqueId, "opaque_id")
