"""Contacts: what was said with whom, kept apart from attempts, with the next step (M1)."""

from adviser_tui.services.contacts.draft import ContactDraft, Logged
from adviser_tui.services.contacts.reading import ContactRow
from adviser_tui.services.contacts.service import Contacts

__all__ = ["ContactDraft", "ContactRow", "Contacts", "Logged"]
