"""Tables for machines: tidy CSV."""
