interface SampleOrganisation {
  readonly name: string;
  readonly type: 'local' | 'national' | 'international';
  /** The first is where most of its people work. */
  readonly governorates: readonly string[];
  readonly sectors: readonly string[];
}

const local = (name: string, governorates: string, sectors: string): SampleOrganisation => ({
  name,
  type: 'local',
  governorates: governorates.split(' '),
  sectors: sectors.split(' '),
});
const national = (name: string, governorates: string, sectors: string): SampleOrganisation => ({
  ...local(name, governorates, sectors),
  type: 'national',
});
const international = (name: string, governorates: string, sectors: string): SampleOrganisation => ({
  ...local(name, governorates, sectors),
  type: 'international',
});

/** All invented, named in their own script. Their order is what the people's lists go by. */
export const SAMPLE_ORGANISATIONS: readonly SampleOrganisation[] = [
  local('شبكة قصب وماء', 'dhi-qar maysan', 'climate-change awareness'),
  local('منظمة تنّور الحيّ', 'baghdad', 'empowerment participation'),
  local('جمعية نخلتان وجسر', 'basra', 'recovery climate-change'),
  local('منظمة خيط ملوّن', 'najaf karbala', 'empowerment awareness'),
  local('منظمة باب خشبي للحوار', 'nineveh', 'prevention participation'),
  local('جمعية طاحونة الزاب', 'kirkuk saladin', 'recovery prevention'),
  local('منظمة سلّة تمر', 'karbala babil', 'recovery empowerment'),
  local('شبكة الدفتر الأزرق', 'baghdad diyala', 'legislation protection'),
  local('منظمة فانوس الهور', 'maysan', 'protection awareness'),
  local('جمعية ظلّ الصفصاف', 'anbar', 'recovery protection'),
  local('منظمة حبر وقمح', 'diyala wasit', 'awareness empowerment'),
  local('منظمة ثماني خطوات', 'saladin', 'recovery participation'),
  local('جمعية موقد الشتاء', 'nineveh', 'protection recovery'),
  local('منظمة ضفّتان وقارب', 'baghdad', 'participation prevention'),
  local('جمعية إبرة ونول', 'muthanna qadisiyah', 'empowerment participation'),
  local('تجمّع شرفة النساء', 'basra', 'participation legislation'),
  local('ڕێکخراوی پەنجەرەی گەنم', 'sulaymaniyah', 'empowerment climate-change'),
  local('ڕێکخراوی سێبەری گوێز', 'halabja sulaymaniyah', 'recovery awareness'),
  local('تۆڕی دەنگی کانی', 'erbil', 'participation legislation'),
  local('ڕێکخراوی پردی بەردین', 'erbil kirkuk', 'prevention participation'),
  local('Rêxistina Sê Çira', 'dohuk nineveh', 'protection recovery'),
  local('Pomegranate Courtyard Association', 'nineveh', 'recovery participation'),
  local('Kırk Basamak', 'kirkuk', 'awareness participation'),
  local('Threshold & Lantern', 'erbil dohuk', 'protection legislation'),
  national('المركز الوطني لسجلّات الحوار', 'baghdad', 'prevention participation'),
  national('مركز المشورة الأسرية', 'baghdad basra', 'protection legislation'),
  national('المرصد الوطني للماء والعيش', 'baghdad dhi-qar', 'climate-change recovery'),
  national('المعهد الوطني لمهارات الخدمة المحلية', 'babil baghdad', 'empowerment participation'),
  national('الديوان الوطني لدعم المتطوعين', 'wasit baghdad', 'participation awareness'),
  national('ئەنجوومەنی هەرێمی بۆ فێربوونی گەورەساڵان', 'erbil sulaymaniyah', 'awareness empowerment'),
  international('Hazelbridge International', 'baghdad erbil', 'protection prevention'),
  international('Fellsworth Fund for Recovery', 'nineveh anbar', 'recovery empowerment'),
  international('Almvik Samverkan', 'erbil', 'participation prevention'),
  international('Quernstone Institute', 'baghdad', 'legislation participation'),
  international('Tern and Thyme Relief', 'basra dhi-qar', 'climate-change recovery'),
  international('Orchard Lane Partnership', 'dohuk erbil', 'protection empowerment'),
  international('Collectif Passerelle Ocre', 'kirkuk sulaymaniyah', 'awareness prevention'),
];
