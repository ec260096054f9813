"""Reference data that ships with the program, and the invented demo caseload."""
