"""Everything counted for a release, exactly and privately, from SQL made of the codebook."""
