"""Everything of the exchange between devices and the hub."""
