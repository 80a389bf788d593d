"""What a replay comes to: outcomes, segments, winners and losers, the time path, sampling error, notices."""
