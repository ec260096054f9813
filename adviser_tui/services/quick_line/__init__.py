"""The quick-entry line at work: understood, matched with records, shown, and only then saved."""
