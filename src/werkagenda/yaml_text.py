"""YAML files read with the line of every value: what cannot be read is told with file and line, all at once.

Numbers are read as Hydra reads them. What is easily misread is refused: doubled keys, tabs, tags, anchors, several
documents, numbers in other writings, `${...}`.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from werkagenda.problems import decimal_comma

Keys = tuple[str, ...]
PLAIN = re.compile(r"[-+]?(0|[1-9]\d*)(\.\d*)?([eE][-+]?\d+)?|[-+]?\.\d+([eE][-+]?\d+)?")
FLOAT = re.compile(r"[-+]?(\d[\d_]*)(\.[\d_]*)?[eE][-+]?\d+")
"""A float that YAML 1.1 takes for text and Hydra for a number: 1e3."""
TAGS = tuple(f"tag:yaml.org,2002:{kind}" for kind in ("null", "bool", "int", "float", "str", "seq", "map", "timestamp"))


@dataclass
class Document:
    """What a file says: `values` by name, the `lines` on which they stand by their path, and what is wrong."""

    name: str
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[Keys, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    header: str = ""
    """The first line."""

    def wrong(self, line: int, what: str) -> None:
        """One more problem, of a line."""
        self.problems.append(f"{self.name} line {line}: {what}")

    def line(self, path: Keys) -> int:
        """The line of a value, or of the nearest thing above it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def at(self, path: Keys, what: str) -> None:
        """One more problem, of a value."""
        self.wrong(self.line(path), what)


def decoded(raw: bytes, document: Document) -> str:
    """The text of a file; a byte-order mark, bytes of another encoding and NUL bytes are problems."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        document.wrong(1, "is UTF-16; save it as UTF-8")
        return ""
    if raw.startswith(b"\xef\xbb\xbf"):
        document.wrong(1, "begins with a byte-order mark; save it as UTF-8 without BOM")
        raw = raw[3:]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        document.wrong(line, f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8 (not Latin-1)")
        return ""
    for number, part in enumerate(text.split("\n"), start=1):
        odd = sorted({f"0x{ord(letter):02x}" for letter in part if ord(letter) < 32 and letter not in "\t\r"})
        if odd:
            document.wrong(number, f"holds the control character {', '.join(odd)}; remove it")
        if "\t" in part[: len(part) - len(part.lstrip())]:
            document.wrong(number, "is indented with a tab; indent with spaces")
    return text


def read(item: Traversable, name: str) -> Document:
    """A YAML file; `name` is how it is called in messages."""
    try:
        if item.is_dir():
            return Document(name, problems=[f"{name}: is a folder; give a file"])
        raw = item.read_bytes()
    except FileNotFoundError:
        return Document(name, problems=[f"{name}: there is no such file"])
    except (OSError, ValueError) as error:
        return Document(name, problems=[f"{name}: cannot be read ({getattr(error, 'strerror', None) or error})"])
    found = parsed(raw, name)
    return replace(found, values={**found.values}, problems=[*found.problems])


@lru_cache(maxsize=512)
def parsed(raw: bytes, name: str) -> Document:
    """The document of a file's bytes; not to be changed."""
    document = Document(name)
    text = decoded(raw, document)
    document.header = text.partition("\n")[0].strip()
    if not document.problems:
        parse(text, document)
    return document


def parse(text: str, document: Document) -> None:
    """Fill a document from its text."""
    loader, node = None, None
    try:
        loader, node = composed(text)
        if node is None:
            document.wrong(1, "is empty")
        elif not isinstance(node, yaml.MappingNode):
            document.wrong(node.start_mark.line + 1, "must hold names with values (NAME: VALUE)")
        else:
            document.values = _Tree(loader, document).mapping(node, ())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        document.wrong(mark.line + 1 if mark else 1, said(error))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        document.wrong(1, f"cannot be read as YAML ({str(error).splitlines()[0]})")
    finally:
        if loader:
            loader.dispose()


