// Streamlit's own words in Vietnamese.
//
// Streamlit 1.67 has no translations. This script follows what it draws and puts its fixed words
// into Vietnamese, or back into English when the address says `lang=en`. It changes exact matches
// only, and never inside what the pages themselves write.

const STRINGS = {
  // Frame
  "Skip to main content": "Chuyển đến nội dung chính",
  "Sidebar": "Thanh bên",
  "Expand sidebar": "Mở thanh bên",
  "Collapse sidebar": "Thu gọn thanh bên",
  "App pages": "Các trang",
  "Navigate to home page": "Về trang đầu",
  "Main menu": "Trình đơn chính",
  "Notifications": "Thông báo",
  "Close": "Đóng",
  "Cancel": "Hủy",
  "Copy": "Sao chép",
  "Dismiss": "Đóng",
  "Dismiss popup": "Đóng",
  "Help": "Giải thích",
  "Link to heading": "Liên kết đến mục này",
  "view more": "xem thêm",
  "view less": "thu gọn",
  "View less": "Thu gọn",
  "Scroll tabs left": "Cuộn các thẻ sang trái",
  "Scroll tabs right": "Cuộn các thẻ sang phải",
  // Menu and state of the run
  "Running...": "Đang xử lý…",
  "Stop": "Dừng",
  "Stopping...": "Đang dừng…",
  "Rerun": "Chạy lại",
  "Auto rerun": "Tự chạy lại",
  "Always rerun": "Luôn chạy lại",
  "File change.": "Tệp đã thay đổi.",
  "Clear cache": "Xóa bộ nhớ đệm",
  "Clear caches": "Xóa bộ nhớ đệm",
  "Deploy": "Triển khai",
  "Print": "In",
  "Record screen": "Quay màn hình",
  "Record a screencast": "Quay màn hình",
  "About": "Giới thiệu",
  "Get help": "Trợ giúp",
  "Report a bug": "Báo lỗi",
  "Settings": "Cài đặt",
  "Theme": "Giao diện",
  "System": "Theo hệ thống",
  "Use system setting": "Theo hệ thống",
  "Light": "Sáng",
  "Dark": "Tối",
  // Connection and errors
  "Connecting": "Đang kết nối",
  "Connecting to Streamlit server": "Đang kết nối với máy chủ",
  "Please wait...": "Vui lòng chờ…",
  "Error": "Lỗi",
  "Unable to connect to Streamlit server": "Không kết nối được với máy chủ",
  "Connection error": "Lỗi kết nối",
  "Connection closed": "Đã ngắt kết nối",
  "Connection timed out.": "Hết thời gian chờ kết nối.",
  "Connection lost. Please wait for the app to reconnect, then try again.":
    "Mất kết nối. Hãy chờ kết nối lại rồi thử lại.",
  "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
    "Máy chủ còn chạy không? Nếu đã dừng, hãy khởi động lại bằng lệnh:",
  "Streamlit server is not responding. Are you connected to the internet?":
    "Máy chủ không trả lời. Hãy kiểm tra kết nối mạng.",
  "Page not found": "Không tìm thấy trang",
  "The page that you have requested does not seem to exist. Running the app's main page.":
    "Không có trang theo địa chỉ này. Đang mở trang đầu.",
  "Script execution error": "Lỗi khi xử lý",
  "Network error": "Lỗi mạng",
  "Network issue": "Lỗi mạng",
  "Unknown error": "Lỗi không rõ nguyên nhân",
  "Try again": "Thử lại",
  "Traceback:": "Vết lỗi:",
  "This app has encountered an error. The original error message is redacted to prevent data leaks. Full error details have been recorded in the logs (if you're on Streamlit Cloud, click on 'Manage app' in the lower right of your app).":
    "Trang này gặp lỗi. Chi tiết đã được ghi trong nhật ký của máy chủ; hãy báo cho người quản trị.",
  // Choosing and typing
  "Open": "Mở danh sách",
  "Choose an option": "Chọn một mục",
  "Choose options": "Chọn các mục",
  "Choose or add an option": "Chọn hoặc thêm một mục",
  "Choose or add options": "Chọn hoặc thêm các mục",
  "Add an option": "Thêm một mục",
  "Add options": "Thêm các mục",
  "No results": "Không có kết quả",
  "No options": "Không có lựa chọn",
  "No options to select": "Không có lựa chọn",
  "No options to select.": "Không có lựa chọn.",
  "Select all": "Chọn tất cả",
  "Select...": "Chọn…",
  "Selected values": "Các mục đã chọn",
  "Selectbox options": "Các lựa chọn",
  "Multiselect options": "Các lựa chọn",
  "Clear value": "Xóa giá trị",
  "Clear all": "Bỏ chọn tất cả",
  "Clear entry": "Xóa nội dung",
  "Clear selection": "Bỏ chọn",
  "All selected options have been cleared.": "Đã bỏ chọn tất cả.",
  "Increment": "Tăng",
  "Decrement": "Giảm",
  "Show password": "Hiện mật khẩu",
  "Hide password": "Ẩn mật khẩu",
  "Press Enter to apply": "Nhấn Enter để áp dụng",
  "Press Enter to submit form": "Nhấn Enter để gửi",
  "Press Ctrl+Enter to apply": "Nhấn Ctrl+Enter để áp dụng",
  "Press ⌘+Enter to apply": "Nhấn ⌘+Enter để áp dụng",
  "Press Ctrl+Enter to submit form": "Nhấn Ctrl+Enter để gửi",
  "Press ⌘+Enter to submit form": "Nhấn ⌘+Enter để gửi",
  "Number is above the allowed range.": "Số lớn hơn mức cho phép.",
  "Number is below the allowed range.": "Số nhỏ hơn mức cho phép.",
  // Dates
  "Choose date": "Chọn ngày",
  "Choose date range": "Chọn khoảng ngày",
  "Choose date and time": "Chọn ngày giờ",
  "Clear date": "Xóa ngày",
  "Clear dates": "Xóa các ngày",
  "Date range": "Khoảng ngày",
  "Quick select a date range": "Chọn nhanh khoảng ngày",
  "Previous month": "Tháng trước",
  "Next month": "Tháng sau",
  "Next": "Sau",
  "Use arrow keys to navigate dates. Enter to select. Escape to close.":
    "Dùng phím mũi tên để chuyển ngày, Enter để chọn, Escape để đóng.",
  // Uploading and downloading
  "Upload": "Tải lên",
  "Upload directories": "Tải thư mục lên",
  "Browse files": "Chọn tệp",
  "file upload": "tải tệp lên",
  "Add files": "Thêm tệp",
  "Drag and drop a file here": "Kéo thả tệp vào đây",
  "Drag and drop file here": "Kéo thả tệp vào đây",
  "Drag and drop files here": "Kéo thả các tệp vào đây",
  "Drag and drop directories here": "Kéo thả thư mục vào đây",
  "Click to retry upload": "Nhấn để tải lên lại",
  "Upload failed": "Tải lên không thành công",
  "Error uploading file": "Tải lên không thành công",
  "Error deleting file": "Không xóa được tệp",
  "Only one file is allowed.": "Chỉ nhận một tệp.",
  "Too many files": "Quá nhiều tệp",
  "File size is too small.": "Tệp quá nhỏ.",
  "Error:": "Lỗi:",
  "Download failed": "Tải về không thành công",
  // Charts and tables
  "Fullscreen": "Toàn màn hình",
  "Close fullscreen": "Thoát toàn màn hình",
  "View fullscreen": "Toàn màn hình",
  "Exit fullscreen": "Thoát toàn màn hình",
  "Show data": "Xem số liệu",
  "Show chart": "Xem biểu đồ",
  "Download as PNG": "Tải về PNG",
  "Download as CSV": "Tải về CSV",
  "Copy Vega-Lite spec": "Sao chép mô tả Vega-Lite",
  "Copy to clipboard": "Sao chép",
  "Copied": "Đã sao chép",
  "Copied!": "Đã sao chép!",
  "Scrollable table": "Bảng cuộn được",
  "Dataframe column menu": "Trình đơn của cột",
  "Copy column name": "Sao chép tên cột",
  "Sort ascending": "Sắp xếp tăng dần",
  "Sort descending": "Sắp xếp giảm dần",
  "Autosize": "Tự chỉnh độ rộng",
  "Pin column": "Ghim cột",
  "Unpin column": "Bỏ ghim cột",
  "Hide column": "Ẩn cột",
  "Show/hide columns": "Hiện/ẩn cột",
  "Format": "Định dạng",
  "Statistics": "Thống kê",
  "Automatic": "Tự động",
  "Localized": "Theo ngôn ngữ",
  "Plain": "Số thường",
  "Compact": "Rút gọn",
  "Percent": "Phần trăm",
  "Scientific": "Khoa học",
  "Accounting": "Kế toán",
  "Dollar": "Đô la",
  "Euro": "Euro",
  "Yen": "Yên",
  "Distance": "Khoảng thời gian",
  "Duration": "Thời lượng",
  "Calendar": "Lịch",
  "Values": "Số giá trị",
  "Empty": "Ô trống",
  "Distinct": "Giá trị khác nhau",
  "Average": "Trung bình",
  "Median": "Trung vị",
  "Minimum": "Nhỏ nhất",
  "Maximum": "Lớn nhất",
  "Minimum length": "Độ dài nhỏ nhất",
  "Maximum length": "Độ dài lớn nhất",
  "Average length": "Độ dài trung bình",
  "Standard deviation": "Độ lệch chuẩn",
  "Sum": "Tổng",
  "Range": "Khoảng",
  "Based on sample": "Tính trên mẫu",
  "No data": "Không có số liệu",
  "No content": "Không có nội dung",
  "Failed to load data": "Không tải được số liệu",
  "Loading...": "Đang tải…",
  "Add row": "Thêm dòng",
  "Delete row(s)": "Xóa dòng",
  "Search": "Tìm",
  "Type to search": "Gõ để tìm",
  "Next Result": "Kết quả sau",
  "Previous Result": "Kết quả trước",
  "Close Search": "Đóng tìm kiếm",
  "Pagination": "Phân trang",
  "Next page": "Trang sau",
  "Previous page": "Trang trước",
};

