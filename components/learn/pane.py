"""An exercise beside its map: the question and the marks, then the answer."""

from __future__ import annotations

from components.learn.acts import card_acts_here
from components.learn.answer import answer
from components.learn.index import classroom
from components.learn.question import marks, question
from components.learn.trial import Trial, trial_of, trial_states

__all__ = ["Trial", "answers_or_marks", "card_acts_here", "classroom", "question", "trial_of", "trial_states"]


def answers_or_marks(trial: Trial) -> None:
    """Draw what is to be marked, or the answer once it is out."""
    if trial.attempt.revealed:
        answer(trial)
    else:
        marks(trial)
