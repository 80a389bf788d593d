"""The ways gigabytes may move, side by side: each with its own rules, roles, replay and notices."""
