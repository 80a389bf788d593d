"""A launch watched, in words and charts: the finding, the months against the plan, and what stands beside the plan."""
