"""Makes the drawn part of `data/` (base map, areas, labels) and its README; nothing else of the project imports it."""
