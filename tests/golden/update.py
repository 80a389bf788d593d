"""Write every scenario's text anew: `python -m tests.golden.update`. Read the difference before you keep it."""

from __future__ import annotations

from tests.golden.render import render
from tests.golden.scenario import files, read


def main() -> None:
    """Rewrite the text files beside the scenarios."""
    for file in files():
        file.with_suffix(".txt").write_text(render(read(file)), encoding="utf-8")


if __name__ == "__main__":
    main()
