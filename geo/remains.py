"""What an operation still has: other ways, ways with less, ways on paper, and what is not touched (method: 7)."""

from __future__ import annotations

from geo.amounts import amount, change, is_too_little
from geo.chains import closed_on_the_way
from geo.naming import say_losses
from geo.network import FUNCTION_WORDS
from geo.results import GroupResult, PaperRoute
from geo.story import MOST_ROUTES, Story, labels_of, leaves_of
from geo.vocabulary import Weight
from geo.ways import legs_in_words, reports, way, weak_places
from geo.world import World


def left(story: Story) -> str:
    """Return what the operation still has: other ways and what is not touched; if nothing happens, what keeps it."""
    missing = [group for group in story.row.groups if not group.documented and group.weight is Weight.IMPORTANT]
    undocumented = f" Not documented: {labels_of(missing)}." if missing else ""
    if not story.worse and not story.rerouted and not story.slowed:
        return f"{_kept(story)}{undocumented}".strip()
    changed = [group for group in story.deciding if group.after and _is_changed(story, group)]
    ways = [_still(story, group) for group in changed]
    thin = [_too_little(story, group) for group in story.deciding if is_too_little(group) and group.worsened]
    paper = [_on_paper(story, group.paper) for group in story.deciding if group.paper]
    same = [g for g in story.deciding if g.level and not g.worsened and not g.rerouted and g not in story.slowed]
    untouched = [f"{labels_of(same)} {'is' if len(same) == 1 else 'are'} not touched"] if same else []
    told = list(dict.fromkeys([*ways, *thin, *paper, *untouched]))
    return f"Left: {'; '.join(told) or 'nothing in this data set'}.{undocumented}"


def _still(story: Story, group: GroupResult) -> str:
    """Return another way by which a need is still met, and on how many reports it rests."""
    if group.after is None:
        return group.label
    weak = weak_places(story.world, story.net, group.after)
    though = f", through {weak}" if weak else ""
    told = f"{FUNCTION_WORDS[group.after.function]} {way(story.world, group.after)}"
    return f"{told}{though}{_figures(story, group)}, on {reports(story.world, group.after)}"


def _figures(story: Story, group: GroupResult) -> str:
    """Return how the way of a group changed, and because of what is closed, as what follows a way in a sentence."""
    changed = change(group.lift_before, group.lift_after)
    closed = sorted(closed_on_the_way(story.net, group.after, story.impact.tokens)) if group.after else []
    because = f", because {say_losses(story.world, closed)}" if changed and closed else ""
    return f", {changed}{because}" if changed else ""


def _is_changed(story: Story, group: GroupResult) -> bool:
    """Say whether a group is met another way, or by the same links with other figures."""
    return group.after != group.before or group in story.slowed or (group.worsened and group.lift_before is not None)


def _too_little(story: Story, group: GroupResult) -> str:
    """Return what is left of a need whose way carries too little to count."""
    if group.lift_after is None:
        return ""
    told = f"{FUNCTION_WORDS[group.lift_after.function]} {legs_in_words(story.world, group.lift_after)}"
    return ", ".join(
        part for part in (told, change(group.lift_before, group.lift_after), "too little to count") if part
    )


def _on_paper(story: Story, paper: PaperRoute) -> str:
    """Return a way on paper, and what it carries."""
    told = f"{FUNCTION_WORDS[paper.lift.function]} {legs_in_words(story.world, paper.lift)}"
    return f"on paper only, {told}, {amount(paper.lift)}, which nobody reported"


def _kept(story: Story) -> str:
    """Return what supports an operation to which nothing happens."""
    ways = [f"{FUNCTION_WORDS[g.after.function]} {way(story.world, g.after)}" for g in story.deciding if g.after]
    others = [_kept_without_chain(story.world, g) for g in story.deciding if g.level and not g.after]
    return f"Kept by: {'; '.join([*ways, *others][:MOST_ROUTES])}." if ways or others else ""


def _kept_without_chain(world: World, group: GroupResult) -> str:
    """Return what meets a need that asks for no chain."""
    given = [name for name in group.authorities if name not in group.refused]
    return leaves_of(world, given) if given else f"{group.label} from local supply"
