"""Rollover: a subscriber's own leftovers live on into later months."""
