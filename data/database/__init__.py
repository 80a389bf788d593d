"""Connections, SQL files, Ctrl-C, and folders to work in that vanish afterwards."""
