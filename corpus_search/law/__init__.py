"""Indonesian regulations: identifiers, hierarchy, citations found in text."""
