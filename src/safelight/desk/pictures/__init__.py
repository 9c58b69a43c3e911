"""Pictures that a machine read: the sealed picture with a record's box, and what people say of the reading.

A person's words stand beside the record, never in it. Nothing is copied or made smaller, and nothing is shown
before it is asked for.
"""
