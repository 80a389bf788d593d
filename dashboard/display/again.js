// Asks for this part of the page once more after a while: only the part is drawn again, and nothing is asked once it is whole.
export default function ({ data, parentElement, setTriggerValue }) {
  clearTimeout(parentElement.waiting)
  parentElement.waiting = setTimeout(() => setTriggerValue('due', data.nth), data.wait_ms)
  return () => clearTimeout(parentElement.waiting)
}
