"""Tests of those who resell."""
