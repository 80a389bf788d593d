"""Statistics of trials with two sides: small closed forms and exact sums, knowing nothing of subscribers, months or files."""
