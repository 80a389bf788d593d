"""The model: rules and assumptions, replay with and without them, outcomes, uncertainty. Imports only `data`."""
