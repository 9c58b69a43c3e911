"""Records of a bundle as CASE/UCO JSON-LD, in which forensic tools hand findings to each other.

Facts: the CASE 1.4.0 and UCO 1.4.0 ontologies and their shapes (casework/CASE, ucoProject/UCO).
"""
