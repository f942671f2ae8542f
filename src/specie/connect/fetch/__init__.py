"""Where company facts come from: the SEC through ``edgartools``, or a folder of files kept before."""
