"""One-click sign-in of the demonstration. Its pages exist only where SERVANDA_DEMO says so."""
