"""What people see: citations, tables, the network and the page."""
