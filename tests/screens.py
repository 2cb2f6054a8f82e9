"""Opening the pages without a browser, and reading what stands on them."""

import re
from typing import Literal

from google.protobuf.text_format import MessageToString
from streamlit.testing.v1 import AppTest

from tests.serving import ROOT

# Page file, its address, its question in both languages.
PAGES = {
    "overview": ("tong-quan", "Tới đâu so với mục tiêu?", "How far against the targets?"),
    "province_map": (
        "ban-do",
        "Nơi nào đi trước, nơi nào cần hỗ trợ?",
        "Which provinces are ahead, and which need help?",
    ),
    "trends": (
        "xu-huong",
        "Đang chuyển biến ra sao, có đủ nhanh không?",
        "How is it moving, and is it fast enough?",
    ),
    "province": ("tinh-thanh", "Hà Nội đang ở đâu?", "Where does Hanoi stand?"),
    "ranking": (
        "xep-hang",
        "Ai dẫn đầu, ai tiến bộ nhanh nhất?",
        "Who is ahead, and who improves fastest?",
    ),
    "index_simulator": (
        "bo-chi-so",
        "Đổi trọng số hay thêm điểm thì thứ hạng thay đổi ra sao?",
        "What would other weights, or one more point, change?",
    ),
    "compare": (
        "so-sanh",
        "Hơn kém nhau ra sao, đâu chỉ là ngẫu nhiên?",
        "How do they compare, and what is only chance?",
    ),
    "equity": (
        "cong-bang",
        "Có nơi nào bị bỏ lại phía sau, ở đâu?",
        "Is anybody left behind, and where?",
    ),
    "rankings": (
        "quoc-te",
        "Việt Nam đứng ở đâu trên thế giới?",
        "Where does Viet Nam stand in the world?",
    ),
    "indicators": (
        "danh-muc",
        "Mỗi con số nghĩa là gì, ai chịu trách nhiệm?",
        "What does each figure mean, and who answers for it?",
    ),
    "plan": (
        "ke-hoach",
        "Việc gì đang chậm, của ai?",
        "Which tasks are late, and whose are they?",
    ),
    "early_warning": (
        "canh-bao-som",
        "Điều gì cần xử lý ngay, của ai?",
        "What needs attention now, and whose is it?",
    ),
    "meeting": ("cuoc-hop", "Cuộc họp sẽ xem gì?", "What will the meeting see?"),
    "upload": (
        "so-lieu",
        "Số liệu của bạn đã dùng được chưa?",
        "Are your figures ready to be used?",
    ),
    "versions": (
        "phien-ban",
        "Số liệu công bố đã thay đổi thế nào?",
        "How have the published figures changed?",
    ),
    "quality": (
        "chat-luong",
        "Số liệu đáng tin đến đâu?",
        "How far can the figures be trusted?",
    ),
}


def opened(page: str, **address: str) -> AppTest:
    """Open a page (its file's name) by an address, having passed the front door without one."""
    screen = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    for key, value in address.items():
        screen.query_params[key] = value
    return at(screen, page)


def at(screen: AppTest, page: str) -> AppTest:
    """Walk to another page in the same visit."""
    screen.switch_page(f"pages/{page}.py").run()
    assert not screen.exception, screen.exception[0].message
    return screen


def keep(screen: AppTest, part: int = 0) -> AppTest:
    """Put what is shown into the meeting: of a page with several things the one of this place."""
    for menu in screen.menu_button:
        return menu.click_index(part).run()
    return screen.button("add-to-meeting").click().run()


def questions(screen: AppTest) -> list[str]:
    """Return what the page is headed with: one question."""
    return [found for one in screen.html for found in re.findall("<h1[^>]*>(.*?)</h1>", one.value)]


def answer(screen: AppTest) -> str:
    """Return the page's answer in one sentence, as HTML."""
    (found,) = (one.value for one in screen.html if "kd-answer" in one.value)
    return found


def everything(screen: AppTest, part: Literal["main", "sidebar"] = "main") -> str:
    """Return all that is sent to the browser for a part of the screen, as one text."""
    sent = (node.proto for node in getattr(screen, part) if node.proto is not None)
    return "\n".join(MessageToString(proto, as_utf8=True) for proto in sent)
