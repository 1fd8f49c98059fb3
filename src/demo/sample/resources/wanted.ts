import type { Language } from '../../../core/language.js';
import type { AnswerState, RequestState } from '../../../features/resources/requests/types.js';

type Words = readonly [what: string, purpose: string];

/** What somebody of the sample asked for, and what became of it. */
export interface Wish {
  readonly sector: string;
  /** The language of who asks, in which it is written. */
  readonly by: Language;
  readonly words: Words;
  /** Null: any. */
  readonly language: Language | null;
  readonly named: boolean;
  /** How many days ago it was asked. */
  readonly asked: number;
  readonly state: Exclude<RequestState, 'draft' | 'left'>;
  /** How many days after the question; `reply`: what was said to it. */
  readonly answers: readonly { readonly after: number; readonly state: AnswerState; readonly note: string; readonly reply?: string }[];
  /** The theme of what was given, by its English title. */
  readonly theme?: string;
  /** How many days from now. */
  readonly deadline?: number;
  readonly reason?: string;
  /** A persona asked, so that visitors of the demo have something to decide. */
  readonly persona?: true;
}

const confirmed = (days: number, note = ''): Wish['answers'] => [{ after: days, state: 'confirmed', note }];

export const WISHES: readonly Wish[] = [
  {
    sector: 'protection',
    by: 'ar',
    words: ['قائمة ملاجئ في الوسط والجنوب', 'تتصل بنا نساء من محافظات لا نعرف فيها أحدًا.'],
    language: 'ar',
    named: false,
    asked: 160,
    state: 'closed',
    answers: [],
    reason: 'لا نجمع قائمة كهذه، حتى لا تقع في يد من لا ينبغي. يُرجى الاتصال بالخط الساخن.',
  },
  {
    sector: 'awareness',
    by: 'en',
    words: ['Posters about early marriage', 'For the corridors of two schools'],
    language: 'ar',
    named: true,
    asked: 131,
    state: 'confirmed',
    answers: confirmed(1, 'The files for printing are behind the link.'),
    theme: 'Sixteen days of activism',
  },
  {
    sector: 'protection',
    by: 'ckb',
    words: ['فۆرمی ڕەوانەکردن بە کوردی', 'هاوکارەکانمان عەرەبی ناخوێننەوە.'],
    language: 'ckb',
    named: true,
    asked: 104,
    state: 'confirmed',
    answers: confirmed(3),
    theme: 'Referral pathways',
  },
  {
    sector: 'prevention',
    by: 'ar',
    words: ['تمارين قصيرة للعمل مع الشباب', 'لدينا ساعة واحدة في الأسبوع في مركز الشباب.'],
    language: null,
    named: true,
    asked: 83,
    state: 'confirmed',
    answers: [
      { after: 2, state: 'declined', note: '', reply: 'هذه للكبار، ونبحث عن تمارين لمن هم دون 18.' },
      { after: 9, state: 'confirmed', note: 'جرّبناها في الزبير.' },
    ],
    theme: 'Working with men and boys',
  },
  {
    sector: 'legislation',
    by: 'en',
    words: ['A plain summary of the reform of the penal code', 'Members of parliament ask us what changes.'],
    language: 'en',
    named: false,
    asked: 66,
    state: 'confirmed',
    answers: confirmed(5),
    theme: 'The law on domestic violence',
  },
  {
    sector: 'awareness',
    by: 'ar',
    words: ['نصائح للحديث مع الإعلام', 'دُعينا إلى برنامج في إذاعة العمارة.'],
    language: 'ar',
    named: true,
    asked: 48,
    state: 'confirmed',
    answers: confirmed(2, 'الفصل الثالث هو الأهم.'),
    theme: 'Talking with the media',
  },
  {
    sector: 'empowerment',
    by: 'ckb',
    words: ['نموونەی پرۆژەی بچووک بۆ ژنان', 'بۆ داواکارییەکی پارەدان تا کۆتایی مانگ.'],
    language: null,
    named: true,
    asked: 35,
    state: 'withdrawn',
    answers: [],
    reason: 'found',
  },
  {
    sector: 'participation',
    by: 'en',
    words: ['How to take minutes that everyone can use', 'Our meetings have three languages.'],
    language: null,
    named: true,
    asked: 6,
    state: 'answered',
    answers: [{ after: 4, state: 'given', note: 'We have used this for a year. The last page is the template.' }],
    theme: 'Minutes that people read',
    persona: true,
  },
  {
    sector: 'climate-change',
    by: 'ckb',
    words: ['وێنەی ڕوونکەرەوە لەبارەی کەمئاوی', 'بۆ کۆبوونەوەیەک لەگەڵ جووتیارانی گەرمیان.'],
    language: 'ckb',
    named: true,
    asked: 12,
    state: 'open',
    answers: [],
    deadline: 16,
  },
  {
    sector: 'protection',
    by: 'ar',
    words: ['استمارة موافقة مبسّطة للناجيات', 'نفتح مساحة آمنة في الشهر القادم.'],
    language: 'ar',
    named: false,
    asked: 9,
    state: 'open',
    answers: [],
    deadline: 24,
  },
  {
    sector: 'awareness',
    by: 'en',
    words: ['Radio spots about the hotline', 'A station in Mosul gives us two minutes a day.'],
    language: 'ar',
    named: true,
    asked: 3,
    state: 'open',
    answers: [],
  },
];
