"""Every face of a run: terminal, page, JSON, CSV; the only room that knows a language."""
