"""Reports: self-contained HTML pages that open without network, on a phone and in print."""
