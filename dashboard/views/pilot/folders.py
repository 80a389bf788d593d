"""Which pilot the page "Try it first" is about, and how an example of one is made."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dashboard.background import worker_process
from dashboard.background.running_answer import in_lane
from dashboard.background.trials import pilot as pilot_tasks
from dashboard.views.trial_folders import Shelf, choose_beside, choose_elsewhere, folder_asked, make_example
from data.errors import TransferImpactError
from data.trials.record import read_record

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.background.running_answer import RunningAnswer
    from dashboard.state.page_context import PageContext

EXAMPLE = "example"
PILOTS = Shelf("pilot", "trial-")


def choose_folder(page: PageContext) -> None:
    """Draw the choice: pilots beside the base, a way to make an example there, a folder elsewhere where that is allowed."""
    beside = choose_beside(page, PILOTS)
    make_example(page, PILOTS, EXAMPLE, partial(_begin, page.path), known=EXAMPLE in beside)
    choose_elsewhere(page, PILOTS)


def folder_read(page: PageContext) -> Path | None:
    """Return the folder of the pilot that was chosen, if it holds one: the part that reads it says what is wrong with it."""
    try:
        folder = folder_asked(page, PILOTS)
        if folder is not None:
            read_record(folder)
    except TransferImpactError:
        return None
    return folder


def _begin(path: Path, target: Path) -> RunningAnswer[str]:
    return in_lane(worker_process.QUICK, str(target), pilot_tasks.pilot_example, path, target)
