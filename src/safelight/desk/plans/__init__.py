"""The bespoke plan on the desk: drafted, decided by the victim, carried out, signed and given to each reader."""
