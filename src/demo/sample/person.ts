import type { Role } from '../../core/access.js';
import type { Language } from '../../core/language.js';
import type { Zone } from '../../core/time.js';

/** What is told of a person by hand; the rest follows from their organisation and from chance with a fixed seed. */
export interface SamplePerson {
  readonly name: string;
  readonly language: Language;
  /** ISO 639 codes, the best one first. */
  readonly languages: readonly string[];
  readonly user?: string;
  readonly role?: Role;
  readonly timezone?: Zone;
  /** In their own words, beside what they have from the list. */
  readonly offers?: readonly string[];
  readonly wants?: readonly string[];
}

type More = Omit<SamplePerson, 'name' | 'language' | 'languages'>;

/** The bot speaks with them the first of `languages` that it knows, else English. */
export function person(name: string, languages: string, more: More = {}): SamplePerson {
  const spoken = languages.split(' ');
  const language = spoken.find((code): code is Language => code === 'ar' || code === 'ckb' || code === 'en') ?? 'en';
  return { name, language, languages: spoken, ...more };
}
