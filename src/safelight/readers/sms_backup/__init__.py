"""Parts of the reader of SMS Backup & Restore files: bytes mended in place, elements, records."""
