"""The facts, the network they form and what losing a part of it does; pure Python, no user interface."""
