"""Terminal entry: the commands of `terminal/`, and the last net under them."""

from __future__ import annotations

if __name__ == "__main__":
    from terminal.last_net import main

    main()
else:
    from terminal.commands import cli

    __all__ = ["cli"]
