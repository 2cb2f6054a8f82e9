"""The library: everything the dashboard knows, without a screen.

Nothing here imports Streamlit; `tests/test_arrows.py` holds that line.
"""
