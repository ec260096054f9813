"""What is fast and what is not, as ratios against named references: `python -m bench NAME`."""
