"""Pictures as evidence: what their first bytes say of them, opening them within limits, and the words on them."""
