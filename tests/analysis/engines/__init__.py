"""Engines elsewhere say what this process says."""
