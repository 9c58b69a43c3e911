"""The way through, in one place: sealed exhibit to records, records to findings, findings to priority."""
