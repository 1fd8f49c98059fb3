import type { Language } from '../../../../src/core/language.js';

/** What an organiser and members write around an event, as they would in their own language. All invented. */
export interface Texts {
  readonly title: string;
  /** One word of the title, to find it by. */
  readonly word: string;
  readonly about: string;
  readonly useful: string;
  readonly missing: string;
  readonly training: Named;
  readonly meeting: Named;
  /** Another meeting, which is called off. */
  readonly again: Named;
  /** Asked of those who are accepted, and what one of them answers. */
  readonly question: string;
  readonly answer: string;
  readonly needs: string;
  readonly note: string;
  readonly decision: string;
  readonly action: string;
  readonly correction: string;
  readonly reason: string;
}

/** What an event is called, and one word of it. */
interface Named {
  readonly title: string;
  readonly word: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: 'Budgets that donors understand',
    word: 'donors',
    about: 'We write one together, line by line. Bring a budget of yours.',
    useful: 'The template with the notes beside each line.',
    missing: 'More time for questions.',
    training: { title: 'Safe interviews, for two hands', word: 'interviews' },
    meeting: { title: 'Coordination of the marshes', word: 'marshes' },
    again: { title: 'Coordination before the feast', word: 'feast' },
    question: 'Your name as in your passport',
    answer: 'Zainab K. Kareem',
    needs: 'A ramp, please.',
    note: 'The road to Chibayish is open again.',
    decision: 'We meet each month.',
    action: 'Send the list of wells to everyone.',
    correction: 'It was the bridge, not the road.',
    reason: 'The hall is closed that day.',
  },
  ar: {
    title: 'موازنات يفهمها المانحون',
    word: 'المانحون',
    about: 'نكتب موازنة معًا سطرًا سطرًا. أحضروا معكم موازنة من عملكم.',
    useful: 'النموذج مع الملاحظات بجانب كل سطر.',
    missing: 'وقت أطول للأسئلة.',
    training: { title: 'مقابلات آمنة خطوة خطوة', word: 'مقابلات' },
    meeting: { title: 'تنسيق عمل الأهوار', word: 'الأهوار' },
    again: { title: 'تنسيق ما قبل العيد', word: 'العيد' },
    question: 'الاسم كما في جواز السفر',
    answer: 'زينب كريم',
    needs: 'مدخل بلا درج من فضلكم.',
    note: 'الطريق إلى الجبايش مفتوح من جديد.',
    decision: 'نجتمع كل شهر.',
    action: 'إرسال قائمة الآبار إلى الجميع.',
    correction: 'كان الجسر لا الطريق.',
    reason: 'القاعة مغلقة في ذلك اليوم.',
  },
  ckb: {
    title: 'بودجەیەک کە بەخشەران تێی بگەن',
    word: 'بەخشەران',
    about: 'پێکەوە دێڕ بە دێڕ بودجەیەک دەنووسین. بودجەیەکی خۆتان لەگەڵ خۆتان بهێنن.',
    useful: 'ئەو نموونەیەی تێبینی لە تەنیشت هەر دێڕێکدا بوو.',
    missing: 'کاتی زیاتر بۆ پرسیار.',
    training: { title: 'چاوپێکەوتنی پارێزراو هەنگاو بە هەنگاو', word: 'چاوپێکەوتنی' },
    meeting: { title: 'هەماهەنگیی زۆنگاوەکان', word: 'زۆنگاوەکان' },
    again: { title: 'هەماهەنگیی پێش جەژن', word: 'جەژن' },
    question: 'ناوەکەت وەک لە پاسپۆرتدایە',
    answer: 'زەینەب کەریم',
    needs: 'تکایە ڕێگای بێ پلیکانە.',
    note: 'ڕێگای چبایش دووبارە کراوەتەوە.',
    decision: 'هەموو مانگێک کۆ دەبینەوە.',
    action: 'لیستی بیرەکان بۆ هەمووان بنێردرێت.',
    correction: 'پردەکە بوو، نەک ڕێگاکە.',
    reason: 'هۆڵەکە ئەو ڕۆژە داخراوە.',
  },
};
