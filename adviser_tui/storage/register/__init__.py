"""The national register: reference data in folders beside the caseload, one for each register."""
