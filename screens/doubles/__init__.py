"""The parts of the screen on which two records are made one."""
