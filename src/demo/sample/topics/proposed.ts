import type { Language } from '../../../core/language.js';

/** What is proposed at the moment. */
export const PROPOSED: readonly {
  readonly language: Language;
  readonly sector: string;
  readonly title: string;
  readonly question: string;
  readonly why: string;
}[] = [
  {
    language: 'en',
    sector: 'recovery',
    title: 'Small grants that small organisations can report on',
    question: 'Which report format could all of us live with?',
    why: 'Three calls close in the spring.',
  },
  {
    language: 'ar',
    sector: 'awareness',
    title: 'الحديث عن الزواج المبكر مع المدارس',
    question: 'من دخل إلى المدارس بهذا الموضوع، ومن أي باب؟',
    why: 'طلبت منا مدرستان ذلك هذا الفصل.',
  },
  {
    language: 'ckb',
    sector: 'prevention',
    title: 'گفتوگۆ لە نێوان دوو گەڕەکدا',
    question: 'چۆن یەکەم دانیشتن ڕێک دەخەن، و لە کوێ؟',
    why: '',
  },
  {
    language: 'ar',
    sector: 'participation',
    title: 'كيف نحافظ على المتطوعين بعد السنة الأولى',
    question: 'ماذا تقدّمون للمتطوع غير الشهادة؟',
    why: 'نخسر نصفهم كل صيف.',
  },
  {
    language: 'en',
    sector: 'protection',
    title: 'Looking after the people who listen',
    question: 'What do you do for case workers at the end of a hard week?',
    why: '',
  },
  {
    language: 'ckb',
    sector: 'legislation',
    title: 'مافی کارمەندانی ڕێکخراوە بچووکەکان',
    question: 'گرێبەست و پشووەکان لای ئێوە چۆنە؟',
    why: 'زۆر کەس پرسیار دەکات.',
  },
];
