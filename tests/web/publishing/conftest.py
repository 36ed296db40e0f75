"""Writing for residents is tested on the county of the pages that residents read."""

from tests.support.county import _django_db_helper
from tests.web.public.conftest import prepared

__all__ = ["_django_db_helper", "prepared"]
