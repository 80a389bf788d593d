// Streamlit notes every change of the address as a new entry of the history: after ten moves of a slider, ten presses of Back
// would show the same page. An address with the same path takes the place of the one before.
if (!window.oneEntryAPage) {
  window.oneEntryAPage = true
  const push = history.pushState.bind(history)
  history.pushState = (state, unused, url) =>
    new URL(url, location.href).pathname === location.pathname ? history.replaceState(state, unused, url) : push(state, unused, url)
}
