"""HTML of tables, panels and pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape
from typing import Any

from werkagenda.analysis.figures.panel import Panel, Table

CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
}


def tag(name: str, text: str, **attributes: str) -> str:
    """An element with escaped text."""
    return element(name, escape(text), **attributes)


def element(name: str, inner: str, **attributes: str) -> str:
    """An element around HTML that is escaped already; `class_` gives the class."""
    extra = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{extra}>{inner}</{name}>"


def paragraphs(lines: Iterable[str]) -> str:
    """One paragraph a line."""
    return "".join(tag("p", line) for line in lines)


def bullets(lines: Iterable[str]) -> str:
    """A list."""
    return element("ul", "".join(tag("li", line) for line in lines))


def table(content: Table) -> str:
    """A table with its caption; wide ones scroll inside their own box."""
    heads = "".join(
        tag("th", h, scope="col", class_="n" if i in content.numeric else "t") for i, h in enumerate(content.heads)
    )
    body = "".join(element("tr", _cells(row, content.numeric)) for row in content.rows)
    caption = tag("caption", content.caption) if content.caption else ""
    return element(
        "div", element("table", f"{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody>"), class_="scroll"
    )


def _cells(row: tuple[str, ...], numeric: frozenset[int]) -> str:
    return "".join(tag("td", cell, class_="n" if i in numeric else "t") for i, cell in enumerate(row))


def panel(content: Panel, name: str) -> str:
    """One finding: title, figure, how to read it, tables behind it."""
    parts = [tag("h3", content.title)]
    if content.warning:
        parts.append(tag("p", content.warning, class_="warning"))
    if content.figure is not None:
        parts.append(
            element("div", figure(content.figure, name), role="img", aria_label=content.title, class_="figure")
        )
    parts.append(tag("p", content.reading, class_="reading"))
    parts += [_shown(one, content.figure is not None) for one in content.tables]
    return element("section", "".join(parts), class_="panel", id=name)


def _shown(one: Table, behind: bool) -> str:
    """A table in the open, or behind its name when a figure says the same."""
    if not (behind or one.folded):
        return table(one)
    return element("details", tag("summary", one.caption or "The numbers") + table(replace(one, caption="")))


def figure(content: Any, name: str) -> str:
    """A plotly figure as a piece of the page; the library stands in the page once."""
    html: str = content.to_html(full_html=False, include_plotlyjs=False, div_id=f"figure-{name}", config=CONFIG)
    return html
