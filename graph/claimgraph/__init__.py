"""Trace every statistic in an article: who said it, who was asked, how many, when, and who disagrees."""
