"""What the signals found, and what people decided about it. A decision stands beside a finding, never in it."""
