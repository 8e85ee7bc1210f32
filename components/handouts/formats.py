"""What can be taken along, in which form, and for whom each form is: one entry a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pkgutil import resolve_name
from typing import Final

from components.handouts.request import Request
from geo.cut_sets import Budget

Maker = Callable[[Request, Budget], bytes]
"""Makes a file, tells how far it is, and raises `OverBudgetError` once it is cancelled."""


class Group(StrEnum):
    """Under which heading a form is offered."""

    PICTURE = "Picture"
    DOCUMENT = "Document"
    SLIDES = "Slides"
    RUNS = "One file that runs"
    DATA = "Data"


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """A form in which something can be taken along."""

    id: str
    group: Group
    title: str
    short: str
    """What a button calls it."""
    what: str
    """What it is, in a sentence."""
    whom: str
    """For whom it is, in a few words."""
    suffix: str
    """The ending of the file, without the dot."""
    mime: str
    part: str = ""
    """What tells the file from another one with the same ending, in its name."""
    made_by: str
    """Its maker, as `module:function`: read only once somebody asks for it, so that no page waits for the libraries."""
    needs_briefing: bool = False
    """Whether it is offered only for the whole of a briefing."""

    @property
    def maker(self) -> Maker:
        """The function that makes it."""
        made: Maker = resolve_name(self.made_by)
        return made


PDF: Final = "application/pdf"
ZIP: Final = "application/zip"
PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

FORMATS: Final[tuple[Format, ...]] = ()
"""Every form that is offered, in the order of the page."""


def offered(*, briefing: bool) -> dict[Group, list[Format]]:
    """Return what can be taken along of a view, or of a whole briefing, by heading; headings with nothing are left out.

    Parameters
    ----------
    briefing
        Whether it is a whole briefing that is handed out.
    """
    forms = [form for form in FORMATS if briefing or not form.needs_briefing]
    return {group: found for group in Group if (found := [form for form in forms if form.group is group])}
