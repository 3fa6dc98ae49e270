"""Solo against team, from one tally or from arrays of moments: estimates and their tests."""
