"""What a release says beyond its counts and averages: computed once, from what it publishes."""
