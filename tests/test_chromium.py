"""Finding a browser for the tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests import chromium


@pytest.fixture(autouse=True)
def forget():
    """Nothing found before counts."""
    chromium.find_chromium.cache_clear()
    yield
    chromium.find_chromium.cache_clear()


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine with no browser at all, and a folder to put one in."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "_installed_by_playwright", lambda: str(tmp_path / "none"))
    return tmp_path


def put(folder: Path, name: str, script: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_a_browser_on_the_path_is_found(bare):
    path = put(bare, "chromium-browser", "exit 0")
    assert chromium.find_chromium() == path


def test_the_browser_that_the_environment_names_comes_first(bare, monkeypatch):
    put(bare, "chromium", "exit 0")
    named = put(bare, "mine", "exit 0")
    monkeypatch.setenv("CHROMIUM", named)
    assert chromium.find_chromium() == named


def test_a_browser_that_does_not_start_is_passed_over(bare):
    put(bare, "chromium", "exit 1")
    path = put(bare, "google-chrome", "exit 0")
    assert chromium.find_chromium() == path


def test_without_a_browser_the_message_says_how_to_get_one(bare):
    with pytest.raises(RuntimeError, match=r"install `chromium`.*playwright install.*CHROMIUM"):
        chromium.find_chromium()


def test_without_root_nothing_is_installed(bare, monkeypatch):
    put(bare, "apt-get", f"touch {bare}/called")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    chromium.install()
    assert not (bare / "called").exists()


def test_root_installs_the_browser_of_the_system(bare, monkeypatch):
    put(
        bare,
        "apt-get",
        f'[ "$2" = update ] || printf "#!/bin/sh\\n" > {bare}/chromium && /bin/chmod +x {bare}/chromium',
    )
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    chromium.main()
    assert chromium.find_chromium() == str(bare / "chromium")
