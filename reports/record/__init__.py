"""The run record inside every report, and the answer as JSON."""
