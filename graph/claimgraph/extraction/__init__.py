"""An Article becomes an Extraction: one module a stage."""
