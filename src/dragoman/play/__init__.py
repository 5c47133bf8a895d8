"""Bargaining models over positions, saliences and capabilities, and how they fare where the outcome is known."""
