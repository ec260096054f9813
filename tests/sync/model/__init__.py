"""A team of simulated laptops over the real device and hub, driven by seeded scripts of steps."""
