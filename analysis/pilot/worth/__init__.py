"""What a pilot is worth to a decision, before it is run."""
