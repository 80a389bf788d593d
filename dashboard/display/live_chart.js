// A chart that is changed where it stands, by Plotly itself: Streamlit's own is taken away at every change and drawn anew,
// twice. The figure comes whole; colours and letters are those of the theme in force, whose change calls this again.
let library = null

function plotly(address) {
  library ??= new Promise((loaded, failed) => {
    const script = document.createElement('script')
    Object.assign(script, { src: address, onload: () => loaded(window.Plotly), onerror: failed })
    document.head.append(script)
  })
  return library
}

// Plotly reads no mixtures of colours: a colour of the theme, however it is written, with so much of it seen through.
function seen(colour, share) {
  const pen = document.createElement('canvas').getContext('2d')
  pen.fillStyle = colour
  return /^#......$/.test(pen.fillStyle) ? pen.fillStyle + Math.round(255 * share).toString(16).padStart(2, '0') : colour
}

function themed(layout, place) {
  const style = getComputedStyle(place)
  const of = name => style.getPropertyValue(`--st-${name}`).trim()
  const [text, family] = [of('text-color'), of('font')]
  const [quiet, faint] = [seen(text, 0.7), seen(text, 0.12)]
  const letters = { family, color: quiet, size: 12 }
  const titled = standoff => ({ font: { ...letters, size: 14 }, standoff })
  const axis = { automargin: true, gridcolor: faint, zerolinecolor: faint, tickcolor: faint, tickfont: letters }
  const usual = {
    font: letters,
    colorway: of('chart-categorical-colors').split(','),
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    margin: { l: 0, r: 0, pad: 8 },
    legend: { font: letters },
    hoverlabel: { bgcolor: of('background-color'), bordercolor: of('border-color'), font: { ...letters, color: text } },
    xaxis: { ...axis, title: titled(20), showgrid: false, zeroline: false },
    yaxis: { ...axis, title: titled(24) },
  }
  return { ...layout, template: { layout: usual }, autosize: true }
}

// As wide as its place, whatever becomes of that: a folded sidebar, a turned phone.
function follow(place, library) {
  place.follower ??= new ResizeObserver(() => {
    if (place.clientWidth && place.clientWidth !== place.drawnWide) library.Plots.resize(place)
    place.drawnWide = place.clientWidth
  })
  place.follower.observe(place)
}

function placed(parent) {
  const found = parent.querySelector('.live-chart')
  if (found) return found
  const place = Object.assign(document.createElement('div'), { className: 'live-chart', role: 'figure' })
  return parent.appendChild(place)
}

export default function ({ data, parentElement }) {
  const { address, alternative, config } = data
  const { data: traces, layout } = JSON.parse(data.figure)
  const place = placed(parentElement)
  place.setAttribute('aria-label', alternative)
  place.style.height = `${layout.height}px`
  const drawn = plotly(address).then(async library => {
    if (!place.isConnected) return
    if (place.isTold) place.textContent = ''
    place.isTold = false
    place.drawnWide = place.clientWidth
    await library.react(place, traces, themed(layout, place), config)
    follow(place, library)
  }).catch(() => {
    window.Plotly?.purge(place)
    place.textContent = alternative
    place.isTold = true
    library = null // the next change tries again
  })
  return () => drawn.then(() => {
    place.follower?.disconnect()
    window.Plotly?.purge(place)
  })
}
