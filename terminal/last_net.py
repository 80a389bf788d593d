"""What stands under the command line: whatever happens, a person reads a sentence, from the first import to the last flush."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress
from pathlib import Path

from terminal.console.streams import abandon_stdout, make_streams_forgiving


def main() -> None:
    """Run the command line that was typed, and leave with its exit code: 0, 1 for what went wrong, 130 for Ctrl-C."""
    make_streams_forgiving()
    codes: list[int] = []
    atexit.register(_end, codes)  # registered first, it comes last
    try:
        # Loading takes seconds, in which Ctrl-C may come and a damaged installation shows.
        from terminal.commands import cli

        cli(prog_name=Path(sys.argv[0]).name)
    except KeyboardInterrupt:
        sys.exit(_told_stop())
    except SystemExit as ending:
        code = _flushed(ending.code)
        if not isinstance(code, str):
            codes.append(code or 0)
        sys.exit(code)
    except Exception as error:  # noqa: BLE001 - the last net
        abandon_stdout()
        sys.exit(_told_failure(error))


def _end(codes: list[int]) -> None:
    """End the process with its exit code, if it came to one, once all that was registered for its end is done.

    What the interpreter would do yet is to take everything apart that is gone with the process: up to half a second.
    """
    if codes:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(codes[0])


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
