"""What can be followed: changes of the register (Atom) and its dates (iCalendar)."""
