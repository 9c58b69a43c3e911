"""Packs of knowledge (data, dated and sourced) and the loader that validates them."""
