"""The pure core: no input or output, no clock, no unseeded randomness."""

VERSION = "0.1.0"
