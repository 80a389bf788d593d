"""The optional tables of a synthetic base, with known values planted in them, for trying and testing."""
