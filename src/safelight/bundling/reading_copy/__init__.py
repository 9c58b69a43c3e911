"""The copy for reading: HTML that opens on its own, and the same as PDF/UA."""
