"""From a release to charts, one module for each of the four chart grammars."""
