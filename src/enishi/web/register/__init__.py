"""Pages of the register: agreements, bonds, counting rules."""
