"""The parts of the page that is one file: what it holds, and how it is put together."""
