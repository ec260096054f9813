"""The device's side of working as a team: what goes out, what comes in, what is let go of."""
