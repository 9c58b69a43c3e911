"""Risk assessment without a desk: what the evidence suggests, where it and a grade disagree, when to look again."""
