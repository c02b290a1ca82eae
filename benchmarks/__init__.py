"""Measured promises: each folder holds a protocol's generator, runner and results."""
