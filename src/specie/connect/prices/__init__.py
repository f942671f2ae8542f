"""Prices of listed shares: any source that can say a close, and a folder of CSV files always."""
