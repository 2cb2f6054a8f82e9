"""Versions: who published what, when and why; what changed; looking back, and going back."""

import streamlit as st

from ui import address, changes, data, pickers, revisions, rollback, shell, version_log

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
    st.html(version_log.told(versions, first, lang))
elif section == "so-sanh":
    with pickers.row():
        before = next(iter(list(numbers)[1:]), "0")
        old = int(
            address.choose(lang._("From version"), "tu", list(numbers), before, numbers.__getitem__)
        )
        new = int(
            address.choose(
                lang._("To version"), "den", list(numbers), next(iter(numbers)), numbers.__getitem__
            )
        )
    found = changes.between(old, new)
    shell.tell_notices()
    st.html(changes.head(old, new, lang))
    if len(found):
        with pickers.row():
            choice = changes.choose(old, new, lang)
        changes.show(old, new, choice, lang)
elif section == "mot-so-lieu":
    indicator, areas, period = revisions.choose(lang)
    shell.tell_notices()
    course = revisions.course(indicator, areas, period, lang)
    shell.answer(course.told)
    if course.table:
        st.html(course.table)
else:
    rollback.show(versions, lang)
