import { fold } from '../../core/fold.js';
import { LANGUAGES, type Language } from '../../core/language.js';
import { speaker } from '../../language/index.js';

/** Iraq's governorates, as codes. A community elsewhere writes its own names, which stay as they are. */
export const GOVERNORATES = [
  'anbar',
  'babil',
  'baghdad',
  'basra',
  'dhi-qar',
  'diyala',
  'dohuk',
  'erbil',
  'halabja',
  'karbala',
  'kirkuk',
  'maysan',
  'muthanna',
  'najaf',
  'nineveh',
  'qadisiyah',
  'saladin',
  'sulaymaniyah',
  'wasit',
] as const;
type Governorate = (typeof GOVERNORATES)[number];

function isGovernorate(value: string): value is Governorate {
  return GOVERNORATES.some((governorate) => governorate === value);
}

export function governorateLabel(value: string, language: Language): string {
  return isGovernorate(value) ? speaker(language).plain(`members.governorate.${value}`) : value;
}

const BY_NAME: ReadonlyMap<string, Governorate> = new Map(
  GOVERNORATES.flatMap((code) => [
    [fold(code), code] as const,
    ...LANGUAGES.map((language) => [fold(speaker(language).plain(`members.governorate.${code}`)), code] as const),
  ]),
);

/** The code of the governorate that has this name in any language; another name stays as it is. */
export function governorateOf(words: string): string {
  return BY_NAME.get(fold(words)) ?? words;
}