// Words around a name or a number: $1 is carried over.
const PATTERNS = [
  [/^(\d+(?:\.\d+)?)([KMGT]?B) per file$/, "Tối đa $1 $2 mỗi tệp"],
  [/^File is larger than (.+)$/, "Tệp lớn hơn $1"],
  [/^File is smaller than (.+)$/, "Tệp nhỏ hơn $1"],
  [/^File must be (.+) or smaller\.$/, "Tệp không được lớn hơn $1."],
  [/^(\S+) files are not allowed\.$/, "Không nhận tệp loại $1."],
  [/^Remove (.+)$/, "Bỏ $1"],
  [/^Add: (.+)$/, "Thêm: $1"],
  [/^(\d+) options? available\.$/, "Có $1 lựa chọn."],
  [/^Select (\d+) matches$/, "Chọn $1 mục khớp"],
  [/^(.+), selected\.$/, "Đã chọn $1."],
  [/^View (\d+) more$/, "Xem thêm $1"],
  [/^Page (\d+)$/, "Trang $1"],
  [/^Selected Date: (.+)$/, "Ngày đã chọn: $1"],
  [/^Choose date, (.+)$/, "Chọn ngày, $1"],
];

const ATTRIBUTES = ["aria-label", "title", "placeholder"];

// What the pages write, and the parts of Streamlit that use the same boxes for its own words.
const WRITTEN =
  '[data-testid="stMarkdownContainer"], [data-testid="stHtml"], [data-testid="stText"], ' +
  '[data-testid="stTable"], [data-testid="stJson"], [data-testid="stFileChipName"], ' +
  '[data-testid="stMetricValue"], [data-testid="stDataFrameColumnVisibilityMenu"], ' +
  '[role="option"], [data-tag] > span, pre, code';
