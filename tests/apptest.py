"""The app without a browser: Streamlit's own test driver."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest

from tests.places import APP

RUN_SECONDS = 30


def run_app(query: Mapping[str, str] | str = "") -> AppTest:
    """Run the app once as an address would, given its query as text or by name, and return it."""
    if isinstance(query, str):
        query = {name: values[-1] for name, values in parse_qs(query.removeprefix("?")).items()}
    app = AppTest.from_file(APP, default_timeout=RUN_SECONDS)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()
