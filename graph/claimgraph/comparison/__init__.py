"""What may be set side by side, and what it says."""
