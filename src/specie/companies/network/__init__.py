"""The graph of deals: who loses what if a firm fails, by channel and by how certain the deals are."""
