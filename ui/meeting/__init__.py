"""A visitor's meeting: views kept from their pages, arranged, shown and taken away.

`visit` holds it for the visit, `adding` is the button on the pages, `arranging` the page's list
and forms, `formats` the files it can be made into, `shown` what its items look like, kept.
"""
