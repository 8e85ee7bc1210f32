"""How much memory a process holds."""

from __future__ import annotations

import os
from pathlib import Path


def memory_mb(pid: int) -> float | None:
    """Return the resident memory of a process in megabytes; None where the system does not tell (no /proc)."""
    statm = Path(f"/proc/{pid}/statm")
    if not statm.exists():
        return None
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
