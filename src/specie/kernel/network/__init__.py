"""Firms that own, owe to and buy from one another: what a loss at one does to the others."""
