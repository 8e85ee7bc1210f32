"""The map drawn without a browser, from the same states, shapes and rules of style as the page."""
