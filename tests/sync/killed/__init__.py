"""Processes of devices, hubs and databases that are killed, and what must still be true then."""
