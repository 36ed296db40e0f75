"""A group in each network and place of a wider area: the counts that their own pages show."""

from __future__ import annotations

from collections.abc import Mapping

from openpcn.kernel.disclosure import regime
from openpcn.rulebook.phenotypes import Phenotype
from openpcn.workflows.keeping import kept
from openpcn.workflows.population.group_tables import TOGETHER, areas_inside, as_published
from openpcn.workflows.population.optouts import PURPOSES, left_out, without
from openpcn.workflows.population.show_groups import REGIME, Groups
from openpcn.workflows.population.site_records import Answers, count_rows, records_as_held


def in_areas(groups: Groups, phenotype: Phenotype) -> Mapping[str, int | None]:
    """Code of each network and place inside → people of a flag; None is withheld there too."""
    answers = groups.answers
    if answers is None or not groups.areas.inside or phenotype.name not in answers.bit_of:
        return {}
    inputs = (answers.fingerprint, records_as_held(), groups.areas, groups.use, phenotype.name)
    return kept("group-areas", inputs, lambda: counted(answers, groups, phenotype.name))


def counted(answers: Answers, groups: Groups, name: str) -> dict[str, int | None]:
    """The same, from everybody's answers."""
    every, rule = groups.areas.every, regime(REGIME)
    out = left_out(every, PURPOSES[groups.use])
    counts = without(count_rows(answers, every), answers, every, [name], out)
    return {
        code: as_published(counts, name, ("yes",), areas, rule).shown[f"{TOGETHER}|yes"]
        for code, areas in areas_inside(groups.areas).items()
    }
