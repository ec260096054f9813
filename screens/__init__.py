"""Full-screen views, one to a file, each with its style beside it."""
