import type { Language } from '../../../core/language.js';

/** What is discussed in one topic of the sample, and what came of it. All invented. */
export interface Discussion {
  readonly language: Language;
  readonly sector: string;
  readonly title: string;
  readonly question: string;
  /** What members write, each in their language. */
  readonly said: Readonly<Record<Language, string>>;
  /** In the topic's language. */
  readonly lesson: string;
  readonly challenge: string;
  readonly recommendation: string;
}

/** The oldest first; two for each sector, and some more for the months ahead. */
export const DISCUSSIONS: readonly Discussion[] = [
  {
    language: 'ar',
    sector: 'protection',
    title: 'مساحات آمنة للنساء في القرى البعيدة',
    question: 'من فتح مساحة في قرية بعيدة عن المركز، وكيف بقيت مفتوحة بعد انتهاء المشروع؟',
    said: {
      en: 'Ours is open two mornings a week. The rest of the time the room belongs to the school, and that keeps it paid for.',
      ar: 'أهم ما تعلّمناه أن تختار نساء القرية الساعة والمكان، لا نحن.',
      ckb: 'لای ئێمە شوفێری پاسەکە ژنێکە، لەبەر ئەوە خێزانەکان متمانەیان هەیە.',
    },
    lesson: 'اختيار نساء القرية للساعة والمكان أهم من تجهيز المكان نفسه.',
    challenge: 'النقل في الشتاء حين تنقطع الطرق الترابية.',
    recommendation: 'الاتفاق مع مدارس القرى على غرفة لصباحين في الأسبوع.',
  },
  {
    language: 'en',
    sector: 'climate-change',
    title: 'Talking about drought with people who have lost their fields',
    question: 'How do you speak about adaptation with a family that has nothing left to adapt?',
    said: {
      en: 'We stopped bringing slides. We bring bread, and somebody who left farming five years ago and is fine.',
      ar: 'جلسنا مع العائلات قرب النهر وسألنا عن السنوات الجيدة أولًا، فتغيّر الحديث كله.',
      ckb: 'گەنجەکان دەیانەوێت بزانن چ کارێکی تر هەیە، نەک هۆکاری وشکەساڵی.',
    },
    lesson: 'Begin with what families know about good years; the plan comes later.',
    challenge: 'There is little to offer in the first month.',
    recommendation: 'Share one list of short courses for former farmers in the three southern governorates.',
  },
  {
    language: 'ckb',
    sector: 'participation',
    title: 'گەنجان لە ئەنجوومەنی گەڕەکدا',
    question: 'چۆن گەنجان لە ئەنجوومەنی گەڕەکدا دەنگیان هەبێت، نەک تەنها کورسی؟',
    said: {
      en: 'Two seats, and the first question of each meeting is theirs. It took a year until nobody found that strange.',
      ar: 'عندنا يكتب الشباب محضر الاجتماع، ومن يكتب المحضر يُسأل عن رأيه.',
      ckb: 'ئێمە پێش هەر کۆبوونەوەیەک کاتژمێرێک لەگەڵ گەنجەکان دادەنیشین و خاڵەکان باس دەکەین.',
    },
    lesson: 'یەکەم پرسیاری کۆبوونەوە با هی گەنجەکان بێت.',
    challenge: 'کاتی کۆبوونەوەکان لەگەڵ خوێندن یەک ناگرێتەوە.',
    recommendation: 'کۆبوونەوەکان بۆ دوای نیوەڕۆی پێنجشەممە بگوازرێنەوە.',
  },
  {
    language: 'ar',
    sector: 'recovery',
    title: 'العودة إلى الحيّ بعد سنوات من النزوح',
    question: 'ما الذي تحتاجه العائلة في الأشهر الثلاثة الأولى بعد العودة، غير السقف؟',
    said: {
      en: 'Papers. Half of the families came back for a document and left again without it.',
      ar: 'جار يطرق الباب. خصّصنا متطوعين اثنين في كل شارع للأسبوع الأول.',
      ckb: 'قوتابخانە؛ منداڵێک کە لە ناوەڕاستی ساڵدا دێتەوە شوێنی نییە.',
    },
    lesson: 'متطوّعان في كل شارع للأسبوع الأول يغنيان عن مكتب بعيد.',
    challenge: 'وثائق الأطفال المولودين في النزوح.',
    recommendation: 'تخصيص يوم شهري مشترك للوثائق مع المنظمات القانونية.',
  },
  {
    language: 'en',
    sector: 'empowerment',
    title: 'From a sewing course to an income',
    question: 'Who has stayed with course participants for a year, and what made the difference?',
    said: {
      en: 'Seven of ten earn something after a year. The three who do not had nobody to look after the children.',
      ar: 'فتحنا طاولة مشتركة في سوق الجمعة، والبيع علّم أكثر من الدورة.',
      ckb: 'ئێمە مەکینەکانمان نەبەخشی، بە کرێمان دا؛ ئەوە باشتر پارێزران.',
    },
    lesson: 'A place to sell teaches more than another week of training.',
    challenge: 'Childcare during market hours.',
    recommendation: 'Rent machines instead of giving them away, and buy spare parts together.',
  },
  {
    language: 'ckb',
    sector: 'legislation',
    title: 'یاسای نوێ بە زمانێکی سادە',
    question: 'چۆن گۆڕانکارییە یاساییەکان بە زمانێک دەگەیەنین کە هەموو کەس تێی بگات؟',
    said: {
      en: 'One page, one family, one question. Nobody has ever asked us for the second page.',
      ar: 'سجّلنا الشرح بصوت محامية من المنطقة، وانتشر التسجيل في يومين.',
      ckb: 'پێشتر لەگەڵ پێنج دایک تاقیی دەکەینەوە؛ ئەگەر ئەوان تێگەیشتن، بڵاوی دەکەینەوە.',
    },
    lesson: 'هەر دەقێک پێش بڵاوکردنەوە با پێنج کەس بیخوێننەوە.',
    challenge: 'وشە یاساییەکان لە کوردیدا یەک شێوەیان نییە.',
    recommendation: 'فەرهەنگێکی کورتی هاوبەش بۆ پەنجا وشەی یاسایی.',
  },
  {
    language: 'ar',
    sector: 'prevention',
    title: 'حين يكبر خلاف صغير بين جارين',
    question: 'متى نتدخّل، ومتى نترك الأمر لأهل الحيّ؟',
    said: {
      en: 'Our rule: we come when one of the two asks, never when a third one does.',
      ar: 'نتدخّل حين يبدأ الناس بتسمية العشيرة بدل الاسم.',
      ckb: 'سپییەکانی گەڕەک یەکەم دەنگن، ئێمە تەنها چا دەگێڕین.',
    },
    lesson: 'نأتي حين يطلب أحد الطرفين، لا حين يطلب طرف ثالث.',
    challenge: 'وسائل التواصل تسبقنا دائمًا.',
    recommendation: 'قائمة واحدة بوسطاء كل منطقة، تُراجع كل ستة أشهر.',
  },
  {
    language: 'en',
    sector: 'awareness',
    title: 'A message that travels without us',
    question: 'Which of your messages did people pass on by themselves, and why that one?',
    said: {
      en: 'A joke about the water tanker. The serious version reached ninety people, the joke nine thousand.',
      ar: 'أغنية قصيرة غنّاها أطفال المدرسة، ولم نضع شعارنا عليها.',
      ckb: 'چیرۆکی دایکێک بە دەنگی خۆی، بێ مۆسیقا و بێ لۆگۆ.',
    },
    lesson: 'A voice that people know, and no logo.',
    challenge: 'Donors would like to see the logo.',
    recommendation: 'Agree with donors on a line in the report instead of a logo in the clip.',
  },
  {
    language: 'ar',
    sector: 'protection',
    title: 'الإحالة بين المنظمات من دون أن تضيع الناس',
    question: 'كيف نتأكّد أن من أحلناها وصلت، ومن دون أن نكشف قصتها؟',
    said: {
      en: 'We call after three days and ask one thing only: did somebody open the door?',
      ar: 'نسير معها في المرة الأولى. الورقة وحدها لا تكفي.',
      ckb: 'ژمارەیەک بەکار دێنین نەک ناو، و تەنها دوو کەس لیستەکەیان لایە.',
    },
    lesson: 'المرافقة في المرة الأولى أهم من أي استمارة.',
    challenge: 'تبدّل موظفي الإحالة كل بضعة أشهر.',
    recommendation: 'رقم هاتف ثابت للإحالة في كل منظمة، لا رقم شخصي.',
  },
  {
    language: 'ckb',
    sector: 'climate-change',
    title: 'باخچەی سەربان لە قوتابخانەکاندا',
    question: 'کێ باخچەی سەربانی هەیە، و لە هاویندا کێ ئاوی دەدات؟',
    said: {
      en: 'The guard waters ours. He sells the tomatoes, and nobody minds.',
      ar: 'جرّبنا خزانًا من ماء المكيّفات، ويكفي لنصف الأسبوع.',
      ckb: 'هەر پۆلێک هەفتەیەک، تەنانەت لە پشوودا؛ خێزانەکان یارمەتی دەدەن.',
    },
    lesson: 'ئاوی سپلیتەکان بەشی نیوەی هەفتە دەکات.',
    challenge: 'پشووی هاوین و گەرمای زۆر.',
    recommendation: 'نەخشەیەکی سادە بۆ کۆکردنەوەی ئاو لە سپلیتەکانەوە بڵاو بکرێتەوە.',
  },
  {
    language: 'en',
    sector: 'participation',
    title: 'Meetings that people with disabilities can come to',
    question: 'What did you change in your meetings, and what turned out to be cheap?',
    said: {
      en: 'We ask everybody on the form what they need. Three said a chair near the door; that was all.',
      ar: 'نقلنا الاجتماع إلى الطابق الأرضي، ولم نفكّر في ذلك لسنوات.',
      ckb: 'وەرگێڕی زمانی ئاماژە گران نییە ئەگەر سێ ڕێکخراو پێکەوە بیانهێنن.',
    },
    lesson: 'Ask what people need on the invitation; most of it is cheap.',
    challenge: 'Few interpreters of sign language outside the big towns.',
    recommendation: 'Keep one shared calendar of the interpreters and book them together.',
  },
  {
    language: 'ar',
    sector: 'recovery',
    title: 'المساعدة النقدية وأسئلة الناس عنها',
    question: 'كيف نشرح لماذا حصل الجار على المساعدة ولم نحصل عليها؟',
    said: {
      en: 'We publish the criteria on the door, in big letters, before the list exists.',
      ar: 'لجنة من الحيّ تراجع المعايير معنا مرتين في السنة.',
      ckb: 'هێڵێکی تەلەفۆنمان هەیە کە تەنها بۆ ئەم پرسیارەیە، و ڕۆژانە وەڵام دەداتەوە.',
    },
    lesson: 'المعايير تُعلّق على الباب قبل أن توجد القائمة.',
    challenge: 'من يأتي بعد الموعد بيوم واحد.',
    recommendation: 'خط هاتفي واحد مشترك للأسئلة في كل محافظة.',
  },
  {
    language: 'ckb',
    sector: 'empowerment',
    title: 'یەکەم کار بۆ ژنانی گەنج',
    question: 'چ جۆرە هاوکارییەک لە یەکەم مانگی کاردا زۆرترین سوودی هەبوو؟',
    said: {
      en: 'A friend who began the week before. Nothing else came close.',
      ar: 'أجرة النقل للشهر الأول، قبل الراتب الأول.',
      ckb: 'دانیشتنێک لەگەڵ خێزانەکە پێش دەستپێکردن، بە چایەکەوە.',
    },
    lesson: 'دوو کەس پێکەوە دەست پێ بکەن، نەک یەک کەس بە تەنها.',
    challenge: 'هاتوچۆ لە دوای کاتژمێر پێنج.',
    recommendation: 'کرێی هاتوچۆی یەکەم مانگ لە بودجەی ڕاهێناندا دابنرێت.',
  },
  {
    language: 'en',
    sector: 'legislation',
    title: 'Working with a local council that has changed',
    question: 'After the elections many of us sit with new people. How do you begin again?',
    said: {
      en: 'We bring the minutes of the last year and a list of what was promised. Politely.',
      ar: 'نطلب من العضو السابق أن يعرّفنا، حتى لو كان من قائمة أخرى.',
      ckb: 'سەردانی یەکەم بێ داواکاری؛ تەنها خۆناساندن.',
    },
    lesson: 'The first visit is without a request.',
    challenge: 'Promises that were never written down.',
    recommendation: 'Write a page on what was agreed after each meeting and send it to both sides.',
  },
  {
    language: 'ar',
    sector: 'prevention',
    title: 'الإشاعة قبل أن تصبح خبرًا',
    question: 'كيف تتحقّقون من إشاعة خلال ساعة، ومن يردّ عليها؟',
    said: {
      en: 'Four people in four districts, one call each. Then we say what we know and what we do not.',
      ar: 'لا نردّ نحن، بل يردّ مختار الحيّ بصوته.',
      ckb: 'وێنەکە دەگەڕێین؛ زۆربەی جار هی ساڵێکی تر و شارێکی ترە.',
    },
    lesson: 'نقول ما نعرفه وما لا نعرفه في الرسالة نفسها.',
    challenge: 'الساعات المتأخرة حين لا يردّ أحد.',
    recommendation: 'مناوبة مسائية مشتركة بين أربع منظمات.',
  },
  {
    language: 'en',
    sector: 'awareness',
    title: 'Speaking with fathers',
    question: 'Most of our sessions reach mothers. Who has reached fathers, where and when?',
    said: {
      en: 'At the barber’s, on Thursday evening. Ten minutes, no poster.',
      ar: 'بعد صلاة الجمعة، ومع أب من الحيّ يبدأ الكلام.',
      ckb: 'لە یاریگاکە، کاتێک چاوەڕێی منداڵەکانیان دەکەن.',
    },
    lesson: 'Go where fathers wait anyway, with a father who begins.',
    challenge: 'Ten minutes are soon over.',
    recommendation: 'Collect ten openings for ten minutes, in three languages.',
  },
  {
    language: 'ar',
    sector: 'climate-change',
    title: 'ماء الشرب في المدارس',
    question: 'من يراقب جودة الماء في مدارس منطقته، وماذا يفعل حين تكون النتيجة سيئة؟',
    said: {
      en: 'We test twice a term and tell the parents first, then the directorate.',
      ar: 'فلاتر بسيطة تُنظّف كل أسبوع، والجدول معلّق عند المدير.',
      ckb: 'قوتابییەکان خۆیان تاقی دەکەنەوە، و ئەنجامەکە لە دیوارەکەدایە.',
    },
    lesson: 'الجدول المعلّق يُقرأ أكثر من التقرير.',
    challenge: 'الفلاتر تنفد قبل نهاية الفصل.',
    recommendation: 'شراء الفلاتر معًا مرة في السنة.',
  },
  {
    language: 'ckb',
    sector: 'protection',
    title: 'پاراستنی ژمارە تەلەفۆنەکانی خەڵک',
    question: 'لیستی ژمارەکانمان لەکوێ دەپارێزین، و کێ دەیبینێت؟',
    said: {
      en: 'On paper in a drawer until last year. Now in one file that two people can open.',
      ar: 'نحذف القائمة بعد شهر من انتهاء النشاط، ويكتب شخصان أنهما حذفاها.',
      ckb: 'گرووپی واتسئاپمان داخست؛ هەموو ژمارەکان دیار بوون.',
    },
    lesson: 'لیستێک کە پێویست نییە، با نەمێنێت.',
    challenge: 'تەلەفۆنی کەسیی ستاف.',
    recommendation: 'دوای هەر چالاکییەک لە ماوەی مانگێکدا لیستەکە بسڕدرێتەوە.',
  },
  {
    language: 'en',
    sector: 'empowerment',
    title: 'What we pay people who train others',
    question: 'Do local trainers get a fee with you, and how did you arrive at it?',
    said: {
      en: 'One table for everybody, on the wall. It ended a long argument.',
      ar: 'نتفق على الأجر قبل الدعوة ونكتبه في الرسالة نفسها.',
      ckb: 'کرێی ڕێگا و کات، هەردووکیان؛ پێشتر تەنها ڕێگامان دەدا.',
    },
    lesson: 'One table of fees that everybody can read.',
    challenge: 'Donors have rules that differ from one another.',
    recommendation: 'Put a table of usual fees together and show it to donors.',
  },
  {
    language: 'ar',
    sector: 'recovery',
    title: 'حين ينتهي التمويل ويبقى الناس',
    question: 'كيف تغلقون مشروعًا من دون أن تغلقوا الباب؟',
    said: {
      en: 'We begin with the last month when we write the proposal.',
      ar: 'نقول التاريخ من اليوم الأول، ونكرّره كل شهر.',
      ckb: 'دوو خۆبەخشی گەڕەکەکە دوای ئێمە بەردەوامن، ئەوە لە سەرەتاوە ڕێک دەخەین.',
    },
    lesson: 'تاريخ الانتهاء يُقال من اليوم الأول.',
    challenge: 'الأسئلة التي تأتي بعد ستة أشهر.',
    recommendation: 'رقم هاتف واحد يبقى مفتوحًا سنة بعد الإغلاق.',
  },
];