def composed(text: str) -> tuple[Any, yaml.Node | None]:
    """A loader and the node of the only document: by libyaml where PyYAML has it, which is ten times as fast.

    What libyaml refuses is read again in Python, whose messages are the clearer ones. Raises yaml.YAMLError.
    """
    if fast := getattr(yaml, "CSafeLoader", None):
        with suppress(yaml.YAMLError):
            loader = fast(text)
            return loader, loader.get_single_node()
    loader = yaml.SafeLoader(text)
    return loader, loader.get_single_node()


def said(error: yaml.MarkedYAMLError) -> str:
    """What the reader of YAML stumbled over, and what to do."""
    if "another document" in str(error.problem):
        return "a second document begins (---); one file holds one"
    if "cannot start any token" in str(error.problem):
        return f"cannot be read as YAML ({error.problem}); put text between quotes, indent with spaces"
    return f"cannot be read as YAML ({error.problem or error.context}); check indentation, quotes and brackets"


class _Tree:
    """Values and lines from nodes."""

    def __init__(self, loader: Any, document: Document) -> None:
        self.loader, self.document, self.seen = loader, document, set[int]()

    def value(self, node: yaml.Node, path: Keys) -> Any:
        """The value of a node; its problems are added to the document."""
        line = node.start_mark.line + 1
        self.document.lines.setdefault(path, line)
        if id(node) in self.seen:
            self.document.wrong(line, f"{'.'.join(path)}: an alias (*) stands here; write the value out")
            return None
        self.seen.add(id(node))
        if node.tag not in TAGS:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            self.document.wrong(line, f"{'.'.join(path)}: the tag {tag} is not known here; remove it")
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(each, (*path, str(number))) for number, each in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self.scalar(node, path)

    def mapping(self, node: yaml.MappingNode, path: Keys) -> dict[str, Any]:
        """Names and values; a name twice is a problem, and a decimal comma that makes a second name is told."""
        found: dict[str, Any] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or key.tag not in TAGS[:5] or not key.value.strip():
                odd = "<<" if key.tag.endswith(":merge") else "a name that is no plain text"
                self.document.wrong(line, f"{'.'.join(path)}: {odd} cannot be used")
                continue
            name, last = key.value, next(reversed(found), "")
            if name in found:
                first = self.document.lines[(*path, name)]
                self.document.wrong(line, f"{'.'.join((*path, name))}: stands twice (first on line {first})")
                continue
            if name.isdigit() and node.flow_style and _number(found.get(last)) and value.value == "":
                point = f"{last}: {found[last]}.{name}"
                self.document.wrong(line, f"{'.'.join((*path, last))}: a decimal takes a point: {point}")
                continue
            self.document.lines[(*path, name)] = line
            found[name] = self.value(value, (*path, name))
        return found

    def scalar(self, node: yaml.ScalarNode, path: Keys) -> Any:
        """Text, a number, true or false, or nothing."""
        text, line = node.value, node.start_mark.line + 1
        if not node.style and FLOAT.fullmatch(text):
            return float(text.replace("_", ""))
        if "${" in text:
            self.document.wrong(line, f"{'.'.join(path)}: ${{...}} is not filled in here; write what is meant")
            return None
        if node.tag.endswith(":timestamp"):
            return text
        value = yaml.SafeLoader.construct_object(self.loader, node)
        if isinstance(value, bool) and text.lower() not in ("true", "false"):
            meant = "true" if value else "false"
            self.document.wrong(line, f"{'.'.join(path)}={text}: is read as {meant}; write {meant}, or text in quotes")
        elif isinstance(value, int | float) and not isinstance(value, bool) and value == value and abs(value) != _INF:
            if not PLAIN.fullmatch(text):
                self.document.wrong(line, f"{'.'.join(path)}={text}: is read as {value}; write it as a plain number")
        elif not node.style and (point := decimal_comma(text)):
            self.document.wrong(line, f"{'.'.join(path)}={text}{point}")
        return value


_INF = float("inf")


def _number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
