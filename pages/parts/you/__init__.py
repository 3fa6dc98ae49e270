"""The parts of *Where do I stand?*: questions, the card, wishes, helplines, and all its words."""
