"""What a pilot tells of the unknowns: the same pilot replayed over refocused draws, gates that may refuse, a posterior as assumptions."""
