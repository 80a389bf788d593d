"""What people take away: pure functions from a result to bytes."""