const BUILT_IN =
  '[data-testid="stFileUploaderDropzone"] button, [data-testid="stTooltipContent"], ' +
  '[data-testid="stElementToolbar"], [data-testid="stMainMenuPopover"], ' +
  '[data-testid="stHeaderActionElements"], [data-testid="stException"], ' +
  '[data-testid="stErrorElementStack"]';
const CHOICES = '[role="option"], [data-testid="stDataFrameColumnVisibilityMenu"]';
// The words of a control that the page has named, and drawings, are left alone.
const NAMED =
  '[role="combobox"], [role="listbox"], [role="radiogroup"], [role="option"], [role="tab"], ' +
  'section[data-testid="stFileUploaderDropzone"], textarea, ' +
  'input:not([data-testid="stFileUploaderDropzoneInput"])';
const SKIPPED = new Set(["STYLE", "SCRIPT", "NOSCRIPT", "CANVAS", "IFRAME", "svg"]);

const originals = new WeakMap(); // node → {"" for text, or attribute: [English, Vietnamese]}
const waiting = new Set();
const page = document.documentElement;

function vietnamese(text) {
  const words = text.trim();
  if (!words || words.length > 300) return null;
  if (Object.hasOwn(STRINGS, words)) return text.replace(words, () => STRINGS[words]);
  const pattern = PATTERNS.find(([english]) => english.test(words));
  return pattern ? text.replace(words, () => words.replace(...pattern)) : null;
}

