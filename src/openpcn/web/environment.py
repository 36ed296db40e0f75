"""The Jinja environment that every template is rendered in."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext, ngettext
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader

from openpcn.domains.accounts.queries import called
from openpcn.kernel.names import as_written
from openpcn.web.chrome import chrome
from openpcn.web.page_tables.files import files_of
from openpcn.web.presenters.words import breakable, number, share, written


def environment(**options: Any) -> Environment:
    """The environment with our templates first and the NHS design system's behind them."""
    options["loader"] = ChoiceLoader([options["loader"], PackageLoader("nhsuk_frontend_jinja")])
    options["undefined"] = ChainableUndefined
    options["trim_blocks"] = options["lstrip_blocks"] = True
    options["extensions"] = ["jinja2.ext.i18n"]
    options.pop("autoescape", None)
    made = Environment(autoescape=True, **options)
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {"static": static, "chrome": chrome, "files_of": files_of}
    made.filters |= {
        "breakable": breakable,
        "number": number,
        "share": share,
        "written": written,
        "named": as_written,
        "person": called,
    }
    return made
