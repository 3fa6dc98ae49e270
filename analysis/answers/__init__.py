"""From texts in a sheet to answers: dates, choices, and what could not be read."""
