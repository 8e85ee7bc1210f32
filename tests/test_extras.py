"""What is optional stays so: without it the explorer is all there."""

from __future__ import annotations

import subprocess
import sys

from tests.places import ROOT
from tests.test_boundaries import PRODUCT, imports, name

EXTRAS = {"dask", "distributed"}

WITHOUT_DASK = """
import importlib, sys
sys.modules.update(dict.fromkeys(("dask", "distributed"), None))
for module in sys.argv[1:]:
    importlib.import_module(module)
"""


def test_every_module_can_be_imported_without_dask() -> None:
    modules = [name(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__") for path in PRODUCT]
    command = [sys.executable, "-c", WITHOUT_DASK, *(module for module in modules if module != "streamlit_app")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_only_the_connection_to_a_scheduler_knows_dask() -> None:
    knowing = [name(path) for path in PRODUCT if {dotted.partition(".")[0] for dotted in imports(path)} & EXTRAS]
    assert knowing == ["geo/cluster.py"]


def test_what_the_explorer_needs_does_not_ask_for_dask() -> None:
    wanted = (ROOT / "requirements.txt").read_text(encoding="utf-8").split()
    assert not [word for word in wanted if word.startswith(tuple(EXTRAS))]
