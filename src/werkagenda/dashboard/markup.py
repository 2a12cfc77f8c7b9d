"""Parts of the page as HTML; every text is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from werkagenda.analysis.figures.panel import Table
from werkagenda.analysis.language import say, spoken
from werkagenda.dashboard import downloads, pictures
from werkagenda.dashboard.address import Address
from werkagenda.dashboard.selection import Selection


def table(content: Table, caption: bool = True) -> str:
    """A table in a box that scrolls by itself where it is wide."""
    name = escape(str(content.caption), quote=True)
    heads = "".join(
        f'<th scope="col"{_side(content, n)}>{escape(str(text))}</th>' for n, text in enumerate(content.heads)
    )
    rows = "".join(f"<tr>{_cells(content, row)}</tr>" for row in content.rows)
    title = f"<caption>{name}</caption>" if caption else ""
    return (
        f'<div class="wa-scroll" role="region" tabindex="0" aria-label="{name}"><table>{title}'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _side(content: Table, column: int) -> str:
    return "" if column in content.numeric else ' class="t"'


def _cells(content: Table, row: Sequence[str]) -> str:
    first = f'<th scope="row">{escape(str(row[0]))}</th>'
    return first + "".join(
        f"<td{_side(content, n)}>{escape(str(text))}</td>" for n, text in enumerate(row[1:], start=1)
    )


def problems(title: str, lines: Sequence[str]) -> str:
    """What is wrong, one line each."""
    said = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<div class="wa-problems" role="alert"><h2>{escape(title)}</h2><ul>{said}</ul></div>'


def paragraphs(*texts: str) -> str:
    """Texts, one below the other."""
    return "".join(f"<p>{escape(str(text))}</p>" for text in texts if text)


def heading(text: str) -> str:
    """The heading of a part."""
    return f"<h2>{escape(text)}</h2>"


def codes(title: str, lines: Sequence[str]) -> str:
    """Commands under a heading."""
    said = "".join(f"<p><code>{escape(line)}</code></p>" for line in lines)
    return f"<h3>{escape(title)}</h3>{said}"


def files(links: Sequence[tuple[str, str]]) -> str:
    """Links to files: address and text."""
    said = "".join(f'<li><a href="{escape(to, quote=True)}" download>{escape(text)}</a></li>' for to, text in links)
    return f'<ul class="files">{said}</ul>'


def link(kind: str, chosen: Selection, shown: str, code: str, name: str = "") -> str:
    """The address of a file of a selection."""
    where = Address(
        study=chosen.name,
        scenario=chosen.scenario,
        indicator=chosen.indicator,
        year=chosen.year,
        map=shown,
        language=code,
    )
    return f"{downloads.PATH}/{kind}{f'/{name}' if name else ''}?{where.query}"


def scrolling(name: str, body: str) -> str:
    """A picture in a box that scrolls by itself on a phone."""
    return f'<div class="wa-scroll map" role="region" tabindex="0" aria-label="{escape(name, quote=True)}">{body}</div>'


def card(name: str, chosen: Selection, shown: str, code: str) -> str:
    """A picture with the finding as its title, how to read it, and its files."""
    drawn = {size: pictures.inline(name, chosen, shown, code, size) for size in pictures.sizes(name)}
    title = drawn["wide"][0]
    svgs = "".join(f'<div class="{size}">{picture}</div>' for size, (_, picture) in drawn.items() if len(drawn) > 1)
    with spoken(code):
        links = [
            (link("data", chosen, shown, code, name), say("Data (CSV)")),
            (link("picture", chosen, shown, code, name), say("Picture (SVG)")),
        ]
        reading = READINGS[name]()
    body = svgs or scrolling(title, drawn["wide"][1])
    return f'<h2>{escape(title)}</h2>{body}<p class="reading">{escape(reading)}</p>{files(links)}'


READINGS = {
    pictures.LEVELS: lambda: say(
        "Above: baseline and scenario, month by month. Below: their difference, with its 95% interval from four "
        "replicates on (chance alone)."
    ),
    pictures.GROUPS: lambda: say(
        "Each group’s effect with its 95% interval; grey: not told from zero, chance may explain it."
    ),
    pictures.BUDGET: lambda: say(
        "What each public body pays more than in the baseline, money passed on included; the diamond is their sum."
    ),
    pictures.MAP: lambda: say(
        "One tile a municipality. Hatched: within the margin of chance. Grey: too few simulated people. Classes are "
        "the same in every map."
    ),
}
"""How to read each picture."""
