"""The one door for data: files come in whole or not at all, and can be taken back."""

from openpcn.workflows.load_files.loading import load_folder
from openpcn.workflows.load_files.preview import preview_file
from openpcn.workflows.load_files.reports import FileReport, LoadReport, Step
from openpcn.workflows.load_files.undoing import undo_load

__all__ = ["FileReport", "LoadReport", "Step", "load_folder", "preview_file", "undo_load"]
