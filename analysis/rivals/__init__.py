"""Mechanisms against each other on one base, and what resellers make of each."""
