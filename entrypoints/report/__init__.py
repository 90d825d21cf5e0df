"""How a connection stands, as a page and as rows for a spreadsheet: for whoever sits at no terminal."""
