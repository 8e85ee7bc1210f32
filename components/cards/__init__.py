"""What cards and lists say of records: small pure functions from facts or a scene to what the templates print."""
