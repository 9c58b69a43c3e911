"""The digital footprint: what the victim uses, who set it up, who may know, and who gets its alerts."""
