"""Gifting: one subscriber gives unused gigabytes to another."""
