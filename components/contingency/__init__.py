"""The Contingency page: which loss costs most, how sure that is, and what would mend it."""
