"""What stands between a browser and Solara: hosts and origins, headers of answers, the page's language and zoom."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from werkagenda.analysis.language import LANGUAGES

HOSTS = ("127.0.0.1", "localhost")
"""Names by which the dashboard may be asked for."""
ASSETS = "/_solara/cdn/"
"""Address of front-end files: of those that are not installed Solara would ask another server."""
VIEWPORT = (
    b"width=device-width, initial-scale=1, maximum-scale=1, user-scalable=no, minimal-ui",
    b"width=device-width, initial-scale=1",
)
BAD_REQUEST, FORBIDDEN, NOT_FOUND = 400, 403, 404

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


def header(scope: Message, name: str) -> str:
    """A header of a request; "" where it has none, or several of that name."""
    found = [value.decode("latin-1") for key, value in scope["headers"] if key == name.encode()]
    return found[0] if len(found) == 1 else ""


def refused(scope: Message, port: int, assets: Path) -> int:
    """The status with which a request is refused; 0 where it is carried out."""
    host, origin = header(scope, "host"), header(scope, "origin")
    if host not in {f"{name}:{port}" for name in HOSTS}:
        return BAD_REQUEST
    if (origin or scope["type"] == "websocket") and origin != f"http://{host}":
        return FORBIDDEN
    path = str(scope["path"])
    return NOT_FOUND if path.startswith(ASSETS) and not _installed(assets, path.removeprefix(ASSETS)) else 0


def _installed(assets: Path, name: str) -> bool:
    """Whether a front-end file is there; a name without a folder stands for the main file of a package."""
    place = assets / name if "/" in name else assets / name / "__main.js"
    return place.is_file() and place.resolve().is_relative_to(assets.resolve())


def policy(host: str) -> bytes:
    """What the page may load: only what this server gives. Vue compiles its templates in the page."""
    return (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws://{host}; frame-ancestors 'none'; "
        "base-uri 'self'; form-action 'self'"
    ).encode()


def spoken(query: bytes, otherwise: str) -> str:
    """The language that an address asks for."""
    asked = parse_qs(query.decode("latin-1")).get("language", [otherwise])[0]
    return asked if asked in LANGUAGES else otherwise


def rewritten(page: bytes, language: str) -> bytes:
    """Solara's page with its language named and zoom allowed."""
    return page.replace(b"<html>", f'<html lang="{language}">'.encode(), 1).replace(*VIEWPORT)


class Guard:
    """An application in front of another: refuses what does not come from its own page, adds headers to answers."""

    def __init__(self, app: App, port: int, assets: Path) -> None:
        self.app, self.port, self.assets = app, port, assets

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Carry out a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif status := refused(scope, self.port, self.assets):
            await _refuse(scope, send, status)
        else:
            await self.app(scope, receive, self._answer(scope, send))

    def _answer(self, scope: Message, send: Send) -> Send:
        host = header(scope, "host")

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [
                    (b"content-security-policy", policy(host)),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"no-referrer"),
                ]
                message = {**message, "headers": [*message["headers"], *own]}
            await send(message)

        return answer


async def _refuse(scope: Message, send: Send, status: int) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    text = (b"content-type", b"text/plain; charset=utf-8")
    await send({"type": "http.response.start", "status": status, "headers": [text]})
    await send({"type": "http.response.body", "body": b"refused"})
