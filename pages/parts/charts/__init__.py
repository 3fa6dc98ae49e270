"""From a release to charts, one module for each kind of chart."""
