"""Input and output: sources, intake, publishing, the store of releases, the command line."""
