"""Match sheets over real records: gathering, answering, overriding, freezing and showing."""
