"""What needs attention in a system's map of networks, and in each part of it."""

from __future__ import annotations

from openpcn.domains.registry.queries.people import rationales
from openpcn.engines.formation.review import Brief, Finding, Growth, Practice, Rationale, review
from openpcn.engines.geography.neighbours import neighbours_by_points
from openpcn.kernel.names import as_written
from openpcn.kernel.points import Point
from openpcn.workflows.show_facts import SystemFacts
