"""The measures M1 to M15: one engine over one period, always with what is behind a figure."""
