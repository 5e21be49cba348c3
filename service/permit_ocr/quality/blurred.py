"""Print so blurred or so badly compressed that it is misread.

The score is the probability that some line is misread because of what the lens, the hand or software did to the whole
photo. It is one less the product of what two kinds of evidence leave open:

- the lack of sharpness of the worst line (softness.py), which says so before anything is read;
- ``"illegible"``: the reader's own doubts (legibility.py). What coarse compression or heavy cleaning leaves of strokes
  has sharp edges in the wrong places, which no measure of sharpness tells from print. One field may be unread for
  reasons of its own, so that the second most doubtful one counts, of those that nothing is seen to hide.
"""

from __future__ import annotations

from permit_ocr.quality import covered, glare
from permit_ocr.quality.findings import logistic, spanned
from permit_ocr.quality.legibility import certainties, log_odds
from permit_ocr.quality.softness import softened
from permit_ocr.quality.view import CardView, once_per_view
from permit_ocr.types import Field, Finding, Score

_DOUBTED = 0.95
"""Certainty of the second most doubtful field at which the photo is as likely illegible as not. On 200 tuning photos
without fault it is 0.97 at least; on 46 compressed or smeared so far that some field was misread, 0.98 at most."""
_STEEPNESS = 1.5
"""Growth of the log odds with those of the certainty; fitted on the same."""
_HIDDEN = 0.3
"""Strength from which glare or a cover explains why a field does not read, or has edges in strange places."""
_UNREAD = "unread"
"""The cover's reason that itself rests on a field's not being read."""
_WORTH_TELLING = 0.1
"""Least strength of a finding."""


@once_per_view
def score(view: CardView) -> Score:
    """Give the probability, 0..1, that blur or mush makes some line be misread.

    Findings: lines with their worst stretch, reason ``"out of focus"`` or ``"motion"``, and all doubtful fields
    together, reason ``"illegible"``; strength is each one's own probability.
    """
    hidden = _hidden(view)
    soft = [each for each in softened(view) if each.field not in hidden]
    doubted = _illegible(view, hidden)
    worst = soft[0].strength if soft else 0.0
    value = 1 - (1 - worst) * (1 - doubted.strength)
    return Score(value, tuple(each for each in (doubted, *soft) if each.strength >= _WORTH_TELLING))


def _hidden(view: CardView) -> frozenset[Field]:
    """Give the fields that something hides, unless that were most of them: then the photo is more likely poor."""
    found = (*covered.score(view).findings, *glare.score(view).findings)
    strong = (each for each in found if each.strength >= _HIDDEN and each.reason != _UNREAD)
    hidden = frozenset(each.field for each in strong if each.field)
    return hidden if len(hidden) <= len(certainties(view)) / 2 else frozenset()


def _illegible(view: CardView, hidden: frozenset[Field]) -> Finding:
    known = {field: certainty for field, certainty in certainties(view).items() if field not in hidden}
    _, second, *_ = *sorted(known.values()), 1.0, 1.0
    strength = logistic(_STEEPNESS * (log_odds(_DOUBTED) - log_odds(second)))
    boxes = {region.name: region.box for region in view.regions}
    places = [boxes[field] for field, certainty in known.items() if certainty < _DOUBTED and field in boxes]
    return Finding("illegible", strength, spanned(view, places))
