"""What is handed in: sealed while it streams in, read by the worker, accounted for byte by byte."""
