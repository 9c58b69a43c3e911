"""Outputs of ALEAPP, iLEAPP and RLEAPP: what the columns of any artifact mean, and its rows as records."""
