"""The plan engine: gates, order and alert paths (issue 6)."""
