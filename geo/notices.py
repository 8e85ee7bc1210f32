"""What everybody should know who sees this or takes it along: each sentence and licence in its one home."""

from __future__ import annotations

FACTS_LICENCE = "CC BY 4.0"
FACTS_LICENCE_LINK = "https://creativecommons.org/licenses/by/4.0/"
CODE_LICENCE = "MIT"

LICENCES = f"Facts {FACTS_LICENCE}; code {CODE_LICENCE}"
"""Under what licences all of this is, in a line."""

LOSES_SUPPORT = "“Loses support” means that this data set shows no way left, not that there is none."
"""What the word does not claim."""

NO_PREDICTION = "Nothing here predicts."

LINES_CAUTION = "Lines join places; they are not tracks flown or sailed."
"""What lines on the map are not."""
