"""What may import what, and where the one home of a thing is: the shape of the code, held by a test."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.places import APP, ROOT

ORDER = (
    *("errors", "characters", "dates", "numbers", "notices"),
    *("countries", "vocabulary", "model", "lift_records", "values"),
    *("fields", "layers", "scenario", "exercise", "glossary", "markdown", "briefing", "briefing_file", "facts"),
    *("basemap", "check_references"),
    *("check_tokens", "check_periods"),
    *("check_consent", "check_records", "check_set", "check_drawing", "check_map", "checks", "files", "world"),
    *("timeline", "sphere"),
    *("airspace_file", "airspace_graph", "airway", "airspace", "closures", "declaration", "assumptions"),
    *("payload", "airfield"),
    *("airleg", "airlift", "sea_network", "sealift", "ground", "fans", "reach", "carriage", "legs", "skyways", "lift"),
    *("network", "chains", "throughput", "lift_routes", "paper_legs", "paper", "sweep", "standing", "shares", "search"),
    *("results", "places", "whereabouts", "baseline", "impact", "reached", "rivals", "costs", "attribution", "wiring"),
    *(
        "reasons",
        "circuit",
        "condense",
        "numbering",
        "cut_sets",
        "every_loss",
        "circuit_cuts",
        "support_gates",
        "support_drawing",
        "support_circuit",
        "gateless",
        "cluster",
        "workers",
        "cut_sweep",
        "contingency",
        "gates",
        "losses",
        "redundancy",
        "betweenness",
        "orders",
        "shapley",
        "repairs",
        "naming",
        "ways",
    ),
    *("losses_told", "blame_told", "how_told"),
    *("predictions", "amounts", "story", "remains", "telling", "explain", "worked", "worked_told", "loss_tables"),
    *("finding", "findings_ways", "findings_fields"),
    *("findings_sea", "findings", "credence", "claims", "diagram"),
    *("reliability", "simulation", "odds", "likelihood", "confidence", "likelihood_told", "likelihood_how"),
    *("likelihood_tables", "monte_carlo", "own_file", "own_network", "own_losses", "own_told"),
    *("sheets", "exported_rows", "exported_columns", "exported", "datapackage", "export", "kml", "citing"),
)
"""The modules of geo/: each may import those before it."""

FOUNDATION = frozenset(
    {
        *(
            "address",
            "address_names",
            "assets",
            "assumed",
            "briefings",
            "cache",
            "callbacks",
            "cards",
            "choices",
            "computed",
            "credences",
            "draft",
            "job",
            "map_states",
            "map_story",
            "map_view",
            "markup",
            "page",
            "results",
            "scene",
            "shapes",
            "sky",
        ),
        *("state", "style", "view"),
    }
)
"""What of components/ panes are made with; what is not named here or below is a pane. A folder counts as one."""

ASSEMBLIES = frozenset({"handouts", "pages"})
"""The modules of components/ that put panes together."""

CDN_HOSTS = (
    *("cdn.jsdelivr.net", "cdnjs.cloudflare.com", "code.jquery.com", "fonts.googleapis.com", "fonts.gstatic.com"),
    *("bootstrapcdn.com", "unpkg.com", "esm.sh", "skypack.dev", "ajax.googleapis.com"),
)

LINES_OF_APP = 60

GEO = sorted((ROOT / "geo").glob("*.py"))
BUILD = sorted((ROOT / "geo" / "build").glob("*.py"))
COMPONENTS = sorted((ROOT / "components").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
PRODUCT = [*GEO, *COMPONENTS, APP]


def unit(path: Path) -> str:
    """Return what a module of components/ belongs to: itself, or its folder."""
    return path.relative_to(ROOT / "components").parts[0].removesuffix(".py")


PANES = [path for path in COMPONENTS if unit(path) not in FOUNDATION | ASSEMBLIES | {"__init__"}]
MEANS = [path for path in COMPONENTS if unit(path) in FOUNDATION]


def name(path: Path) -> str:
    """Return a path as a test is called by it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Return a module as syntax."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def imports(path: Path) -> frozenset[str]:
    """Return the dotted names of all modules that a module imports, wherever in it; `from a import b` may mean a.b."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name(path)}: write imports from the root"
            found.update({str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)})
    return frozenset(found)


def imported(path: Path, package: str) -> set[str]:
    """Return the modules of a package of this repository that a module imports."""
    parts = [dotted.split(".") for dotted in imports(path)]
    named = {part[1] for part in parts if part[0] == package and len(part) > 1}
    return {
        module for module in named if (ROOT / package / module).exists() or (ROOT / package / f"{module}.py").exists()
    }


def attributes(path: Path) -> Iterator[str]:
    """Yield the names of all attributes that a module reaches for, and of all that it imports."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)


