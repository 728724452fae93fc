"""Run the command line as `python -m claimgraph`."""

from claimgraph.cli import main

main(prog_name="claimgraph")
