"""A report is kept as plain data and comes back as it was."""

from __future__ import annotations

import json

from openpcn.kernel.documents_kept import document_from, plain
from tests.support.report import every_part


def test_what_is_kept_comes_back_as_it_was() -> None:
    kept = json.loads(json.dumps(plain(every_part())))
    assert document_from(kept) == every_part()
