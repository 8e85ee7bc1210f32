"""What is cited of a view, or of a whole briefing."""

from __future__ import annotations

from components.handouts.request import Request
from geo.citing import AUTHOR, Cited


def cited(request: Request) -> Cited:
    """Return what is cited: the view, or the briefing in the name of who wrote it."""
    meta, briefing = request.scene.world.meta, request.briefing
    return Cited(
        title=request.title,
        author=(briefing.author if briefing else "") or AUTHOR,
        day=briefing.date if briefing else request.scene.day,
        data_version=meta.data_version,
        facts_to=meta.data_cutoff.spoken,
        link=request.link,
        accessed=request.made,
    )
