"""The tests: one file a module, names that are sentences."""
