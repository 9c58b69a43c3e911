"""Witnesses: people outside who keep the last head of a ledger, and sign each later one that continues it.

They and the ledger exchange files, so nobody needs a network: the ledger writes a *request* (its head with the
proof that it continues the head the witness holds), the witness answers with the head, signed once more.
"""
