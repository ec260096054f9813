"""Working with the team's hub: joining, sending, fetching, and what needs a decision."""
