"""The synthetic population: markets and the generator."""
