"""Models for CP-SAT: the whole problem with every rule, and parts of it. Only here is it used."""