function remember(node, place, english, translated) {
  const known = originals.get(node) ?? {};
  known[place] = [english, translated];
  originals.set(node, known);
}

function isWritten(element) {
  return element.closest(WRITTEN) !== null && element.closest(BUILT_IN) === null;
}

// These stand among the page's own choices, and are Streamlit's.
function isBuiltInChoice(text) {
  return /^(No results|Select all|Select \d+ matches|Add: .+)$/.test(text);
}

function translateText(node) {
  const translated = vietnamese(node.data);
  const parent = node.parentElement;
  if (translated === null || !parent || SKIPPED.has(parent.tagName)) return;
  if (isWritten(parent) && !(parent.closest(CHOICES) && isBuiltInChoice(node.data))) return;
  remember(node, "", node.data, translated);
  node.data = translated;
}

function translateAttributes(element) {
  for (const name of ATTRIBUTES) {
    const english = element.getAttribute(name);
    const translated = english && vietnamese(english);
    if (!translated || (name === "aria-label" && element.matches(NAMED)) || isWritten(element)) continue;
    remember(element, name, english, translated);
    element.setAttribute(name, translated);
  }
}

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) translateText(node);
  else translateAttributes(node);
}

function restore(node) {
  for (const [place, [english, translated]] of Object.entries(originals.get(node) ?? {})) {
    if (place === "" && node.data === translated) node.data = english;
    if (place && node.getAttribute(place) === translated) node.setAttribute(place, english);
  }
}

function walk(root, visit) {
  if (root.nodeType === Node.TEXT_NODE) return visit(root);
  if (root.nodeType !== Node.ELEMENT_NODE || SKIPPED.has(root.tagName)) return;
  visit(root);
  const nodes = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    SKIPPED.has(node.nodeName) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  while (nodes.nextNode()) visit(nodes.currentNode);
}

function flush() {
  const nodes = [...waiting];
  waiting.clear();
  if (page.lang !== "vi") return;
  for (const node of nodes) if (node.isConnected) walk(node, translate);
}

// A link to one card opens its page there; where the reader goes after that is his own.
let shown = "";

function named() {
  return new URLSearchParams(location.search).get("noi-dung") ?? "";
}

function point() {
  const wanted = named();
  if (!wanted) shown = "";
  if (wanted === shown) return;
  const chosen = document.querySelector(".kd-chosen");
  if (!chosen?.checkVisibility()) return;
  chosen.scrollIntoView({ block: chosen.clientHeight < innerHeight * 0.8 ? "center" : "start" });
  setTimeout(() => (shown = wanted), 1500); // till then what stands above may still grow
}

for (const act of ["wheel", "touchstart", "keydown", "pointerdown"]) {
  addEventListener(act, () => (shown = named()), { passive: true, capture: true });
}

function collect(records) {
  const idle = waiting.size === 0;
  for (const record of records) {
    if (record.type === "childList") for (const node of record.addedNodes) waiting.add(node);
    else if (record.type === "characterData") waiting.add(record.target);
    else if (page.lang === "vi") translateAttributes(record.target);
  }
  if (idle && waiting.size) requestAnimationFrame(flush);
  if (named() !== shown) requestAnimationFrame(point);
}

// The language switch changes the address without loading the page anew.
function follow() {
  const lang = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "vi";
  if (lang === page.lang) return;
  page.lang = lang;
  walk(document.body, lang === "vi" ? translate : restore);
}

for (const change of ["pushState", "replaceState"]) {
  const original = history[change].bind(history);
  history[change] = (...values) => {
    original(...values);
    follow();
  };
}
addEventListener("popstate", follow);
new MutationObserver(collect).observe(document.body, {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ATTRIBUTES,
});
waiting.add(document.body);
flush();

// A name for this browser's visit, so that a meeting outlives a reload and links that open a page
// anew. It is random, says nothing of the reader, is sent to this server only, and ends with the
// browser (ui/meeting/visit.py).
if (!/(^|; )kpi-visit=[\w-]{32}(;|$)/.test(document.cookie)) {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  const name = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
  document.cookie = `kpi-visit=${name}; path=/; samesite=strict${location.protocol === "https:" ? "; secure" : ""}`;
}
