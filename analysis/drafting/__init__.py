"""A first codebook for a sheet that exists already, told from its columns alone.

``draft.draft`` looks at the columns and ``codebook_text.codebook_text`` writes down what it made of
them. Values of the sheet are written only where they stand in enough rows and look like options.
"""
