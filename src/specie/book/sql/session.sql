-- What every connection to the store needs: variables belong to a connection, not to the store.

-- Spaces of every kind (tab, line ends, no-break, thin, zero-width, ideographic) at both ends are no text.
SET VARIABLE spaces = ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(5760) || chr(8192) || chr(8193)
    || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201)
    || chr(8202) || chr(8203) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288) || chr(65279);
