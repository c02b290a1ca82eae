"""Accounts: people who sign in, and in what standing."""
