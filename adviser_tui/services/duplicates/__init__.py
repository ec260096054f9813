"""Which records may be one: the likely twin of what is added, doubles in the list, branches."""
