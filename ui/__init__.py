"""The seam between the library and Streamlit: caches, session, address, page frame."""
