// A sentence of the guided start that was read once is gone for good: the browser remembers it, as no server knows who comes back.
if (!window.guideIsRemembered) {
  window.guideIsRemembered = true
  const key = 'transfer-impact-guide-read'
  const read = () => {
    try {
      return (localStorage.getItem(key) || '').split(' ').filter(Boolean)
    } catch {
      return []
    }
  }
  const hide = name => document.documentElement.classList.add(`read-${name}`)
  read().forEach(hide)
  document.addEventListener('click', event => {
    const name = /st-key-guide_read_([a-z]+)/.exec(event.target.closest?.('[class*="st-key-guide_read_"]')?.className || '')?.[1]
    if (!name) return
    hide(name)
    try {
      localStorage.setItem(key, [...new Set([...read(), name])].join(' '))
    } catch {
      // A browser that keeps nothing shows the sentence again next time.
    }
  }, true)
}
