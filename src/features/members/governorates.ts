import { nameKey } from '../../core/fold.js';
import { LANGUAGES, type Language } from '../../core/language.js';
import { speaker } from '../../language/index.js';

/**
 * Iraq's governorates as codes, each with its main towns and usual other spellings. A community elsewhere writes its own names,
 * which stay as they are.
 */
const SPELLINGS = {
  anbar: ['Ramadi', 'Fallujah', 'Falluja', 'الرمادي', 'الفلوجة', 'ئەنبار', 'ڕومادی'],
  babil: ['Babel', 'Babylon', 'Babylonia', 'Hilla', 'Hillah', 'الحلة', 'بابل', 'حیلە'],
  baghdad: ['Bagdad', 'Baghdad City', 'بەغداد', 'بەغدا'],
  basra: ['Basrah', 'Bassora', 'بەسرە', 'بەسڕە'],
  'dhi-qar': ['Thi Qar', 'Zi Qar', 'Nasiriyah', 'Nasiriya', 'Nassiriya', 'Nasriyah', 'الناصرية', 'زیقار', 'ذیقار', 'ناسریە'],
  diyala: ['Diyalah', 'Dyala', 'Baqubah', 'Baquba', 'بعقوبة', 'باقوبە'],
  dohuk: ['Dahuk', 'Dihok', 'Dahok', 'Zakho', 'زاخو', 'زاخۆ'],
  erbil: ['Arbil', 'Irbil', 'Hewler', 'Hawler', 'Hewlêr', 'أربيل', 'هه‌ولێر'],
  halabja: ['Halabjah', 'Halabcha', 'Helebce'],
  karbala: ['Kerbala', 'Karbalaa', 'Kerbela', 'کەربەلا'],
  kirkuk: ['Kerkuk', 'Kirkouk', 'Tamim', 'التأميم', 'کەرکوک'],
  maysan: ['Missan', 'Misan', 'Maisan', 'Amara', 'Amarah', 'العمارة', 'عەمارە'],
  muthanna: ['Muthana', 'Samawah', 'Samawa', 'السماوة', 'موسەنا', 'سەماوە'],
  najaf: ['An-Najaf', 'Nejef', 'Kufa', 'الكوفة'],
  nineveh: [
    'Ninewa',
    'Ninawa',
    'Nainawa',
    'Ninevah',
    'Ninive',
    'Mosul',
    'Musil',
    'Sinjar',
    'الموصل',
    'سنجار',
    'مووسڵ',
    'موسڵ',
    'شنگال',
    'نەینەوا',
  ],
  qadisiyah: ['Qadisiya', 'Qadissiya', 'Qadisiyyah', 'Diwaniyah', 'Diwaniya', 'Ad-Diwaniyah', 'الديوانية', 'دیوانیە'],
  saladin: ['Salahaddin', 'Salah ad-Din', 'Salah Aldin', 'Salah El Din', 'Salahuddin', 'Tikrit', 'Samarra', 'تكريت', 'سامراء', 'سەلاحەدین'],
  sulaymaniyah: [
    'Sulaimaniyah',
    'Sulaimaniya',
    'Sulaymaniya',
    'As-Sulaymaniyah',
    'Sulaimany',
    'Sulaimani',
    'Suleimaniya',
    'Suli',
    'Slemani',
    'Silêmanî',
    'سليمانية',
  ],
  wasit: ['Wassit', 'Waset', 'Kut', 'Al-Kut', 'الكوت', 'کووت'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
type Governorate = keyof typeof SPELLINGS;
export const GOVERNORATES = Object.keys(SPELLINGS) as readonly Governorate[];

function isGovernorate(value: string): value is Governorate {
  return Object.hasOwn(SPELLINGS, value);
}

/** The name of a governorate in a language; a value that is none stays as it is. */
export function governorateLabel(value: string, language: Language): string {
  return isGovernorate(value) ? speaker(language).plain(`members.governorate.${value}`) : value;
}

/** Words for «governorate» and «city» beside a name, in the languages and as they are folded. */
const KINDS = ['governorate', 'province', 'muhafazat', 'city', 'محافظة', 'مدينة', 'پارێزگای', 'پارێزگا', 'شاری'].map(nameKey);

/** The name alone, folded: without «governorate» at either end and without the article. */
function bareName(words: string): string {
  const key = KINDS.reduce(
    (name, kind) => {
      if (name.length <= kind.length) return name;
      return name.startsWith(kind) ? name.slice(kind.length) : name.endsWith(kind) ? name.slice(0, -kind.length) : name;
    },
    nameKey(words).replace(/\W?gov\.?$/, ''),
  );
  return key.replace(/^of/, '').replace(/^(?:al|ال)(?=.{3})/, '');
}

const BY_NAME: ReadonlyMap<string, Governorate> = new Map(
  GOVERNORATES.flatMap((code) =>
    [code, ...SPELLINGS[code], ...LANGUAGES.map((language) => governorateLabel(code, language))].map(
      (name) => [bareName(name), code] as const,
    ),
  ),
);

/** The code of the governorate that has this name in any language, or has the town; another name stays as it is. */
export function governorateOf(words: string): string {
  return knownGovernorate(words) ?? words;
}

export function knownGovernorate(words: string): string | undefined {
  return BY_NAME.get(bareName(words));
}
