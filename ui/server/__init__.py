"""The web server around the screens: what `st.App` in dashboard.py is given.

Streamlit 1.67 sends its bundles uncompressed, its page in English and without security
headers, and collects garbage after every run. The rooms here mend that:

- `assets`: files compressed once, with a version in their address
- `figures`: files of what a page shows
- `meetings`: presentations and files of meetings, short links
- `pictures`: what a page shows as SVG, PNG and PDF
- `map_script`: the map's script, made of its parts and texts
- `bundles`: Streamlit's own scripts and styles, compressed
- `index`: the page that opens the dashboard, in the reader's language
- `headers`: what the browser may load, and from where
- `origins`: requests from nowhere, refused
- `wire`: how messages to the browser are compressed
- `upkeep`: what is done from start to end: libraries, garbage collection
- `warming`: what the first reader would wait for, built in the background
"""

from starlette.middleware import Middleware

from ui.server import assets, figures, map_script, meetings, pictures
from ui.server.assets import asset_url
from ui.server.bundles import Bundles
from ui.server.headers import SecureHeaders
from ui.server.index import IndexPage
from ui.server.map_script import map_script_url
from ui.server.origins import SoundOrigins
from ui.server.upkeep import lifespan

ROUTES = [*assets.ROUTES, *map_script.ROUTES, figures.FIGURES, pictures.PICTURES]
ROUTES += meetings.ROUTES
MIDDLEWARE = [
    Middleware(SecureHeaders),
    Middleware(SoundOrigins),
    Middleware(Bundles),
    Middleware(IndexPage),
]

__all__ = ["MIDDLEWARE", "ROUTES", "asset_url", "lifespan", "map_script_url"]
