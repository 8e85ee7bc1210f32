"""The desk of the Brief page: which briefings there are, and the making of one's own."""
