"""A meeting as one HTML document: shown full screen, read on a phone, opened without a network.

The document holds all it needs: words and tables as HTML, figures for the pictures as JSON, its
own style and script, and a policy that lets it load nothing at all. `document` puts it together,
`slides` writes the slides, `country` the maps, `drawn` what the script (in `page/`) draws.
"""

from kpi.show.document import policy, to_html

__all__ = ["policy", "to_html"]
