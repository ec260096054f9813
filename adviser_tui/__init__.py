"""Adviser: an offline caseload for people who help people into work."""

__version__ = "0.1.0"