def users(paths: list[Path], *wanted: str) -> list[str]:
    """Return the modules that reach for an attribute of one of some names."""
    return [name(path) for path in paths if not set(wanted).isdisjoint(attributes(path))]


def test_every_module_of_geo_has_its_place_in_the_order() -> None:
    assert {path.stem for path in GEO} - {"__init__"} == set(ORDER)


@pytest.mark.parametrize("path", GEO, ids=name)
def test_a_module_of_geo_imports_only_those_before_it(path: Path) -> None:
    before = ORDER[: ORDER.index(path.stem)] if path.stem in ORDER else ()
    assert imported(path, "geo") <= set(before)


@pytest.mark.parametrize("path", [*GEO, *BUILD], ids=name)
def test_geo_knows_no_user_interface(path: Path) -> None:
    roots = {dotted.partition(".")[0] for dotted in imports(path)}
    assert roots.isdisjoint({"streamlit", "folium", "streamlit_folium", "branca", "components", "tests"})


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_nothing_imports_what_makes_the_base_map(path: Path) -> None:
    assert "build" not in imported(path, "geo")


@pytest.mark.parametrize("path", PANES, ids=name)
def test_a_pane_imports_no_other_pane(path: Path) -> None:
    assert imported(path, "components") <= FOUNDATION | {unit(path)}


@pytest.mark.parametrize("path", MEANS, ids=name)
def test_what_panes_are_made_with_imports_no_pane(path: Path) -> None:
    assert imported(path, "components") <= FOUNDATION


def test_caching_has_one_home() -> None:
    assert set(users(PRODUCT, "cache_data", "cache_resource")) <= {"components/cache.py"}


def test_state_and_the_address_have_one_home() -> None:
    assert set(users(PRODUCT, "query_params")) == {"components/state.py"}
    assert set(users(PRODUCT, "session_state")) == {"components/state.py", "components/callbacks.py"}


def test_the_disk_is_read_in_one_place_of_geo() -> None:
    assert users(GEO, "read_text", "read_bytes", "open") == ["geo/files.py"]


def test_the_app_is_short() -> None:
    assert len(APP.read_text(encoding="utf-8").splitlines()) <= LINES_OF_APP


def test_the_app_computes_nothing() -> None:
    roots = {dotted.partition(".")[0] for dotted in imports(APP)}
    assert roots.isdisjoint({"pandas", "numpy", "folium", "geopandas", "shapely"})


@pytest.mark.parametrize("path", [*PRODUCT, *BUILD, *TESTS], ids=name)
def test_a_module_opens_with_one_line_that_says_what_it_is(path: Path) -> None:
    said = ast.get_docstring(tree(path)) or ""
    assert said.partition("\n")[0].rstrip().endswith(".")


def has_annotations(path: Path) -> bool:
    """Say whether a module has type annotations."""
    nodes = [node for node in ast.walk(tree(path)) if isinstance(node, ast.AnnAssign | ast.FunctionDef | ast.arg)]
    return any(getattr(node, "annotation", None) or getattr(node, "returns", None) for node in nodes)


@pytest.mark.parametrize("path", [*PRODUCT, *BUILD, *TESTS], ids=name)
def test_annotations_are_never_evaluated(path: Path) -> None:
    assert "__future__.annotations" in imports(path) or not has_annotations(path)


def shipped() -> Iterator[Path]:
    """Yield the files of the repository but for the tests and what tools leave behind."""
    passed = {"tests", "__pycache__", "node_modules"}
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part not in {".streamlit", ".ci"} for part in parts)
        if path.is_file() and not hidden and passed.isdisjoint(parts):
            yield path


def test_no_file_mentions_a_content_delivery_network() -> None:
    found = [(name(path), host) for path in shipped() for host in CDN_HOSTS if host.encode() in path.read_bytes()]
    assert found == []
