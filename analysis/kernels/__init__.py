"""The compiled part: keyed draws, pairs, allocation, outcomes. Arrays in, arrays out; no objects, no state."""
