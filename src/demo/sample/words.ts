import type { Language } from '../../core/language.js';

/** What sample people write. Content, not interface: so it is here and not in the catalogues. */
export type Sayings = Readonly<Record<Language, readonly string[]>>;

/** What people add to a check-in. */
export const NOTES: Sayings = {
  en: [
    'We swapped budget templates; hers is far clearer than ours.',
    'Good hour. We will visit their centre next month.',
    'He put me in touch with the mukhtar of his district.',
    'We found that we train the same group of teachers and will split the days.',
    'She walked me through their safeguarding form, step by step.',
    'Short call because of the power cut, but we will go on next week.',
    'We want to write one concept note together.',
    'I learned how they choose community volunteers.',
    'Their drought map answers a question that we had for a year.',
    'Mostly got to know one another. I would meet again gladly.',
    'We agreed to share the interpreter for the June workshop.',
    'Useful advice about reporting to donors on time.',
  ],
  ar: [
    'تبادلنا نماذج الموازنات، ونموذجهم أوضح من نموذجنا بكثير.',
    'لقاء جميل، وسنزور مركزهم في الشهر القادم.',
    'عرّفني على مختار المنطقة، وكنت أبحث عن هذا منذ أشهر.',
    'اكتشفنا أننا ندرّب المعلّمات أنفسهن، فاتفقنا على تقاسم الأيام.',
    'شرحت لي استمارة الحماية خطوة خطوة.',
    'انقطعت الكهرباء في منتصف الحديث، وسنكمل الأسبوع القادم.',
    'نفكّر في كتابة مقترح مشترك.',
    'تعلّمت كيف يختارون متطوعي الأحياء.',
    'خريطة الجفاف عندهم أجابت عن سؤال شغلنا سنة كاملة.',
    'تعارف لطيف في معظمه، وأودّ أن نلتقي مجددًا.',
    'اتفقنا على أن نتشارك قاعة التدريب في الصيف.',
    'نصائح مفيدة حول تقارير المانحين ومواعيدها.',
    'سنوقّع مذكرة قصيرة لتبادل الإحالات بين المركزين.',
  ],
  ckb: [
    'نموونەی بودجەمان ئاڵوگۆڕ کرد، هی ئەوان زۆر ڕوونترە.',
    'دیدارێکی خۆش بوو، مانگی داهاتوو سەردانی سەنتەرەکەیان دەکەین.',
    'منی بە مامۆستایانی گەڕەکەکەی ناساند.',
    'دەرکەوت هەردوولامان هەمان گرووپ ڕادەهێنین، ڕۆژەکان دابەش دەکەین.',
    'فۆرمی پاراستنی خۆیانی هەنگاو بە هەنگاو بۆ ڕوون کردمەوە.',
    'کارەبا بڕا، هەفتەی داهاتوو تەواوی دەکەین.',
    'دەمانەوێت پێکەوە پێشنیارێک بنووسین.',
    'فێر بووم چۆن خۆبەخشەکان هەڵدەبژێرن.',
    'زیاتر یەکترمان ناسی، حەز دەکەم دووبارە یەکتر ببینینەوە.',
    'ئامۆژگارییەکی بەسوود بوو لەسەر ڕاپۆرتی بەخشەران.',
  ],
};

/** The first word in a private group. */
export const GREETINGS: Sayings = {
  en: [
    'Good morning! Glad that we were matched. Would Tuesday suit you?',
    'Hello! I read about your work and have a question or two already. When are you free?',
    'Hi, nice to meet you. I can talk any morning this week.',
    'Hello from the office, tea in hand. Shall we take the second time?',
    'Nice to meet you! I am in the field until Monday; after that any day is good.',
  ],
  ar: [
    'صباح الخير، سعدت بهذا اللقاء. هل يناسبك يوم الثلاثاء؟',
    'مرحبًا، قرأت عن عملكم وعندي سؤال أو اثنان. متى يناسبك أن نتحدث؟',
    'أهلًا وسهلًا، يمكنني التحدث في أي صباح من هذا الأسبوع.',
    'مساء الخير، أقترح الموعد الثاني إن كان مناسبًا.',
    'تشرفت بالتعرف عليك! أنا في الميدان حتى الاثنين، وبعدها كل الأيام مناسبة.',
  ],
  ckb: [
    'بەیانیت باش، دڵخۆشم بەم ناسینە. ڕۆژی سێشەممە گونجاوە؟',
    'سڵاو، دەربارەی کارەکانتان خوێندمەوە و پرسیارێکم هەیە. کەی دەتوانین قسە بکەین؟',
    'سڵاو، هەر بەیانییەکی ئەم هەفتەیە ئامادەم.',
    'ئێوارەت باش، من کاتی دووەم پێشنیار دەکەم.',
    'خۆشحاڵم بە ناسینت! تا دووشەممە لە مەیدانم، دواتر هەموو ڕۆژێک باشە.',
  ],
};

/** An answer to somebody who wrote already. */
export const ANSWERS: Sayings = {
  en: [
    'Thank you for writing! Yes, that works for me.',
    'Gladly. I will call you then; I have prepared some notes on our last project.',
    'Perfect, see you then. Bring your questions about reporting!',
    'With pleasure. Can we make it half an hour later?',
  ],
  ar: [
    'شكرًا على رسالتك! نعم، هذا يناسبني.',
    'بكل سرور، سأتصل في الموعد ومعي ملاحظات عن مشروعنا الأخير.',
    'ممتاز، إلى اللقاء إذن.',
    'يسعدني ذلك. هل يمكن أن نؤخّره نصف ساعة؟',
  ],
  ckb: [
    'سوپاس بۆ نامەکەت! بەڵێ، بۆ من گونجاوە.',
    'بە خۆشحاڵییەوە، لەو کاتەدا پەیوەندی دەکەم.',
    'زۆر باشە، کەواتە تا ئەو کاتە.',
    'بە دڵخۆشییەوە. دەکرێت نیو کاتژمێر دواتر بێت؟',
  ],
};
