"""Where a graph lives."""
