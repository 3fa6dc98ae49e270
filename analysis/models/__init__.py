"""What needs more than one tally: regressions, reliability, item functioning, weights, trends."""
