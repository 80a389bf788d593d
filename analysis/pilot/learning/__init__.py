"""What a pilot tells of the unknowns: the same pilot replayed over refocused draws, behind gates that may refuse."""
