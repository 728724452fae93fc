"""The register of studies and the articles of the worked example: data."""
