"""How quick and how light the explorer is, beside its targets; `make bench` prints it and asserts nothing."""
