"""Files of a selection by their address: data and picture of what is drawn, the report, the scenario's YAML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from werkagenda.analysis.language import language, spoken
from werkagenda.analysis.report.render import file_name
from werkagenda.analysis.results.stored import BELOW, Stored
from werkagenda.analysis.scene import svg
from werkagenda.dashboard import address, guard, index, pictures, recipe
from werkagenda.dashboard.selection import Selection, selected
from werkagenda.problems import BadInput, near

NOT_FOUND = 404
PATH = "/download"


def report(stored: Stored, code: str) -> Path | None:
    """The report of a study in a language, if it was written."""
    places = [folder / file_name(code) for folder in (stored.folder, stored.folder / BELOW)]
    return next((each for each in places if each.is_file()), None)


def _picture(request: Request, chosen: Selection, code: str) -> Response:
    name, shown = _name(request), address.read(request.url.query).map
    drawn = svg(pictures.scene(name, chosen, shown, language(code)))
    return Response(drawn, media_type="image/svg+xml", headers=_saved(f"{name}-{chosen.scenario}-{code}.svg"))


def _data(request: Request, chosen: Selection, _code: str) -> Response:
    name, shown = _name(request), address.read(request.url.query).map
    text = pictures.csv(name, chosen, shown)
    return Response(text, media_type="text/csv; charset=utf-8", headers=_saved(f"{name}-{chosen.scenario}.csv"))


def _report(_request: Request, chosen: Selection, code: str) -> Response:
    place = report(chosen.stored, code)
    if place is None:
        raise BadInput([f"{chosen.name}: has no report - write it: werkagenda report FOLDER --language {code}"])
    return FileResponse(place, media_type="text/html; charset=utf-8", filename=place.name)


def _scenario(_request: Request, chosen: Selection, _code: str) -> Response:
    name = f"{chosen.scenario}_again.yaml"
    return Response(recipe.of_stored(chosen), media_type="application/yaml", headers=_saved(name))


def _name(request: Request) -> str:
    """The picture asked for."""
    name = str(request.path_params["name"])
    if name not in pictures.PICTURES:
        raise BadInput([f"picture '{name}': unknown{near(name, pictures.PICTURES)}"])
    return name


def _saved(name: str) -> dict[str, str]:
    safe = "".join(letter if (letter.isalnum() and letter.isascii()) or letter in "-_." else "_" for letter in name)
    return {"content-disposition": f'attachment; filename="{safe}"'}


Answer = Callable[[Request, Selection, str], Response]


def _answering(answer: Answer) -> Callable[[Request], Response]:
    """A route's function: problems are told as text, in a line each."""

    def respond(request: Request) -> Response:
        code = guard.spoken(request.url.query.encode(), index.language())
        try:
            with spoken(code):
                return answer(request, selected(address.read(request.url.query)), code)
        except BadInput as bad:
            return PlainTextResponse("\n".join(bad.problems), NOT_FOUND)

    return respond


def routes() -> list[Route]:
    """Routes of the downloads."""
    return [
        Route(f"{PATH}/picture/{{name}}", _answering(_picture)),
        Route(f"{PATH}/data/{{name}}", _answering(_data)),
        Route(f"{PATH}/report", _answering(_report)),
        Route(f"{PATH}/scenario", _answering(_scenario)),
    ]
