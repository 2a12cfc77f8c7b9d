"""Start the dashboard: check folder, language and port first, then serve pages on this machine alone."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
import warnings
import webbrowser
from pathlib import Path
from typing import Any

from werkagenda import folders
from werkagenda.analysis.language import LANGUAGES
from werkagenda.dashboard import guard, index
from werkagenda.exporting import choice
from werkagenda.numba_cache import user_cache
from werkagenda.problems import DASHBOARD, BadInput, needs

HOST = guard.HOSTS[0]
MOST = 65_535
"""Highest port."""
NEEDED = ("/jupyter/", "/_solara/cdn", "/_solara/api/close", "/static")
"""Addresses of Solara that a page asks for."""
ENVIRONMENT = {
    "SOLARA_APP": "werkagenda.dashboard.page",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_THEME_TITLE": "Werkagenda",
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "False",
    "SOLARA_KERNEL_CULL_TIMEOUT": "10m",
    "SOLARA_SESSION_HTTP_ONLY": "True",
    "SOLARA_MODE": "production",
}
"""Settings of Solara: nothing is told to anybody, pages that were left are forgotten after minutes."""


def serve(folder: Path, language: str, port: int, browser: bool) -> None:
    """Serve the studies below a folder until it is stopped; raises BadInput with all that is wrong first."""
    needs(*DASHBOARD)
    wrong = choice("language", language, LANGUAGES)
    if why := folders.unreadable(folder):
        wrong.append(f"{folders.shown(str(folder))}: {why}; give the folder of a study, or one with studies")
    wrong += _closed(port)
    if wrong:
        raise BadInput(wrong)
    index.use(folder, language)
    os.environ.update({**ENVIRONMENT, "SOLARA_HOME": str(user_cache() / "solara")})  # read when Solara is imported
    _serve(port, browser)


def _ahead(language: str) -> None:
    """Read the first study and draw its pictures before anybody asks, so that the first page comes at once."""
    from werkagenda.dashboard import pictures
    from werkagenda.dashboard.address import MAPS, Address
    from werkagenda.dashboard.selection import selected

    with contextlib.suppress(Exception):  # what is wrong is told by the page
        chosen = selected(Address())
        for name in pictures.PICTURES:
            for size in pictures.sizes(name):
                pictures.inline(name, chosen, MAPS[0], language, size)


def _closed(port: int) -> list[str]:
    """Why a port cannot be used."""
    if not 0 <= port <= MOST:
        return [f"--port {port}: must be a whole number from 0 to {MOST} (0: any that is free)"]
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as one:
        if os.name != "nt":
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((HOST, port))
        except OSError as error:
            return [f"--port {port}: {error.strerror or 'cannot be used'}; name another, or 0 for any that is free"]
    return []


def _serve(port: int, browser: bool) -> None:
    import uvicorn

    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as listening:
        if os.name != "nt":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        number = int(listening.getsockname()[1])
        server = uvicorn.Server(uvicorn.Config(application(number), log_level="error", timeout_graceful_shutdown=2))
        threading.Thread(target=_tell, args=(server, f"http://{HOST}:{number}/", browser), daemon=True).start()
        server.run(sockets=[listening])


def _tell(server: Any, address: str, browser: bool) -> None:
    """Say where the dashboard is as soon as it answers."""
    pause = threading.Event()
    while not server.started:
        if server.should_exit:
            return
        pause.wait(0.05)
    print("werkagenda: the dashboard is open to this machine alone; Ctrl-C ends it", file=sys.stderr)
    print(address, flush=True)
    if browser:
        webbrowser.open(address)
    _ahead(index.language())


def application(port: int) -> guard.Guard:
    """Solara's routes that a page needs, with the page rewritten and downloads beside it, behind the guard."""
    from solara.server import settings, starlette
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute, Route

    from werkagenda.dashboard import downloads

    warnings.filterwarnings("ignore", message="Cookies with samesite=none", module="solara")

    async def page(request: Request) -> Response:
        answer: Response = await starlette.root(request)
        body = guard.rewritten(bytes(answer.body), guard.spoken(request.scope["query_string"], index.language()))
        answer.body = body
        answer.headers["content-length"] = str(len(body))
        return answer

    def needed(route: BaseRoute) -> bool:
        return str(getattr(route, "path", "")).startswith(NEEDED)

    routes = [Route("/", page), *downloads.routes(), *filter(needed, starlette.routes)]
    made = Starlette(
        routes=routes, lifespan=starlette.lifespan, middleware=[Middleware(starlette.SolaraGZipMiddleware)]
    )
    return guard.Guard(made, port, Path(settings.assets.proxy_cache_dir))
