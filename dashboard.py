"""The front door: the list of pages and what frames them all.

`streamlit run dashboard.py` serves `app`; every visitor's run executes `front_door`.
"""

import streamlit as st

from kpi.language import Language
from ui import server, shell
from ui.meeting import adding


def front_door() -> None:
    """Offer the pages, in the reader's language, and run the chosen one."""
    st.set_page_config(page_title="Chuyển đổi số Việt Nam", layout="wide")
    page = shell.menu(pages)
    shell.sidebar()
    chosen(page)


@st.fragment
def chosen(page: st.Page) -> None:
    """Run the page and offer it for a meeting; a click on it runs this alone, without the frame."""
    if shell.outdated():
        st.rerun()
    if shell.run(page):
        adding.offer(page.url_path)


def pages(lang: Language) -> list[st.Page]:
    """Return the pages in the order of the menu."""
    return [
        st.Page("pages/overview.py", title=lang._("Overview"), url_path="tong-quan", default=True),
        st.Page("pages/province_map.py", title=lang._("Map"), url_path="ban-do"),
        st.Page("pages/trends.py", title=lang._("Trends"), url_path="xu-huong"),
        st.Page("pages/province.py", title=lang._("Provinces, ministries"), url_path="tinh-thanh"),
        st.Page("pages/ranking.py", title=lang._("Ranking"), url_path="xep-hang"),
        st.Page("pages/index_simulator.py", title=lang._("Index simulator"), url_path="bo-chi-so"),
        st.Page("pages/compare.py", title=lang._("Compare"), url_path="so-sanh"),
        st.Page("pages/equity.py", title=lang._("Equity"), url_path="cong-bang"),
        st.Page("pages/rankings.py", title=lang._("International rankings"), url_path="quoc-te"),
        st.Page("pages/indicators.py", title=lang._("Indicators"), url_path="danh-muc"),
        st.Page("pages/plan.py", title=lang._("Plan"), url_path="ke-hoach"),
        st.Page("pages/early_warning.py", title=lang._("Early warning"), url_path="canh-bao-som"),
        st.Page("pages/meeting.py", title=lang._("Meeting"), url_path="cuoc-hop"),
        st.Page("pages/upload.py", title=lang._("Your figures"), url_path="so-lieu"),
        st.Page("pages/versions.py", title=lang._("Versions"), url_path="phien-ban"),
        st.Page("pages/quality.py", title=lang._("Data quality"), url_path="chat-luong"),
    ]


if __name__ == "__main__":
    front_door()
else:
    app = st.App(
        __file__, lifespan=server.lifespan, middleware=server.MIDDLEWARE, routes=server.ROUTES
    )
