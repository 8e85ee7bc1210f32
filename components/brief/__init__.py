"""Giving a briefing: a step fills the window, and clicker and keyboard go from one to the next."""
