"""How it is computed and how to prove it, as the last pages of every document tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.results.result import Result
    from reports.record.run_record import RunRecord
    from wording import Wording

METHOD = ("replay", "giving", "fates", "staying", "ahead", "sampling", "groups", "limits")
PLACEHOLDER = "POPULATION"  # as record_of writes it where the base's folder is not known


def method_lines(result: Result, say: Wording) -> list[str]:
    """Return how the answer was computed, a paragraph each; the one on who gives names the mechanism where it is another."""
    name = result.rules.mechanism
    facts = {"mechanism": name, "title": say(f"mechanism-{name}"), "about": say(f"mechanism-{name}.help")}
    return [say(f"doc-method-{part}", **facts) for part in METHOD]


def reproduce_note(record: RunRecord, say: Wording) -> str:
    """Say what the command does, and what its placeholder stands for where the base's folder is not known."""
    unknown = f" {PLACEHOLDER} " in record.command
    return say("doc-reproduce-folder", name=PLACEHOLDER) if unknown else say("doc-reproduce-note")


def digest_rows(record: RunRecord, say: Wording) -> list[tuple[str, str]]:
    """Return (label, SHA-256) of what a run can be proved by."""
    return [
        (say("doc-model"), record.model),
        (say("doc-rules-digest"), record.rules_digest),
        (say("doc-assumptions-digest"), record.assumptions_digest),
        (say("doc-results-digest"), record.results),
    ]
