"""What happened according to an exhibit: the record, its tally, tables and queries."""
