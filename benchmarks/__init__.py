"""Side-by-side measurements against peers, one command: ``python -m benchmarks``."""
