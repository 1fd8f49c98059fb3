import type { Language } from '../../../core/language.js';
import type { Context } from '../../../feature-api/index.js';
import { printPdfs, type Sheet } from '../../../print/index.js';
import { SAMPLE_EVENTS, type SampleEvent } from './events.js';

/** The pages after the title. */
const PAGES: Readonly<Record<Language, readonly (readonly [string, readonly string[]])[]>> = {
  en: [
    ['What we did', ['We began small, with three groups', 'People of the place decided', 'We wrote down what it cost']],
    ['What we learned', ['Ask first, then plan', 'Short meetings, every week', 'Say what did not work']],
    ['Your questions', []],
  ],
  ar: [
    ['ما قمنا به', ['بدأنا بثلاث مجموعات صغيرة', 'أهل المكان هم من قرّروا', 'دوّنّا ما كلّفه العمل']],
    ['ما تعلّمناه', ['نسأل أولًا ثم نخطط', 'لقاءات قصيرة كل أسبوع', 'نقول أيضًا ما لم ينجح']],
    ['أسئلتكم', []],
  ],
  ckb: [
    ['چیمان کرد', ['بە سێ گرووپی بچووک دەستمان پێ کرد', 'خەڵکی شوێنەکە بڕیاریان دا', 'تێچووەکەمان نووسی']],
    ['چی فێر بووین', ['یەکەم جار پرسیار، دواتر پلان', 'کۆبوونەوەی کورت، هەموو هەفتەیەک', 'ئەوەش دەڵێین کە سەرکەوتوو نەبوو']],
    ['پرسیارەکانتان', []],
  ],
};

/** Slides, one on each page, in Typst. */
const TEMPLATE = `
#let data = json(bytes(sys.inputs.data))
#let accent = rgb("#0f6b63")
#set document(title: data.title)
#set page(width: 254mm, height: 143mm, margin: 22mm)
#set text(font: "Noto Sans Arabic", fallback: false, size: 22pt, lang: data.language, dir: if data.rtl { rtl } else { ltr })
#align(horizon, text(size: 40pt, weight: 700, fill: accent, data.title))
#for (heading, points) in data.pages {
  pagebreak()
  text(size: 30pt, weight: 700, fill: accent, heading)
  v(8mm)
  for point in points { block(spacing: 9mm, [• #point]) }
}
`;

/** Webinars that are over have slides. */
export const hasSlides = ({ kind, inDays }: SampleEvent): boolean => kind === 'webinar' && inDays < 0;

const sheetOf = ({ language, texts }: SampleEvent): Sheet => ({
  template: TEMPLATE,
  data: { title: texts[language]?.title ?? '', language, rtl: language !== 'en', pages: PAGES[language] },
});

/** The name of the slides of an event. */
export const slidesName = ({ inDays, texts }: SampleEvent): string => `${texts.en?.title ?? inDays}.pdf`;

/**
 * The slides of each webinar that is over, as PDF.
 *
 * @throws {Error} If the template of the slides is wrong.
 */
export async function drawSlides({ compute }: Pick<Context, 'compute'>): Promise<ReadonlyMap<string, Uint8Array>> {
  const held = SAMPLE_EVENTS.filter(hasSlides);
  const drawn = await printPdfs(compute, held.map(sheetOf));
  return new Map(held.flatMap((event, index) => (drawn[index] ? [[slidesName(event), drawn[index]] as const] : [])));
}
