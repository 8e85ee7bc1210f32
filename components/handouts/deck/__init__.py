"""Slides: what stands where on them, how large, and the words as native text."""
