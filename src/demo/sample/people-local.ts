import { person } from './person.js';

/** Invented people; none of the names is meant to be anybody's. */
export const PEOPLE_OF_LOCAL = [
  // شبكة قصب وماء
  [
    person('حنين عبد الواحد الشذر', 'ar en', { user: 'haneen', role: 'organiser', offers: ['تيسير جلسات المزارعين'] }),
    person('جاسم مطشر الغديري', 'ar', { offers: ['إحياء زراعة القصب'] }),
    person('رغد كاظم ياسين', 'ar en', { wants: ['قياس ملوحة المياه'] }),
    person('منتظر عباس الرميض', 'ar'),
  ],
  // منظمة تنّور الحيّ
  [
    person('إسراء نعمان عباس', 'ar en'),
    person('علي رشيد مهدي', 'ar', { offers: ['مطابخ مجتمعية'] }),
    person('بتول حميد عبود', 'ar'),
    person('Yasameen Haitham Rawdhan', 'en ar'),
  ],
  // جمعية نخلتان وجسر
  [
    person('ضحى عبد الزهرة النخيلاوي', 'ar'),
    person('كرّار فالح الشواطي', 'ar en', { offers: ['قياس ملوحة المياه'] }),
    person('Zahraa Mahdi Al-Shanawi', 'en ar'),
    person('عمّار خزعل المينائي', 'ar'),
  ],
  // منظمة خيط ملوّن
  [
    person('نور الهدى صاحب العقيقي', 'ar'),
    person('فاطمة جواد المغزلي', 'ar en', { wants: ['تسويق الأعمال اليدوية'] }),
    person('حسنين راضي الكحلاوي', 'ar'),
  ],
  // منظمة باب خشبي للحوار
  [
    person('رفل غانم الحدبائي', 'ar en', { role: 'adviser', offers: ['وساطة بين الجيران'] }),
    person('يونس ذنون القنطري', 'ar'),
    person('مروة سالم الجصّاص', 'ar en'),
    person('Layth Fawwaz Al-Nabbal', 'en ar'),
  ],
  // جمعية طاحونة الزاب
  [person('صفاء إبراهيم الطاحوني', 'ar'), person('ئارام حەمید زابی', 'ckb ar'), person('وسن خلف الرحوي', 'ar tk')],
  // منظمة سلّة تمر
  [
    person('زينب مهدي سلمان', 'ar'),
    person('مصطفى عبود السعفي', 'ar en', { offers: ['تعاونيات التمور'] }),
    person('هدى كريم الفسيلي', 'ar'),
  ],
  // شبكة الدفتر الأزرق
  [
    person('شهد طارق الورّاق', 'ar en', { role: 'adviser', offers: ['قراءة مسودات القوانين'] }),
    person('أمجد سعدون القلمجي', 'ar'),
    person('دعاء مجيد السطري', 'ar en'),
    person('Ibrahim Natiq Al-Dafteri', 'en ar'),
  ],
  // منظمة فانوس الهور
  [person('أفنان شاكر المشحوفي', 'ar'), person('حيدر لفتة البردي', 'ar'), person('سجى عبد الرضا الفانوسي', 'ar en')],
  // جمعية ظلّ الصفصاف
  [
    person('عبد الرحمن ثامر الصفصافي', 'ar'),
    person('آية محمود الظليل', 'ar en', { offers: ['دعم العائدين نفسيًا'] }),
    person('خطّاب جمعة الفراتي', 'ar'),
    person('رسل عامر فرحان', 'ar'),
  ],
  // منظمة حبر وقمح
  [
    person('تبارك سعد الحبّاري', 'ar en', { wants: ['كتابة قصص إنسانية'] }),
    person('مثنى عدنان السنبلي', 'ar ckb'),
    person('ابتهال داود البيادري', 'ar'),
  ],
  // منظمة ثماني خطوات
  [person('هند صباح الدرجي', 'ar'), person('عثمان مزهر خليل', 'ar en'), person('لبنى حازم السلّامي', 'ar')],
  // جمعية موقد الشتاء
  [
    person('سارة إدريس الجمري', 'ar en'),
    person('Khalaf Murad Shivan', 'kmr ar en', { offers: ['support for families'] }),
    person('ريام بشّار الموقدي', 'ar'),
    person('Nareen Elias Hesso', 'kmr ar'),
  ],
  // منظمة ضفّتان وقارب
  [person('طيبة منذر الجسراوي', 'ar en'), person('سيف الدين قاسم الشريعة', 'ar'), person('ميس باسم داود', 'ar en')],
  // جمعية إبرة ونول
  [
    person('كوثر حنون النوّالي', 'ar', { offers: ['تسويق الأعمال اليدوية'] }),
    person('أنوار مهلهل السماوي', 'ar'),
    person('رضا عطية شاكر', 'ar en'),
  ],
  // تجمّع شرفة النساء
  [
    person('إيلاف عبد الكريم الشرفات', 'ar en', { offers: ['تدريب المرشّحات'] }),
    person('بنين ناصر الخصيبي', 'ar'),
    person('Mina Adel Al-Rawaq', 'en ar'),
  ],
  // ڕێکخراوی پەنجەرەی گەنم
  [
    person('شنۆ عوسمان گەنمیار', 'ckb en', { user: 'shno', offers: ['باخچەی سەربان'] }),
    person('هێمن ڕەئوف دێراوی', 'ckb ar'),
    person('تارا نەوزاد کاژیلە', 'ckb en'),
    person('بەهرۆز جەلال خەرمان', 'ckb'),
  ],
  // ڕێکخراوی سێبەری گوێز
  [
    person('چنار فەرەیدوون گوێزی', 'ckb', { wants: ['باخچەی سەربان'] }),
    person('ڕێبوار سەلام بیاری', 'ckb fa'),
    person('سۆلاڤ ئەحمەد هەورامیار', 'ckb en'),
  ],
  // تۆڕی دەنگی کانی
  [
    person('لانە ئەردەڵان سەرچاوە', 'ckb en', { role: 'adviser', offers: ['چاودێری ئەنجوومەنەکان'] }),
    person('دیاکۆ عومەر کانیلە', 'ckb ar en'),
    person('Rozhan Sirwan Baxtyar', 'en ckb'),
    person('هەرێم جەوهەر دەنگدار', 'ckb ar'),
  ],
  // ڕێکخراوی پردی بەردین
  [
    person('بەناز کەمال پردێوار', 'ckb ar', { offers: ['گفتوگۆی نێوان گەڕەکەکان'] }),
    person('گۆران ئیسماعیل بەردینی', 'ckb ar en'),
    person('ئاوێزان فازل شاخەوار', 'ckb'),
  ],
  // Rêxistina Sê Çira
  [
    person('Dilvin Xelef Sharo', 'kmr en ar', { offers: ['safe spaces in camps'] }),
    person('Haji Qasim Berkat', 'kmr'),
    person('Jihan Saido Xidir', 'kmr en'),
  ],
  // Pomegranate Courtyard Association
  [
    person('Maryam Yousif Shlemun', 'en syr ar', { user: 'maryam', offers: ['village story-telling evenings'] }),
    person('Ashur Gewargis Bazi', 'syr ar en'),
    person('Ninwa Sargon Odisho', 'syr en'),
    person('ريتا بهنام الرمّاني', 'ar syr'),
  ],
  // Kırk Basamak
  [person('Aynur Hasan Kaleli', 'tk ar tr'), person('أوغوز حقي ديميرجي', 'tk ar'), person('Sevgi Nureddin Salih', 'tk en tr')],
  // Threshold & Lantern
  [person('Shahnaz Karim Darwaza', 'en ckb'), person('Delal Farhad Rêwî', 'en kmr'), person('هاوژین محەممەد چراوان', 'ckb en')],
] as const;
