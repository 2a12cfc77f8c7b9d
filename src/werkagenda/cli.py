"""The command: verbs by Typer. Nothing heavy is imported here: the first line must come at once."""

from __future__ import annotations

import os
import sys

import typer

from werkagenda import stopping
from werkagenda.commands import (
    compare,
    dashboard,
    export,
    figure,
    monitor,
    parameters,
    report,
    rerun,
    run,
    runs,
    scenarios,
    study,
    trial,
    uncertainty,
)
from werkagenda.problems import BadInput

app = typer.Typer(
    name="werkagenda",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=True,
    help="Simulator of the Werkagenda VIA: what policy does to work among status holders, 2014-2029.",
)
app.command("run", context_settings={"ignore_unknown_options": False})(run.run)
app.add_typer(scenarios.app, name="scenarios")
app.command("parameters")(parameters.parameters)
app.command("report")(report.report)
app.command("compare")(compare.compare)
app.command("study")(study.study)
app.command("uncertainty")(uncertainty.uncertainty)
app.command("export")(export.export)
app.command("figure")(figure.figure)
app.command("monitor")(monitor.monitor)
app.command("dashboard")(dashboard.dashboard)
app.command("runs")(runs.runs)
app.command("rerun")(rerun.rerun)
app.command("diff")(rerun.diff)
app.command("trial")(trial.trial)


def say(lines: list[str]) -> None:
    """Problems on stderr, one line each."""
    count = f"{len(lines)} problems" if len(lines) > 1 else "1 problem"
    print(f"{count}; nothing was run:", file=sys.stderr)
    for line in lines:
        print(f"  {line}", file=sys.stderr)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; exit code 0 when done, 1 when it failed on the way, 2 for input that cannot be used.

    A command that is stopped ends with 128 and the signal's number: 130 after Ctrl-C, 143 after SIGTERM.
    """
    try:
        with stopping.obeyed():
            code = carried(arguments)
    except KeyboardInterrupt:  # between the command's end and here
        code = stopping.exit_code()
    if stopping.received() is None:
        return code
    print(stopping.last_words(), file=sys.stderr, flush=True)
    return stopping.exit_code()


def carried(arguments: list[str] | None) -> int:
    """Run the command and say what was wrong; its exit code."""
    try:
        code = app(args=arguments, standalone_mode=False, prog_name="werkagenda")
        return code if isinstance(code, int) else 0
    except BadInput as bad:
        say(bad.problems)
        return 2
    except typer.Exit as stop:
        return int(stop.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        return stopping.exit_code()
    except Exception as error:
        return failed(error)


def failed(error: Exception) -> int:
    """Say what failed; the exit code. Nothing is said where it failed because it was stopped."""
    if stopping.received():
        return stopping.exit_code()
    usage = getattr(error, "format_message", None)  # the command line itself could not be read
    if usage is not None:
        message = str(usage())
        if message:
            say([message])
        return 2
    if os.environ.get("WERKAGENDA_TRACE"):
        raise error
    print(f"failed: {type(error).__name__}: {error}", file=sys.stderr)
    print("set WERKAGENDA_TRACE=1 to see where", file=sys.stderr)
    return 1
