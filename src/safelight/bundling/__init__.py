"""What goes into a bundle for court and defence: chosen records and findings, what was removed, and the copies."""
