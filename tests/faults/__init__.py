"""Stops, full disks and failing disks during an import: ``make faults``, or a few of each in the test suite."""
