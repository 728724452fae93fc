"""The vocabulary, the shapes, the scheme of respondent groups and the saved queries: data."""
