"""The sub-models: rules of behaviour with their equation, mechanisms of the month, and the parameters each reads."""

from __future__ import annotations

from collections.abc import Iterable

from werkagenda.evidence.registry import load
from werkagenda.inference.description import reads, source
from werkagenda.inference.description.markdown import cell, plain, table
from werkagenda.inference.description.source import Module

RULES = ("rule", "inline")
"""Decorators of rules of behaviour."""
MECHANISMS = tuple(
    f"model/{name}" for name in ("income/", "labour_market/", "newcomers/", "population/", "state.py", "steps/")
)
"""Where agents meet; the other files of ``model/`` count, write, draw or pass on."""


def rules() -> str:
    """A table for each file of ``agents/`` that has rules: what the docstring says, and the parameters read."""
    return "\n".join(_rules_of(each) for each in source.modules("agents") if rules_of(each))


def rules_of(found: Module) -> list[str]:
    """Names of the rules of a file."""
    return [name for name, function in found.functions() if source.decorated(function, *RULES)]


def _rules_of(found: Module) -> str:
    rows = [
        (f"`{name}`", plain(" ".join(source.paragraphs(found.function(name)))), values(parameters(found, [name])))
        for name in rules_of(found)
    ]
    head = f"**`{found.path}`**: {plain(source.summary(found.tree))}\n\n"
    return head + table(("rule", "equation", "parameters read"), rows)


def mechanisms() -> str:
    """Files of ``model/``: what each does, and the parameters it reads itself."""
    return _files([each for each in source.modules("model") if behaves(each)])


def policies() -> str:
    """Files of ``scenarios/`` that read parameters: what each does, and which."""
    known = [each for each in source.modules("scenarios") if parameters(each, [name for name, _ in each.functions()])]
    return _files(known)


def _files(known: Iterable[Module]) -> str:
    rows = []
    for each in known:
        read = parameters(each, [name for name, _ in each.functions()])
        rows.append((f"`{each.path}`", plain(source.summary(each.tree)), values(read)))
    return table(("file", "what it does", "parameters read"), rows)


def behaves(found: Module) -> bool:
    """True for a file of ``model/`` with a mechanism."""
    return found.path.startswith(MECHANISMS) and any(found.functions())


def parameters(found: Module, functions: Iterable[str]) -> list[str]:
    """Parameters that functions of a file read, each once."""
    known = reads.by_function()
    return list(dict.fromkeys(name for each in functions for name in known.get((found.path, each), ())))


def values(names: Iterable[str]) -> str:
    """Parameters with value, unit and grade."""
    entries = load().parameters()
    return "; ".join(f"`{name}` {entries[name].value} {entries[name].unit} ({entries[name].grade})" for name in names)


def undocumented() -> list[str]:
    """Rules without a docstring, and files of the model without one."""
    bare = [
        f"{each.path}: {name}"
        for each in source.modules("agents")
        for name in rules_of(each)
        if not source.summary(each.function(name))
    ]
    return bare + [each.path for each in source.modules("model") if behaves(each) and not source.summary(each.tree)]


def unread() -> str:
    """A sentence on parameters that nothing reads."""
    names = [cell(f"`{name}`") for name in reads.unread()]
    rest = f", but for {', '.join(names)}, which nothing reads" if names else ""
    return f"Every parameter of the registry is read by a function above{rest}.\n"
