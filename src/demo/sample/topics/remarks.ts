import type { Language } from '../../../core/language.js';

/** What fits nearly everywhere, so that each discussion has many voices. */
export const REMARKS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'We saw the same last spring. It helped to meet in somebody’s house instead of the office.',
    'Could you say how much time that takes in a week?',
    'Thank you, I will take this to our team on Sunday.',
    'With us it was the other way round, and I think the season explains it.',
    'I would gladly visit and see how you do it.',
    'We tried twice. The second time we asked first, and it worked.',
    'In our district the school principal opens the door for this.',
    'What did you do about transport?',
    'I would add one thing: tell people the end date on the first day.',
    'We wrote it on one page. Shall I share it here?',
    'The hardest month was the third, when the first enthusiasm was gone.',
  ],
  ar: [
    'مررنا بالأمر نفسه في الربيع، وساعدنا أن نجتمع في بيت لا في مكتب.',
    'كم يحتاج هذا من الوقت في الأسبوع؟',
    'شكرًا، سأنقل هذه الفكرة إلى فريقنا يوم الأحد.',
    'عندنا كان العكس، وأظن أن الموسم هو السبب.',
    'يسعدني أن أزوركم لأرى كيف تعملون.',
    'جرّبنا مرتين، وفي الثانية سألنا الناس أولًا فنجح الأمر.',
    'نقطة مهمة، وأضيف أن كبار السن في الحيّ سمعوا لنا حين بدأنا بهم.',
    'هل عندكم شيء مكتوب يمكن أن نقرأه؟',
    'في منطقتنا لا تصلح الصباحات، فالناس في الحقول حتى العصر.',
    'أوافق، ومع ذلك نحتاج إلى صبر أكثر مما نظن.',
  ],
  ckb: [
    'ئێمەش لە بەهاردا هەمان شتمان بینی؛ کۆبوونەوە لە ماڵێکدا یارمەتیدەر بوو.',
    'لە هەفتەیەکدا چەند کاتی دەوێت؟',
    'سوپاس، یەکشەممە بۆ تیمەکەمانی باس دەکەم.',
    'لای ئێمە پێچەوانە بوو، پێم وایە وەرزەکە هۆکارە.',
    'حەز دەکەم سەردانتان بکەم و ببینم چۆنی دەکەن.',
    'دوو جار تاقیمان کردەوە؛ جاری دووەم پێشتر پرسیمان و سەرکەوت.',
    'لای ئێمە بەڕێوەبەری قوتابخانەکە دەرگای بۆ کردینەوە.',
    'هاتوچۆتان چۆن ڕێک خست؟',
    'لە یەک لاپەڕەدا نووسیومانە؛ بۆتان بنێرم؟',
    'مانگی سێیەم قورسترین بوو، دوای ئەوەی گەرمیی سەرەتا نەما.',
  ],
};
