"""Whether this installation is well: its database answers, and has the tables of this version."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 where all is well; 503 with the next step where it is not."""
    trouble = what_is_wrong()
    if trouble:
        return JsonResponse({"status": "not well", "next_step": trouble}, status=503)
    return JsonResponse({"status": "well"})


def what_is_wrong() -> str:
    """The next step where something is wrong; nothing where all is well."""
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "The database does not answer. Look at OPENPCN_DATABASE and at its server."
    return "The database is of an older version. Run `openpcn upgrade`." if behind else ""
