"""Where the repository and its parts lie."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
APP = ROOT / "streamlit_app.py"
