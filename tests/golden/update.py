"""Write every scenario's text anew: `python -m tests.golden.update`. Read the difference before you keep it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from analysis.world.prepare import prepare
from data.synthetic.generator import synthesise
from tests.golden.ahead import telling
from tests.golden.ahead.test_ahead import BASE
from tests.golden.render import render
from tests.golden.scenario import files, read


def main() -> None:
    """Rewrite the text files beside the scenarios."""
    for file in files():
        file.with_suffix(".txt").write_text(render(read(file)), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        synthesise(Path(folder) / "base", BASE)
        world = prepare(Path(folder) / "base")
        for file in telling.files():
            file.with_suffix(".txt").write_text(telling.render(telling.read(file), world), encoding="utf-8")


if __name__ == "__main__":
    main()
