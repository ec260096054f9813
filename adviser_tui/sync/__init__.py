"""What a device and the team's hub both know: changes, how they are merged, how they travel."""
