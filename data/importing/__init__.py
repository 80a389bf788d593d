"""The operator's own tables become a population; what was not observed is filled in."""
