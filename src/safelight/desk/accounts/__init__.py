"""The accounts of a case: who was in contact, which may share a hand, and warning signs by account."""
