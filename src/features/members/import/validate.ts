import { fold } from '../../../core/fold.js';
import { isLanguage, type Language } from '../../../core/language.js';
import type { Phrase } from '../../../core/phrase.js';
import type { Zone } from '../../../core/time.js';
import { latinDigits } from '../../../core/written.js';
import { withoutQuotePrefix } from '../../../kit/csv.js';
import { phrase } from '../../../language/index.js';
import type { Platform } from '../../../ports/chat.js';
import { governorateOf } from '../governorates.js';
import { unique } from '../rules/unique.js';
import { skillOf } from '../skills.js';
import { isSpokenCode } from '../spoken.js';
import { cleanLine, EMAIL_MAX, hasWords, lengthOf, NAME_MAX, ORGANISATION_MAX, PHRASE_MAX } from '../text.js';
import { ORGANISATION_TYPES, type OrganisationType } from '../types.js';
import { zoneOf } from '../zones.js';
import { CELL_MAX, type Column, ITEM_SEPARATOR, ITEMS_MAX, type Row } from './columns.js';

/** A valid line. An absent field was empty, and does not change what is known. */
export interface ImportRow {
  readonly name: string;
  readonly organisation: string;
  readonly organisationType?: OrganisationType;
  readonly governorates?: readonly string[];
  readonly sectors?: readonly string[];
  readonly languages?: readonly string[];
  readonly offers?: readonly string[];
  readonly wants?: readonly string[];
  readonly language?: Language;
  readonly timezone?: Zone;
  readonly email?: string;
  readonly accounts: readonly { readonly platform: Platform; readonly user: string }[];
}

export type Validated = { readonly row: ImportRow } | { readonly fault: Phrase };

class Fault extends Error {
  readonly phrase: Phrase;
  constructor(phrase: Phrase) {
    super(phrase.key);
    this.phrase = phrase;
  }
}

/** Checks one line against what each column may hold; the first fault is returned. */
export function validateRow(row: Row, sectors: readonly string[]): Validated {
  try {
    return { row: toRow(row, sectors) };
  } catch (error) {
    if (error instanceof Fault) return { fault: error.phrase };
    throw error;
  }
}

function toRow(row: Row, sectors: readonly string[]): ImportRow {
  const one = (column: Column, max: number): string => {
    const raw = row[column] ?? '';
    const text = cleanLine(withoutQuotePrefix(raw.length > CELL_MAX * 10 ? raw.slice(0, CELL_MAX * 10) : raw));
    if (lengthOf(text) > max) throw new Fault(phrase('members.import.cell-long', { column, length: raw.length, max }));
    return text;
  };
  const many = (column: Column): readonly string[] => {
    const raw = row[column] ?? '';
    if (raw.length > CELL_MAX) throw new Fault(phrase('members.import.cell-long', { column, length: raw.length, max: CELL_MAX }));
    const items = unique(
      raw
        .split(ITEM_SEPARATOR)
        .map((item) => cleanLine(withoutQuotePrefix(item)))
        .filter((item) => item !== ''),
    );
    if (items.length > ITEMS_MAX) throw new Fault(phrase('members.import.items-many', { column, count: items.length, max: ITEMS_MAX }));
    for (const item of items)
      if (lengthOf(item) > ORGANISATION_MAX)
        throw new Fault(phrase('members.import.cell-long', { column, length: item.length, max: ORGANISATION_MAX }));
    return items;
  };
  const codes = (column: Column, isKnown: (code: string) => boolean, known: string): readonly string[] => {
    const items = many(column).map((item) => item.toLowerCase());
    const stranger = items.find((item) => !isKnown(item));
    if (stranger !== undefined) throw new Fault(phrase('members.import.code-unknown', { column, value: stranger.slice(0, 40), known }));
    return items;
  };
  const words = (column: Column): readonly string[] => {
    const items = many(column);
    const long = items.find((item) => lengthOf(item) > PHRASE_MAX);
    if (long !== undefined) throw new Fault(phrase('members.import.cell-long', { column, length: lengthOf(long), max: PHRASE_MAX }));
    return unique(items.map(skillOf));
  };

  const name = one('name', NAME_MAX);
  if (!hasWords(name)) throw new Fault(phrase('members.import.cell-empty', { column: 'name' }));
  const organisation = one('organisation', ORGANISATION_MAX);
  if (!hasWords(organisation)) throw new Fault(phrase('members.import.cell-empty', { column: 'organisation' }));

  const type = one('organisation_type', 40).toLowerCase();
  const language = one('language', 40).toLowerCase();
  const zone = one('timezone', 60);
  const email = one('email', EMAIL_MAX);
  const typeCode = ORGANISATION_TYPES.find((known) => known === type);
  if (type !== '' && !typeCode) {
    throw new Fault(
      phrase('members.import.code-unknown', { column: 'organisation_type', value: type, known: ORGANISATION_TYPES.join(', ') }),
    );
  }
  if (language !== '' && !isLanguage(language)) {
    throw new Fault(phrase('members.import.code-unknown', { column: 'language', value: language, known: 'en, ar, ckb' }));
  }
  const timezone = zone === '' ? undefined : zoneOf(zone);
  if (zone !== '' && timezone === undefined) throw new Fault(phrase('members.import.zone', { value: zone }));
  if (email !== '' && !/^[^\s@<>()",;]+@[^\s@<>()",;]+\.[^\s@<>()",;.]{2,}$/u.test(email))
    throw new Fault(phrase('members.import.email', { value: email }));

  return {
    name,
    organisation,
    accounts: [
      account('slack', one('slack_id', 40), /^[UW][A-Z0-9]{5,20}$/),
      account('discord', latinDigits(one('discord_id', 40)), /^\d{15,21}$/),
    ].flat(),
    ...(typeCode && { organisationType: typeCode }),
    ...(isLanguage(language) && { language }),
    ...(timezone !== undefined && { timezone }),
    ...(email !== '' && { email }),
    ...filled('governorates', unique(many('governorates').map(governorateOf))),
    ...filled(
      'sectors',
      codes('sectors', (code) => sectors.includes(code), sectors.join(', ')),
    ),
    ...filled('languages', codes('languages', isSpokenCode, 'en, ar, ckb, kmr, fr …')),
    ...filled('offers', words('offers')),
    ...filled('wants', words('wants')),
  };
}

function filled<K extends string>(key: K, items: readonly string[]): { readonly [P in K]?: readonly string[] } {
  return items.length === 0 ? {} : ({ [key]: items } as { readonly [P in K]?: readonly string[] });
}

function account(platform: 'slack' | 'discord', user: string, pattern: RegExp): ImportRow['accounts'] {
  if (user === '') return [];
  if (!pattern.test(user)) throw new Fault(phrase('members.import.account', { column: `${platform}_id`, value: user }));
  return [{ platform, user }];
}

/** What makes two lines the same person, when nothing else does. */
export function personKey(row: Pick<ImportRow, 'name' | 'organisation'>): string {
  return `${fold(row.name)}\n${fold(row.organisation)}`;
}
