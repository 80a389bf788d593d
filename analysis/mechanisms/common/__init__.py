"""What several mechanisms share: two sides of a move, options that people take."""
