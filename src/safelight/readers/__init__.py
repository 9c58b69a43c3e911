"""One file per source format; each a generator of records."""
