"""Cellebrite's report.xml: its models with the exact bytes they take, and each of them as a record."""
