"""Every measure reckoned a second time, by plain SQL straight from the tables, from the rules."""
