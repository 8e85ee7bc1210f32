"""What the card of each kind of record says: small pure functions from a scene to what the templates print."""
