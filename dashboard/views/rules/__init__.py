"""What to do: the shortlist found unasked, a search for a goal of one's own, where it turns."""
