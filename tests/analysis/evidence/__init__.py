"""Tests of analysis/evidence."""
