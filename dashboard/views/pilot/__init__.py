"""The page of the pilot: try it first."""
