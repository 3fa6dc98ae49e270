"""The published figures of every cohort and indicator, all of them from rounded numbers."""
