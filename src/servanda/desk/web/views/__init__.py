"""One module a page: read the request, build the page, render."""
