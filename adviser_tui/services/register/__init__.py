"""The national register: finding a company in it, and taking one over as an employer."""
