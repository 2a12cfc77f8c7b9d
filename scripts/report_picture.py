"""Write the picture of the report in the README: `python scripts/report_picture.py runs/letter/comparison/report.html`.

Opens the page in the Chromium of this machine (Playwright; `pip install -r dev.lock` has it) and keeps its top.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

TARGET = Path(__file__).resolve().parents[1] / "docs" / "images" / "report.png"
WIDTH, HEIGHT = 1180, 900
"""Size of the picture in pixels."""


def main(page: Path) -> int:
    """Take the picture; exit code 2 where page or browser is missing."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None or not page.is_file():
        print(f"{page}: there is no such file" if browser else "Chromium is not on the PATH", file=sys.stderr)
        return 2
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        shown = opened.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        shown.goto(page.resolve().as_uri())
        shown.screenshot(path=TARGET)
        opened.close()
    print(f"{TARGET} ({TARGET.stat().st_size // 1000} kB)")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("give the report of a study: python scripts/report_picture.py FOLDER/comparison/report.html")
    sys.exit(main(Path(sys.argv[1])))
