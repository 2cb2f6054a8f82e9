"""Times and bytes of the dashboard beside an empty Streamlit app, in the same run.

- `server`: starts either of them, and reads what it uses
- `bare`: the empty app; its page has as many widgets as the page it stands beside
- `viewer`: a viewer without a browser, speaking Streamlit's protocol
- `pages`, `crowd`, `browser`: what is measured
- `report`: the table, and the bars it must meet

`docs/performance.md` says what each line means.
"""
