"""The published results of models: rounded first, derived after."""
