"""From the bytes of a file to a text with its paragraphs: encodings, Markdown, HTML, PDF, DOCX."""

from specie.text.document.errors import DocumentError
from specie.text.document.limits import Limits
from specie.text.document.read import Reading, read, read_document, read_text

__all__ = ["DocumentError", "Limits", "Reading", "read", "read_document", "read_text"]
