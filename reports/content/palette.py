"""The colours of the charts, on the page and in every document."""

from __future__ import annotations

# Okabe and Ito's colours, told apart by colour-blind eyes; the sign is also in the label, so colour is never the only signal.
GAIN, LOSS, TOTAL = "#0072B2", "#D55E00", "#767676"


# Two strengths of the same two colours round a grey; the words and shares on the bars say it again.
BAND_COLOURS = (LOSS, "#F2B48A", "#B8BCC4", "#9CC9E3", GAIN)
