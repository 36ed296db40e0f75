"""How strong a hidden cause would have to be to explain an effect away: the E-value."""

from __future__ import annotations

from math import sqrt

from openpcn.engines.evaluation.effects import Effect

SOURCE = "VanderWeele and Ding 2017, Ann Intern Med 167:268"


def e_value(effect: Effect) -> tuple[float | None, float | None]:
    """The E-value of a ratio, and of the end of its interval that is nearer to one.

    A hidden cause tied to both the intervention and the outcome by this ratio could explain the
    effect; one is no effect, or an interval that holds one.
    """
    if effect.ratio is None:
        return None, None
    lower, upper = effect.ratio_lower or 0.0, effect.ratio_upper or float("inf")
    if lower <= 1 <= upper:
        return _of(effect.ratio), 1.0
    return _of(effect.ratio), _of(lower if lower > 1 else upper)


def _of(ratio: float) -> float:
    away = ratio if ratio >= 1 else 1 / ratio if ratio > 0 else float("inf")
    return away + sqrt(away * (away - 1)) if away < float("inf") else away
