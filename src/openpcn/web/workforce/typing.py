"""What somebody typed into the form of a projection, read kindly."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openpcn.engines.workforce.projection import LONGEST, SEED
from openpcn.kernel.typed_numbers import bare_number
from openpcn.web.recording.forms import Form
from openpcn.workflows.workforce.gathering import GROUPS
from openpcn.workflows.workforce.scenarios import DEFAULT_YEARS, Typed

LIMITS = {
    "joining": (0, 100_000),
    "leaving": (0, 100),
    "retiring": (0, 100),
    "hours": (-50, 50),
    "trained": (0, 10_000),
    "stay": (0, 100),
    "fte_each": (0, 1.5),
}
"""The least and the most that each field takes."""
MOST_BANDS = 7
LARGEST_SEED = 2**31


def typed_in(form: Form) -> Typed:
    """What the form says; problems are noted in it."""
    group = form.said.get("group", "gps")
    if group not in GROUPS:
        form.problems["group"] = _("Choose a staff group")
        group = "gps"
    years = number(form, "years", 1, LONGEST)
    seed = number(form, "seed", 0, LARGEST_SEED)
    typed = {name: number(form, name, *limits) for name, limits in LIMITS.items()}
    return Typed(
        group=group,
        years=DEFAULT_YEARS if years is None else int(years),
        growth=tuple(number(form, f"growth-{at}", -50, 50) for at in range(MOST_BANDS)),
        seed=SEED if seed is None else int(seed),
        **typed,
    )


def number(form: Form, name: str, least: float, most: float) -> float | None:
    """A number that may be left empty; commas and a per cent sign are fine."""
    text = bare_number(form.said.get(name, "").replace("%", ""))
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        form.problems[name] = _("Enter a number from %(least)s to %(most)s, or leave it empty") % {
            "least": f"{least:,}",
            "most": f"{most:,}",
        }
        return None
    return value
