"""Where raw answers come from: a Google Sheet, a CSV file, a Parquet file, or the demo.

``SURVEY_SOURCE`` alone decides which; ``open_source`` turns it into something to read from.
"""
