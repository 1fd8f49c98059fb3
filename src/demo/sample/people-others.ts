import { person } from './person.js';

/** Invented people; none of the names is meant to be anybody's. */
export const PEOPLE_OF_OTHERS = [
  // المركز الوطني لسجلّات الحوار
  [
    person('د. سندس رافع المحاضري', 'ar en', { offers: ['توثيق جلسات الحوار'] }),
    person('نبيل كاظم جواد', 'ar'),
    person('غفران عادل محسن', 'ar en', { wants: ['وساطة بين الجيران'] }),
  ],
  // مركز المشورة الأسرية
  [
    person('انتصار مالك الراشدلي', 'ar'),
    person('فراس عبد الأمير حسن', 'ar en', { offers: ['قراءة مسودات القوانين'] }),
    person('هالة يعرب صادق', 'ar'),
  ],
  // المرصد الوطني للماء والعيش
  [
    person('م. أيمن صادق الروّافي', 'ar en', { offers: ['خرائط الجفاف'] }),
    person('شذى كامل إبراهيم', 'ar en', { wants: ['إحياء زراعة القصب'] }),
    person('باقر عبد الحسين السدّي', 'ar'),
  ],
  // المعهد الوطني لمهارات الخدمة المحلية
  [person('وجدان فاضل المدرّبي', 'ar en'), person('سامر هاشم كريم', 'ar'), person('نغم صفوان المهاري', 'ar')],
  // الديوان الوطني لدعم المتطوعين
  [person('قمر عبد الستار الكوتاوي', 'ar'), person('أحمد جليل العونة', 'ar en')],
  // ئەنجوومەنی هەرێمی بۆ فێربوونی گەورەساڵان
  [
    person('سروە مستەفا وانەوێژ', 'ckb ar en', { role: 'organiser' }),
    person('کارزان بەکر خوێندار', 'ckb ar'),
    person('نیان شێرکۆ پەرتووک', 'ckb en', { wants: ['چاودێری ئەنجوومەنەکان'] }),
  ],
  // Hazelbridge International
  [
    person('Ingrid Thorvald-Lie', 'en fr', { wants: ['community kitchens'] }),
    person('Omar Siddiqui-Bell', 'en ar', { timezone: 'Asia/Amman' }),
    person('رؤى عصام البندقي', 'ar en'),
    person('Beatriz Lourenço Calheiros', 'en es', { offers: ['survey design for small teams'] }),
  ],
  // Fellsworth Fund for Recovery
  [
    person('Gareth Pellow-Wynn', 'en', { offers: ['reading donor contracts'] }),
    person('هاجر وليد سعدون', 'ar en'),
    person('Tomasz Wieczorkiewicz-Rana', 'en de'),
  ],
  // Almvik Samverkan
  [
    person('Elsa Björklund-Haddad', 'en ar', { timezone: 'Europe/Stockholm', wants: ['گفتوگۆی نێوان گەڕەکەکان'] }),
    person('Mattias Öberg-Lund', 'en', { timezone: 'Europe/Stockholm' }),
    person('شیلان قادر هاوکار', 'ckb en'),
  ],
  // Quernstone Institute
  [
    person('Farah Nasser Deen', 'en ar', { timezone: 'Asia/Amman', offers: ['policy briefs that get read'] }),
    person('Hugh Abernathy-Cole', 'en'),
    person('سهى ماجد الرحى', 'ar en'),
  ],
  // Tern and Thyme Relief
  [
    person('Adaeze Okwuosa-Martins', 'en fr', { wants: ['خرائط الجفاف'] }),
    person('ليث جبّار الطيّار', 'ar en'),
    person('Priyanka Velayudhan-Rao', 'en', { offers: ['cash assistance set-up'] }),
  ],
  // Orchard Lane Partnership
  [person('Clara Winterhalter-Sy', 'en de', { wants: ['safe spaces in camps'] }), person('Zîn Hekar Bahdînî', 'kmr en ckb')],
  // Collectif Passerelle Ocre
  [
    person('Solène Kerbrat-Amrani', 'en fr ar'),
    person('شنە سەردار حەمەئەمین', 'ckb en'),
    person('Théo Vasseur-Lindqvist', 'en fr', { wants: ['village story-telling evenings'] }),
  ],
] as const;
