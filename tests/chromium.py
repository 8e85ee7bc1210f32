"""Find a Chromium for the browser tests, or set one up; `python -m tests.chromium` does both."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-dejavu-core")
HOW = (
    "The browser tests need a Chromium and none was found. Do one of: install `chromium` or `google-chrome`; "
    "run `.venv/bin/python -m playwright install --with-deps chromium`; "
    "or set CHROMIUM to the path of one. Then run `make test` again."
)


@cache
def find_chromium() -> str:
    """Return the path of a Chromium that starts: $CHROMIUM, one on the path, or one that Playwright installed.

    Raises
    ------
    RuntimeError
        If there is none; the message says how to get one.
    """
    found = next((path for path in _candidates() if _starts(path)), None)
    if found is None:
        raise RuntimeError(HOW)
    return found


def _candidates() -> Iterator[str]:
    if "CHROMIUM" in os.environ:
        yield os.environ["CHROMIUM"]
    yield from filter(None, map(shutil.which, NAMES))
    yield _installed_by_playwright()


def _installed_by_playwright() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _starts(path: str) -> bool:
    """Say whether it answers; the `chromium-browser` of some systems is only a note that points to another shop."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install() -> None:
    """Install Chromium from the system's packages, where that is possible without asking anyone."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print("No Chromium found: installing the system's own.", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
        subprocess.run(["apt-get", "-qq", *step], env=quiet, stdout=subprocess.DEVNULL, check=False)


def main() -> None:
    """Make sure that there is a Chromium, or say how to get one."""
    try:
        find_chromium()
    except RuntimeError:
        install()
        try:
            find_chromium()
        except RuntimeError as error:
            raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
