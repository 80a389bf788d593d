"""The compiled loops of the worlds: one day of one person after the other."""
