"""What a report page says, as data; `render` turns it into HTML through the templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from werkagenda.analysis.figures.panel import Panel, Table


@dataclass(frozen=True)
class Bullets:
    """A list, with a heading of its own where it has a title."""

    items: Sequence[str]
    title: str = ""


@dataclass(frozen=True)
class NamedPanel:
    """A panel and the name of its place in the page."""

    name: str
    panel: Panel


@dataclass(frozen=True)
class ScenarioText:
    """A scenario: who wrote it, its description by language code, and tables of its settings."""

    name: str
    title: str
    written: str
    descriptions: Sequence[tuple[str, str]]
    tables: Sequence[Table]


@dataclass(frozen=True)
class Note:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Finding:
    """A heading with a statement for each scenario: its label and a clause; a folded one opens on request."""

    title: str
    items: Sequence[tuple[str, str]]
    folded: bool = False


Block = Bullets | NamedPanel | ScenarioText | Table | Note | Finding


@dataclass(frozen=True)
class Section:
    """A section of the page; the menu shows `short`, or the title where that is empty."""

    name: str
    title: str
    blocks: Sequence[Block]
    short: str = ""


@dataclass(frozen=True)
class Page:
    """Everything a page says. `source` stands under every figure, `outside` names parameters outside the range of the
    evidence, `wide` gives text in the tables of a form more room."""

    title: str
    kicker: str
    heading: str
    certainty: Sequence[str]
    sections: Sequence[Section]
    foot: str
    source: str
    paragraphs: Sequence[str] = ()
    warnings: Sequence[str] = ()
    """What is not as shipped, in English."""
    outside: Bullets = field(default_factory=lambda: Bullets(()))
    wide: bool = False


def panels(name: str, found: Sequence[Panel]) -> list[NamedPanel]:
    """Panels numbered from one under a common name."""
    return [NamedPanel(f"{name}-{number}", panel) for number, panel in enumerate(found, start=1)]


def filled(sections: Sequence[Section]) -> list[Section]:
    """The sections that hold something: panels with nothing to see are left out, and sections of such panels."""
    kept = []
    for section in sections:
        blocks = [block for block in section.blocks if not (isinstance(block, NamedPanel) and block.panel.empty)]
        if blocks:
            kept.append(replace(section, blocks=blocks))
    return kept
