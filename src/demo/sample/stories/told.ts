import type { Language } from '../../../core/language.js';

type Words = readonly [title: string, happened: string, changed: string];

/** A story in the languages in which it is told; the first one is its author's. */
export interface Told {
  readonly texts: Partial<Readonly<Record<Language, Words>>>;
  /** Whether its author is named, and whether it stands on the public page. */
  readonly named: boolean;
  readonly onPage: boolean;
}

const told = (texts: Told['texts'], { named = false, onPage = false } = {}): Told => ({ texts, named, onPage });

/** Stories of invented people, the oldest first. */
export const STORIES: readonly Told[] = [
  told(
    {
      ar: [
        'قارب واحد لقريتين',
        'التقينا في لقاء قهوة: نحن نعرف الهور، وهم عندهم قارب لا يستخدمونه يومي الأحد والثلاثاء. كتبنا على ورقة واحدة من يقوده ومن يدفع الوقود.',
        'يصل طبيب القرية الآن مرتين في الأسبوع بدل مرة في الشهر. ثلاث نساء أنجبن في المركز لا في الطريق.',
      ],
      en: [
        'One boat for two villages',
        'We met over coffee: we know the marsh, and they had a boat that nobody used on Sundays and Tuesdays. We wrote on one page who steers it and who pays for fuel.',
        'The village doctor now comes twice a week and not once a month. Three women gave birth in the centre and not on the way.',
      ],
    },
    { named: true, onPage: true },
  ),
  told({
    en: [
      'The form that became shorter',
      'Our intake form had eleven pages. In the topic about referral somebody asked which answers we ever read again. We counted: four.',
      'The form has one page now. An interview takes twenty minutes, and people stay for tea.',
    ],
  }),
  told(
    {
      ckb: [
        'کتێبخانەیەک لە دوکانی نانەوا',
        'نانەواکە ڕەفەیەکی بەتاڵی هەبوو و ئێمە سێ سەد کتێبی منداڵان. لە دیدارێکی قاوەدا ڕێککەوتین.',
        'لە سێ مانگدا چل منداڵ کتێبیان بردووە و گەڕاندوویانەتەوە. دوو گەڕەکی تریش داوای هەمان شتیان کردووە.',
      ],
      ar: [
        'مكتبة في دكان الخباز',
        'كان لدى الخباز رف فارغ ولدينا ثلاثمئة كتاب للأطفال. اتفقنا في لقاء قهوة.',
        'خلال ثلاثة أشهر استعار أربعون طفلًا كتبًا وأعادوها. وطلب حيّان آخران الشيء نفسه.',
      ],
    },
    { named: true, onPage: true },
  ),
  told({
    ar: [
      'الشائعة التي توقفت عند البئر',
      'قيل إن ماء البئر مسموم. بعد موضوع «الإشاعة قبل أن تصبح خبرًا» ذهبنا مع معلمة القرية وفحصنا الماء أمام الجميع.',
      'شرب المختار أولًا. عاد الناس إلى البئر في اليوم نفسه، وصار الفحص عادة في أول كل شهر.',
    ],
  }),
  told(
    {
      en: [
        'Two budgets, one trainer',
        'Both of us had money for half a trainer. At a webinar we saw each other’s question in the chat and asked our donors for one joint course.',
        'Thirty-two people from nine organisations learned to read a budget. Five of them have written their first one since.',
      ],
    },
    { onPage: true },
  ),
  told({
    ckb: [
      'وشەیەک کە هەمووان تێی دەگەن',
      'ڕێنماییەکەمان بە زمانێکی قورس بوو. لە بابەتەکەدا ژنێک لە گوندەکەوە پێشنیاری وشەی ڕۆژانەی کرد و ئێمە هەموویمان گۆڕی.',
      'ئێستا خەڵک خۆیان دەیخوێننەوە و پرسیار لە ماف دەکەن، نەک لە واتای وشەکان.',
    ],
  }),
  told(
    {
      ar: [
        'ماء للمدرسة قبل الصيف',
        'ناقشنا في موضوع ماء المدارس ما الذي يمكن إصلاحه بلا تمويل. جمع الآباء الأدوات، وتبرع سبّاك بيومين.',
        'تعمل ستة صنابير من ثمانية. لم تغب أي فتاة هذا الشهر بسبب العطش أو الحمّامات.',
      ],
      ckb: [
        'ئاو بۆ قوتابخانە پێش هاوین',
        'لە بابەتی ئاوی قوتابخانەکاندا باسمان کرد چی بێ پارە چاک دەکرێت. دایک و باوکان ئامرازیان کۆکردەوە و وەستایەکی بۆری دوو ڕۆژی بەخشی.',
        'شەش لە هەشت بەلوعەکە کار دەکەن. ئەم مانگە هیچ کچێک بەهۆی تینوێتی یان ئاودەستەوە دوا نەکەوت.',
      ],
    },
    { named: true, onPage: true },
  ),
  told({
    en: [
      'A minute of silence that helped',
      'In our coordination meetings the same three people spoke. We took an idea from a training: first a minute in which everyone writes, then each reads one line.',
      'The minutes now have lines from twelve organisations. Two decisions came from people who had never spoken before.',
    ],
  }),
  told(
    {
      ar: [
        'من قائمة انتظار إلى ورشة',
        'لم نجد مقعدًا في ورشة الخياطة فسألنا في القناة من بقي خارجها. كنا أربع عشرة امرأة من خمس منظمات.',
        'أقمنا ورشتنا بأنفسنا في مركز استعرناه ليومين. تبيع خمس منا الآن في سوق الجمعة.',
      ],
    },
    { onPage: true },
  ),
  told(
    {
      ckb: [
        'بەیەکەوە بۆ لای پارێزگار',
        'سێ ڕێکخراو بووین بە هەمان داواوە. دوای کۆبوونەوەی هەماهەنگی یەک نامەمان نووسی و بەیەکەوە چووین.',
        'شەقامی نەخۆشخانەکە ڕووناک کرایەوە. جاری داهاتوو شوێنەکە پێشتر دەزانین: هەر لێرە باسی دەکەین.',
      ],
    },
    { named: true },
  ),
];
