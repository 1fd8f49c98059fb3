import { nameKey } from '../../core/fold.js';
import { isLanguage, LANGUAGES, type Language } from '../../core/language.js';
import { SECTORS } from '../../core/settings.js';
import { languageName, speaker } from '../../language/index.js';

/** Languages that a form offers, the community's own first; an import may bring any other ISO 639 code. */
export const SPOKEN = ['ar', 'ckb', 'kmr', 'hac', 'sdh', 'sdb', 'en', 'tk', 'syr', 'tr', 'fa', 'hy', 'fr', 'de', 'es', 'it', 'ru'] as const;

const NAMED = ['kmr', 'hac', 'sdh', 'sdb', 'tk', 'syr', 'tr', 'fa', 'hy', 'fr', 'de', 'es', 'it', 'ru'] as const;

function isNamed(code: string): code is (typeof NAMED)[number] {
  return NAMED.some((named) => named === code);
}

export function spokenLabel(code: string, language: Language): string {
  const say = speaker(language);
  if (isLanguage(code)) return say.plain(`common.language.${code}`);
  return isNamed(code) ? say.plain(`members.spoken.${code}`) : languageName(code, language);
}

/** Whether `code` is an ISO 639 code of a language that has a name (`xx` has none). */
export function isSpokenCode(code: string): boolean {
  if (!/^[a-z]{2,3}$/.test(code)) return false;
  return SPOKEN.some((known) => known === code) || languageName(code, 'en') !== code;
}

function isKnownSector(code: string): code is (typeof SECTORS)[number] {
  return SECTORS.some((sector) => sector === code);
}

/** A sector's name; one that a community added itself is shown by its code. */
export function sectorLabel(code: string, language: Language): string {
  return isKnownSector(code) ? speaker(language).plain(`common.sector.${code}`) : code;
}

/** Other names and spellings of languages. What stands for two of them is in none. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  ar: ['Arab', 'عربي', 'عربى', 'عربية', 'لغة عربية', 'العربي', 'ar-IQ', 'Iraqi Arabic', 'عەرەبی'],
  ckb: [
    'Sorani',
    'Soranî',
    'Central Kurdish',
    'Kurdish Sorani',
    'كردية سورانية',
    'سوراني',
    'كردي سوراني',
    'الكردية السورانية',
    'السورانية',
    'سۆرانی',
    'ku-Arab',
    'کوردی سۆرانی',
  ],
  kmr: [
    'Kurmanji',
    'Kurmancî',
    'Badini',
    'Bahdini',
    'Northern Kurdish',
    'Kurdish Kurmanji',
    'Kurdish Badini',
    'كردية بادينية',
    'کوردی بادینی',
    'کوردی کرمانجی',
    'كرمانجي',
    'بادينية',
    'کرمانجی',
    'بادینی',
    'بەهدینی',
    'ku-Latn',
  ],
  en: ['Eng', 'Inglizi', 'إنجليزي', 'انگليزي', 'انكليزي', 'الانكليزية', 'انكليزية', 'ئینگلیزی', 'en-GB', 'en-US'],
  sdh: ['Feyli', 'Faili', 'Fayli', 'Kurdish Feyli', 'فيلي', 'فيلية', 'كردي فيلي', 'فەیلی', 'کوردی فەیلی'],
  hac: ['Gorani', 'هورامي', 'هورامية'],
  sdb: ['Shabak', 'شبكي', 'شبكية'],
  tk: ['Turkoman', 'Turkman', 'Iraqi Turkmen', 'تركماني'],
  syr: ['Assyrian', 'Chaldean', 'Neo-Aramaic', 'Aramaic', 'سرياني', 'آشوري', 'كلداني'],
  fa: ['Farsi', 'فارسي', 'فارسی'],
  fr: ['فرنسي', 'Français'],
  de: ['ألماني', 'Deutsch'],
  tr: ['تركي', 'Türkçe'],
  hy: ['أرمني', 'Հայերեն'],
  es: ['Español'],
  it: ['Italiano'],
  ru: ['Русский'],
};

const BY_NAME: ReadonlyMap<string, string> = new Map(
  [...SPOKEN].flatMap((code) => {
    const names = LANGUAGES.flatMap((language) => [spokenLabel(code, language), languageName(code, language)]);
    return [...names, ...(OTHER_NAMES[code] ?? [])].map((name) => [nameKey(name), code] as const);
  }),
);

/** Macro-languages and their members that people mean by one of ours. */
const KEPT = new Set(['ckb', 'kmr', 'sdh']);
/** «Kurdish» alone: Sorani or Kurmanji, and only the person knows. */
const KURDISH = new Set(['ku', 'kur', 'kurdish', 'kurdi', 'kurdî', 'كردي', 'الكردية', 'كردية', 'کوردی', 'کورد'].map(nameKey));

export const isKurdishAlone = (words: string): boolean => KURDISH.has(nameKey(words));

/** The one code of a language that has several: `ara` and `ar` are both `ar`. */
export function oneCode(code: string): string {
  const lower = code.toLowerCase();
  if (KEPT.has(lower) || !/^[a-z]{2,3}$/.test(lower)) return lower;
  const [canonical = lower] = Intl.getCanonicalLocales(lower);
  return /^[a-z]{2,3}$/.test(canonical) && canonical !== 'ku' ? canonical : lower;
}

/** The code of a spoken language by its code, of any standard, or its name; `undefined` if none fits or several do. */
export function spokenOf(words: string): string | undefined {
  if (isKurdishAlone(words)) return undefined;
  const named = BY_NAME.get(nameKey(words));
  if (named !== undefined) return named;
  const code = oneCode(words.trim());
  return isSpokenCode(code) ? code : undefined;
}

const SECTOR_NAMES: Readonly<Record<(typeof SECTORS)[number], readonly string[]>> = {
  protection: ['GBV', 'Protection sector', 'حماية'],
  participation: ['Political participation', 'مشاركة'],
  prevention: ['وقاية', 'ڕێگری', 'ڕێگریکردن'],
  recovery: ['Relief', 'Relief and recovery', 'Relief & recovery', 'إغاثة', 'الإغاثة', 'التعافي', 'الاغاثة و التعافي'],
  legislation: ['Law', 'Legal', 'Laws', 'تشريع', 'القوانين'],
  awareness: ['Awareness raising', 'توعية', 'وشیاری'],
  empowerment: ['Women’s empowerment', 'Economic empowerment', 'تمكين', 'تمكين المرأة'],
  'climate-change': ['Climate', 'Environment', 'المناخ', 'التغير المناخي', 'تغير مناخي', 'کەشوهەوا'],
};

/** A community's sector by its code or its name in a language; `undefined` for one that it does not have. */
export function sectorOf(words: string, sectors: readonly string[]): string | undefined {
  const wanted = nameKey(words);
  return sectors.find((code) => {
    const names = isKnownSector(code) ? SECTOR_NAMES[code] : [];
    return [code, ...names, ...LANGUAGES.map((language) => sectorLabel(code, language))].some((name) => nameKey(name) === wanted);
  });
}
