/** Minutes in Typst. All that people wrote comes as data: it is set as text, never as markup. */
export const MINUTES_TEMPLATE = `
#let data = json(bytes(sys.inputs.data))
#let accent = rgb("#0f6b63")
#let soft = rgb("#57686d")
#let way(rtl-text) = if rtl-text { rtl } else { ltr }
#let side(rtl-text) = if rtl-text { right } else { left }
#let own(directed, body) = align(side(directed.rtl), text(dir: way(directed.rtl), body))
#set document(title: data.heading + " · " + data.title.text)
#set text(font: "Noto Sans Arabic", fallback: false, size: 10.5pt, lang: data.language, dir: way(data.rtl), hyphenate: false)
#set par(leading: 0.75em)
#set page(paper: "a4", margin: (x: 22mm, top: 20mm, bottom: 22mm), footer: context {
  set text(size: 9pt, fill: soft)
  align(center, [#data.community · #counter(page).display("1 / 1", both: true)])
})
#show heading.where(level: 2): it => block(above: 7mm, below: 3mm, sticky: true, text(size: 13pt, weight: 700, fill: accent, it.body))
#block(text(size: 10pt, weight: 700, fill: accent, data.community + " · " + data.heading + " · " + data.state))
#own(data.title, heading(level: 1, text(size: 20pt, weight: 700, data.title.text)))
#v(2mm)
#for fact in data.facts { block(below: 2mm, [#text(weight: 700, fact.label + ":") #fact.value]) }
#for part in data.parts {
  if part.type == "heading" { heading(level: 2, part.text) }
  if part.type == "items" {
    for item in part.items {
      if item.label != "" { block(above: 4mm, below: 1.5mm, sticky: true, text(weight: 700, fill: soft, item.label)) }
      block(above: if item.label == "" { 4mm } else { 1.5mm }, below: 2mm, width: 100%, {
        for line in item.lines { block(above: 1.8mm, below: 1.8mm, width: 100%, own(line, line.text)) }
        if item.by != "" { block(above: 1.8mm, text(size: 9.5pt, fill: soft, "— " + item.by)) }
      })
    }
  }
  if part.type == "table" {
    table(
      columns: (1fr, auto, auto, auto),
      stroke: (x: none, y: 0.5pt + soft),
      inset: (x: 2mm, y: 2mm),
      align: start,
      table.header(..part.head.map(label => text(weight: 700, label))),
      ..part.rows.flatten().map(cell => own(cell, cell.text)),
    )
  }
}
`;
