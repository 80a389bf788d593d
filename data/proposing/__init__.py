"""A mapping proposed for files of unknown shape: their looks, their columns, and what has changed since."""
