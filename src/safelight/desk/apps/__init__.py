"""A list of installed apps held against the agency's indicators: the stalkerware check without the phone."""
