"""When advisers work, when they are away, and what that makes of a week."""
