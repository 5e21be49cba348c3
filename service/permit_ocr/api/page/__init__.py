"""The page for people: photos read in a browser, with nothing to install. Its files are in ``permit_ocr/page/``."""
