"""Where the files that come with Servanda lie: in the repository, or in the installed package."""

from __future__ import annotations

from pathlib import Path


def policies_folder() -> Path:
    """The folder of the example policies, with their holiday tables in `holidays/`."""
    here = Path(__file__).resolve().parent
    packed = here / "policies"
    return packed if packed.is_dir() else here.parents[1] / "policies"


def holidays_folder() -> Path:
    """The folder of the holiday tables that come with Servanda, one file a table."""
    return policies_folder() / "holidays"
