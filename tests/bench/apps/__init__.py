"""Pages to compare the explorer with."""
