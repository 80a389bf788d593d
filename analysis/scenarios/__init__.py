"""Named sets of rules and assumptions: presets that come along, scenarios that somebody saved."""
