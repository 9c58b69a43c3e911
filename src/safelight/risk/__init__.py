"""Risk assessment without a desk: what the evidence suggests, where it and a grade differ, when to look again."""
