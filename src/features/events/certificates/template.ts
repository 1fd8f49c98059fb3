/**
 * Certificates, one on each page, in Typst. All that people wrote comes as data: it is set as text, never as markup. A name or title
 * that is too long for its place gets smaller.
 */
export const CERTIFICATE_TEMPLATE = `
#let data = json(bytes(sys.inputs.data))
#let accent = rgb("#0f6b63")
#let soft = rgb("#57686d")
#let fit(words, most, height, weight: 400, fill: black) = layout(room => {
  let made(size) = block(width: room.width, align(center, par(leading: 0.8em, text(size: size, weight: weight, fill: fill, words))))
  let size = most
  while size > 5pt and measure(made(size)).height > height { size = size * 0.9 }
  block(height: height, width: 100%, align(center + horizon, made(size)))
})
#let frame = {
  place(top + left, dx: 8mm, dy: 8mm, rect(width: 281mm, height: 194mm, stroke: 1.4pt + accent, radius: 3mm))
  place(top + left, dx: 10mm, dy: 10mm, rect(width: 277mm, height: 190mm, stroke: 0.5pt + accent, radius: 2mm))
}
#set document(title: data.title)
#set page(width: 297mm, height: 210mm, margin: (x: 24mm, top: 17mm, bottom: 16mm), background: frame)
#for (index, one) in data.certificates.enumerate() {
  if index > 0 { pagebreak() }
  set text(font: "Noto Sans Arabic", fallback: false, size: 12pt, lang: one.language, dir: if one.rtl { rtl } else { ltr }, hyphenate: false)
  fit(one.community, 15pt, 11mm, weight: 700, fill: accent)
  v(2mm)
  fit(one.heading, 32pt, 18mm, weight: 700)
  v(2mm)
  align(center, text(size: 13pt, fill: soft, one.given))
  v(1mm)
  fit(one.name, 32pt, 29mm, weight: 700, fill: accent)
  v(1mm)
  align(center, text(size: 13pt, fill: soft, one.deed))
  v(1mm)
  fit(one.event, 21pt, 25mm, weight: 700)
  v(1mm)
  align(center, text(size: 12pt, one.when))
  v(0.5mm)
  align(center, text(size: 12pt, one.length))
  v(1fr)
  grid(
    columns: (1fr, auto),
    column-gutter: 8mm,
    align: (start + bottom, end + bottom),
    {
      set text(size: 9.5pt, fill: soft)
      set par(leading: 0.6em)
      for line in one.facts { block(spacing: 2mm, line) }
    },
    if one.code != none { image(bytes(one.code), format: "svg", width: 30mm, alt: one.alt) },
  )
}
`;
