"""The population: its schema, the synthetic generator, the operator's own files, their checks. Imports nothing of ours."""
