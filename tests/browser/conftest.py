"""The browser and the pages for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

import made_pages
import pytest
from chromium import chromium, watched_page

__all__ = ["chromium", "pages", "watched_page"]


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """Every page by kind and language."""
    return made_pages.everything(tmp_path_factory.mktemp("pages"))
