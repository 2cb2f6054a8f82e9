"""Versions: who published what, when and why; what changed; looking back, and going back."""

import streamlit as st

from ui import address, changes, data, history, revisions, rollback, shell, version_log

view = shell.view()
lang = view.lang

shell.heading(lang._("How have the published figures changed?"))
if view.workspace != "published":
    shell.tell_notices()
    st.info(lang._("Versions are kept of published figures only. Choose those to see them."))
    st.stop()

versions = version_log.shown()
if not versions:
    shell.tell_notices()
    shell.answer(
        lang._(
            "Nothing has been published from this server yet: what is shown are the figures that "
            "came with the program. The first publication starts the log."
        )
    )
    st.stop()

sections = {
    "nhat-ky": lang._("Log"),
    "so-sanh": lang._("Compare"),
    "mot-so-lieu": lang._("One figure"),
    "hoan-tac": lang._("Roll back"),
}
if data.as_of() is not None:  # an earlier state is looked at, not changed
    del sections["hoan-tac"]
section = address.choose(
    lang._("Show"), "muc", list(sections), "nhat-ky", sections.__getitem__,
    st.segmented_control, required=True,
)  # fmt: skip
numbers = {str(one.id): version_log.name(one, lang) for one in versions}

if section == "nhat-ky":
    first = version_log.page(len(versions), lang)
    shell.tell_notices()
    shell.answer(version_log.newest(versions, lang))
    st.html(version_log.table(versions[first : first + version_log.PER_PAGE], lang))
elif section == "so-sanh":
    one, two = st.columns(2, gap="medium")
    with one:
        before = next(iter(list(numbers)[1:]), "0")
        old = address.choose(
            lang._("From version"), "tu", list(numbers), before, numbers.__getitem__
        )
    with two:
        new = address.choose(
            lang._("To version"), "den", list(numbers), str(versions[0].id), numbers.__getitem__
        )
    found = history.compared(int(old), int(new))
    shell.tell_notices()
    shell.answer(changes.sentence(found, int(old), int(new), lang))
    st.html(changes.tiles(found, lang))
    if len(found):
        chosen = changes.filtered(changes.largest_first(found), lang)
        changes.take_away(chosen, f"phien-ban-{old}-{new}", lang)
elif section == "mot-so-lieu":
    indicator, areas, period = revisions.choose(lang)
    shell.tell_notices()
    course = revisions.course(indicator, areas, period, lang)
    shell.answer(course.told)
    if course.table:
        st.html(course.table)
else:
    rollback.show(versions, lang)
