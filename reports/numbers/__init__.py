"""A single number in words: outcomes, values of rules and assumptions, intervals."""
