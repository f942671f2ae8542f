"""Codes of documents: what keeps a text from being read, or from being read whole."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from specie.model import Code, say

_CODES = (
    Code(
        "DOC001",
        say("the document cannot be opened"),
        say("There is no such file, it is a folder, or reading it is not allowed."),
        say("Check the path and the rights of the file."),
    ),
    Code(
        "DOC002",
        say("the document is empty"),
        say("The file holds no text at all."),
        say("Check that the file is the one meant."),
    ),
    Code(
        "DOC003",
        say("the document is larger than the limit"),
        say("The limit keeps one file from taking the whole machine."),
        say("Check a part of it, or raise the limit with --max-size."),
    ),
    Code(
        "DOC004",
        say("the encoding of the text is not known"),
        say(
            "The bytes are not UTF-8, and no other encoding gives readable text beyond doubt. A wrong guess"
            " would spoil names and units without a sign, so nothing is read."
        ),
        say("Save the text as UTF-8, or name its encoding with --encoding."),
    ),
    Code(
        "DOC005",
        say("the text is damaged UTF-8"),
        say("Nearly all of it is UTF-8, but some bytes are not: the file was cut or joined wrongly."),
        say("Save it again as UTF-8."),
    ),
    Code(
        "DOC006",
        say("not a format that is read"),
        say("Text, Markdown, HTML, PDF and DOCX are read; the bytes are of another format."),
        say("Save or export it in one of these formats."),
    ),
    Code(
        "DOC007",
        say("the document is locked"),
        say("It is protected with a password, so its text cannot be taken out."),
        say("Save a copy without the password."),
    ),
    Code(
        "DOC008",
        say("pages without text"),
        say("The pages are pictures, as a scanner makes them; a picture has no figures that can be read."),
        say("Run text recognition (OCR) on it and check the result."),
    ),
    Code(
        "DOC009",
        say("the document is damaged"),
        say("Its inner structure is broken, so no text can be taken out safely."),
        say("Open it in the program that made it and save it again."),
    ),
    Code(
        "DOC010",
        say("the document takes too much time or memory"),
        say("Taking the text out was stopped at the limit of time, memory, pages or length."),
        say("Check a part of it. Such a file may have been made to block programs."),
    ),
    Code(
        "DOC011",
        say("the encoding was guessed"),
        say("The file does not say what it is written in; one encoding alone gave readable text."),
        say("If words look wrong, save the text as UTF-8 or name its encoding with --encoding."),
    ),
    Code(
        "DOC012",
        say("letters that stand for nothing"),
        say("A font of the PDF does not say which letters its shapes are, so some words or digits are lost."),
        say("Read the pages named beside the original, or take the text from another source."),
    ),
    Code(
        "DOC013",
        say("running heads were left out"),
        say(
            "Lines that repeat at the top or the bottom of pages, and page numbers, are not part of the text."
        ),
        say("Nothing has to be done."),
    ),
    Code(
        "DOC014",
        say("the language model gave no usable answer"),
        say("It could not be reached, was too slow, refused, or did not answer in the form asked for."),
        say("Check the address and the key; the figures were checked by the rules alone."),
    ),
    Code(
        "DOC015",
        say("proposals of the language model"),
        say("Only what stands in the text is used, read by our own parser; what it fills in is marked."),
        say("Read the marked figures beside the text."),
    ),
)

CODES: Mapping[str, Code] = MappingProxyType({code.id: code for code in _CODES})
"""Code id to its words, in order."""
