"""Shared parts of pages: controls, messages, figures."""
