"""The roof: settings, addresses, start-up checks, and the commands that concern the whole house."""
