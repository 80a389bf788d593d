// Streamlit notes every change of the address as a new entry of the history: after ten moves of a slider, ten presses of Back
// would show the same page. An address with the same path takes the place of the one before.
if (!window.oneEntryAPage) {
  window.oneEntryAPage = true
  window.lastQuery = location.search
  const push = history.pushState.bind(history)
  history.pushState = (state, unused, url) => {
    const next = new URL(url, location.href)
    if (next.pathname !== location.pathname) return push(state, unused, url)
    window.lastQuery = next.search
    return history.replaceState(state, unused, url)
  }
}
// A click on another page sends no query. A session that knows the settings writes them into the address again; one that took
// the place of a lost session cannot, and would answer for others. The browser still has them: it opens the page with them.
if (window.sessionMark && window.sessionMark !== SESSION_MARK && window.lastQuery !== location.search) {
  location.replace(location.pathname + window.lastQuery)
}
window.sessionMark = SESSION_MARK
