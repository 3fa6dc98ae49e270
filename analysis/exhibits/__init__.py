"""What pictures show of a release: each exhibit's rows, marks, caption, words and table."""
