"""The whole ledger as plain files that anybody can check: C2SP tlog-tiles."""
