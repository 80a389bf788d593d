"""What stands under the command line: whatever happens, a person reads a sentence, from the first import to the last flush."""

from __future__ import annotations

import sys
from pathlib import Path

from terminal.console.streams import abandon_stdout, make_streams_forgiving


def main() -> None:
    """Run the command line that was typed, and leave with its exit code: 0, 1 for what went wrong, 130 for Ctrl-C."""
    make_streams_forgiving()
    try:
        # Loading takes seconds, in which Ctrl-C may come and a damaged installation shows.
        from terminal.commands import cli

        cli(prog_name=Path(sys.argv[0]).name)
    except KeyboardInterrupt:
        sys.exit(_told_stop())
    except SystemExit as ending:
        sys.exit(_flushed(ending.code))
    except Exception as error:  # noqa: BLE001 - the last net
        abandon_stdout()
        sys.exit(_told_failure(error))


def _told_stop() -> int:
    from terminal.console.common import CANCELLED, SAY

    sys.stderr.write(SAY("cli-stopped") + "\n")
    return CANCELLED


def _told_failure(error: Exception) -> int:
    from terminal.console.common import FAILED, SAY, tell_failure

    tell_failure(error, SAY, "start")
    return FAILED


def _flushed(code: str | int | None) -> str | int | None:
    """See that all was written: standard output may be a file on a full disk, which shows only now."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        abandon_stdout()
    except OSError as error:
        from terminal.console.common import FAILED, SAY

        abandon_stdout()
        sys.stderr.write(SAY("cli-output-refused", reason=error.strerror or str(error)) + "\n")
        return FAILED
    return code
