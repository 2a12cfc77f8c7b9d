"""The browser for the tests of this folder."""

from __future__ import annotations

from chromium import chromium, watched_page

__all__ = ["chromium", "watched_page"]
