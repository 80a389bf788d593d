"""A pilot read out: who was really where first, then what it did, by clusters, on the absolute scale, with its error."""
