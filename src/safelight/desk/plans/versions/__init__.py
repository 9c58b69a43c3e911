"""The plan for each reader, from one source: what each may hold is a table (``rules.yaml``), held by tests."""
