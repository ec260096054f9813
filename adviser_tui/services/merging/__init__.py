"""Making one of two: doubles compared, merged and told apart, and branches under their parent."""
