"""The dashboard is open to its own page alone, tells nobody anything, and refuses bad input before it starts."""

from __future__ import annotations

import http.client
import importlib.util
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from werkagenda.cli import main
from werkagenda.dashboard import guard, serve

PORT = 8765
OWN = f"http://127.0.0.1:{PORT}"


def scope(host: str, origin: str = "", kind: str = "http", path: str = "/") -> dict[str, Any]:
    headers = [(b"host", host.encode()), *([(b"origin", origin.encode())] if origin else [])]
    return {"type": kind, "path": path, "headers": headers}


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (scope(f"127.0.0.1:{PORT}"), 0),
        (scope(f"localhost:{PORT}"), 0),
        (scope("evil.example"), guard.BAD_REQUEST),
        (scope(f"evil.example:{PORT}"), guard.BAD_REQUEST),
        (scope("127.0.0.1:1"), guard.BAD_REQUEST),
        ({"type": "http", "path": "/", "headers": []}, guard.BAD_REQUEST),
        (scope(f"127.0.0.1:{PORT}", OWN, "websocket"), 0),
        (scope(f"127.0.0.1:{PORT}", "", "websocket"), guard.FORBIDDEN),
        (scope(f"127.0.0.1:{PORT}", "http://evil.example", "websocket"), guard.FORBIDDEN),
        (scope(f"127.0.0.1:{PORT}", "http://127.0.0.1:1", "websocket"), guard.FORBIDDEN),
        (scope(f"127.0.0.1:{PORT}", "null", "websocket"), guard.FORBIDDEN),
        (scope(f"127.0.0.1:{PORT}", "http://evil.example"), guard.FORBIDDEN),
    ],
)
def test_only_its_own_page_is_answered(asked: dict[str, Any], status: int, tmp_path: Path) -> None:
    assert guard.refused(asked, PORT, tmp_path) == status


def test_front_end_files_come_from_the_installation_alone(tmp_path: Path) -> None:
    assets = tmp_path / "cdn"
    assets.mkdir()
    (assets / "there@1").mkdir()
    (assets / "there@1" / "x.js").write_text("")
    (tmp_path / "secret.js").write_text("")

    def asked(name: str) -> int:
        return guard.refused(scope(f"127.0.0.1:{PORT}", path=guard.ASSETS + name), PORT, assets)

    assert asked("there@1/x.js") == 0
    assert {asked(name) for name in ("there@1/y.js", "missing", "../secret.js", "a/../../secret.js")} == {
        guard.NOT_FOUND
    }


def test_solaras_page_is_rewritten() -> None:
    spec = importlib.util.find_spec("solara")
    assert spec is not None
    assert spec.origin is not None
    page = (Path(spec.origin).parent / "server" / "templates" / "solara.html.j2").read_bytes()
    found = guard.rewritten(page, "nl")
    assert b'<html lang="nl">' in found
    assert b"user-scalable=no" not in found
    assert guard.spoken(b"language=en", "nl") == "en"
    assert guard.spoken(b"language=xx", "nl") == "nl"


def test_solara_tells_nobody_anything() -> None:
    code = "from solara.server import settings; print(settings.telemetry.mixpanel_enable, settings.theme.show_banner)"
    known = {**os.environ, **serve.ENVIRONMENT}
    done = subprocess.run([sys.executable, "-c", code], env=known, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def asked_of(served: str, path: str, **headers: str) -> tuple[int, bytes]:
    """Status and text of an answer to a request with these headers."""
    place = urlsplit(served)
    link = http.client.HTTPConnection(str(place.hostname), place.port, timeout=60)
    link.request("GET", path, headers=headers)
    answer = link.getresponse()
    return answer.status, answer.read()


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
KERNEL = "/jupyter/api/kernels/one/channels?session_id=two"


def test_the_running_server_refuses_strangers(served: str) -> None:
    host = str(urlsplit(served).netloc)
    status, page = asked_of(served, "/")
    assert status == 200
    assert b"<title>Werkagenda</title>" in page, "Solara has our settings: none of its own page, no telemetry"
    assert asked_of(served, "/", Host="evil.example")[0] == 400
    assert asked_of(served, KERNEL, Origin="http://evil.example", **UPGRADE)[0] == 403
    assert asked_of(served, KERNEL, **UPGRADE)[0] == 403
    assert asked_of(served, KERNEL, Origin=f"http://{host}", **UPGRADE)[0] == 101
    assert {asked_of(served, path)[0] for path in ("/resourcez", "/static/../../page.py", "/other")} == {404}


def test_files_are_given_and_unknown_names_told(served: str) -> None:
    query = "study=made&scenario=startbanen_breed"
    assert asked_of(served, f"/download/picture/levels?{query}")[1].startswith(b"<svg")
    assert asked_of(served, f"/download/data/map?{query}")[1].startswith(b"place,")
    assert b"startbanen_breed_again" in asked_of(served, f"/download/scenario?{query}")[1]
    for path in (
        "/download/picture/nothing?study=made",
        "/download/data/map?study=../made",
        "/download/report?study=made",
    ):
        status, text = asked_of(served, path)
        assert status == 404
        assert b"Traceback" not in text


def test_bad_input_is_refused_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code = main(["dashboard", str(tmp_path / "none"), "--language", "de", "--port", port, "--no-browser"])
    told = capsys.readouterr().err
    assert code == 2
    assert all(word in told for word in ("3 problems", "--language de", "no such folder", f"--port {port}"))
    assert main(["dashboard", str(tmp_path), "--port", "70000", "--no-browser"]) == 2


def test_a_missing_extra_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "uvicorn" else found(name))
    assert main(["dashboard", str(tmp_path), "--no-browser"]) == 2
    assert "pip install 'werkagenda[dashboard]'" in capsys.readouterr().err
