"""Many numbers in one question to the database."""

from __future__ import annotations

import json
from collections.abc import Collection

from django.db import connection
from django.db.models.expressions import RawSQL


def listed(numbers: Collection[int]) -> RawSQL:
    """Numbers as one value, however many: databases take so many values in one question only."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [sorted(numbers)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(sorted(numbers))])
