"""From a folder of documents to a citable passage, and from passages to the evidence for a research theme."""

__version__ = "0.1.0"
