import { isLanguage, LANGUAGES } from '../../../core/language.js';
import type { Phrase } from '../../../core/phrase.js';
import { latinDigits } from '../../../core/written.js';
import { withoutQuotePrefix } from '../../../kit/csv.js';
import { listed, phrase } from '../../../language/index.js';
import { LISTED_ACCOUNTS, LISTED_PLATFORMS, type ListedPlatform } from '../../../ports/identity.js';
import { governorateOf } from '../governorates.js';
import { organisationTypeOf } from '../organisation-types.js';
import { unique } from '../rules/unique.js';
import { skillOf } from '../skills.js';
import { isKurdishAlone, sectorOf, spokenOf } from '../spoken.js';
import { cleanLine, EMAIL_MAX, hasWords, lengthOf, NAME_MAX, ORGANISATION_MAX, PHRASE_MAX } from '../text.js';
import { ORGANISATION_TYPES } from '../types.js';
import { zoneOf } from '../zones.js';
import { accountColumn, CELL_MAX, type Column, ITEMS_MAX, type Row } from './columns.js';
import type { ImportRow } from './row.js';

export interface Validated {
  /** Undefined if there are faults. */
  readonly row: ImportRow | undefined;
  /** All that is wrong with the line, so that it is corrected once. */
  readonly faults: readonly Phrase[];
  /** What was left out or may be wrong; the person is taken all the same. */
  readonly warnings: readonly Phrase[];
  /** Accounts that Excel may have rounded, so they count only if somebody has them. */
  readonly doubtful: readonly DoubtfulAccount[];
}

export interface DoubtfulAccount {
  readonly account: ImportRow['accounts'][number];
  /** What to say if nobody has it. */
  readonly warning: Phrase;
}

/** Items of one cell: people use `|`, commas, semicolons and slashes of both scripts, and line breaks. */
const BETWEEN_ITEMS = /[|,،;؛\n\r]/;

/**
 * Checks one line against what each column may hold.
 * @param titleOf what the file calls a column
 */
export function validateRow(row: Row, sectors: readonly string[], titleOf: (column: Column) => string): Validated {
  const faults: Phrase[] = [];
  const warnings: Phrase[] = [];
  const doubtful: DoubtfulAccount[] = [];
  const one = (column: Column, max: number): string => {
    const raw = (row[column] ?? '').slice(0, CELL_MAX * 10);
    const text = cleanLine(withoutQuotePrefix(raw));
    if (lengthOf(text) <= max) return text;
    faults.push(phrase('members.import.cell-long', { column: titleOf(column), length: lengthOf(text), max }));
    return '';
  };
  const many = (column: Column, longest: number = ORGANISATION_MAX): readonly string[] => {
    const raw = row[column] ?? '';
    if (raw.length > CELL_MAX) {
      faults.push(phrase('members.import.cell-long', { column: titleOf(column), length: raw.length, max: CELL_MAX }));
      return [];
    }
    const items = unique(
      raw
        .split(BETWEEN_ITEMS)
        .map((item) => cleanLine(withoutQuotePrefix(item)))
        .filter(hasWords),
    );
    const title = titleOf(column);
    if (items.length > ITEMS_MAX) faults.push(phrase('members.import.items-many', { column: title, count: items.length, max: ITEMS_MAX }));
    for (const item of items) {
      const length = lengthOf(item);
      if (length > longest) faults.push(phrase('members.import.cell-long', { column: title, length, max: longest }));
    }
    return items;
  };
  /** Items that have a code; the others are left out, and the organiser is told. */
  const codes = (column: Column, codeOf: (item: string) => string | undefined): readonly string[] =>
    unique(
      many(column).flatMap((item) => {
        const code = codeOf(item);
        if (code !== undefined) return [code];
        const said = { column: titleOf(column), value: item.slice(0, 40) };
        warnings.push(isKurdishAlone(item) ? phrase('members.import.kurdish', said) : phrase('members.import.skipped', said));
        return [];
      }),
    );
  const required = (column: Column, max: number): string => {
    const before = faults.length;
    const text = one(column, max);
    if (faults.length === before && !hasWords(text)) faults.push(phrase('members.import.cell-empty', { column: titleOf(column) }));
    return text;
  };

  const name = required('name', NAME_MAX);
  const organisation = required('organisation', ORGANISATION_MAX);
  const email = emailOf(one('email', EMAIL_MAX));
  if (email !== '' && !/^[^\s@<>()",;:]+@[^\s@<>()",;:]+\.[^\s@<>()",;:.]{2,}$/u.test(email)) {
    faults.push(phrase('members.import.email', { value: email }));
  }
  const type = one('organisation_type', 60);
  const organisationType = organisationTypeOf(type);
  if (type !== '' && organisationType === undefined) {
    const known = listed(ORGANISATION_TYPES.map((code) => `common.type.${code}` as const));
    faults.push(phrase('members.import.code-unknown', { column: titleOf('organisation_type'), value: type, known }));
  }
  const spoken = one('language', 40);
  const language = spoken === '' ? undefined : spokenOf(spoken);
  if (isKurdishAlone(spoken)) warnings.push(phrase('members.import.kurdish', { column: titleOf('language'), value: spoken }));
  else if (spoken !== '' && (language === undefined || !isLanguage(language))) {
    const known = listed(LANGUAGES.map((code) => `common.language.${code}` as const));
    faults.push(phrase('members.import.code-unknown', { column: titleOf('language'), value: spoken, known }));
  }
  const zone = one('timezone', 60);
  const timezone = zone === '' ? undefined : zoneOf(zone);
  if (zone !== '' && timezone === undefined) faults.push(phrase('members.import.zone', { value: zone }));
  const account = (platform: ListedPlatform): ImportRow['accounts'] => {
    const column = accountColumn(platform);
    const { pattern, isNumber, example } = LISTED_ACCOUNTS[platform];
    const value = one(column, 60);
    const user = accountId(value);
    const title = titleOf(column);
    if (user === '') return [];
    if (isNumber && isRounded(user)) {
      doubtful.push({ account: { platform, user }, warning: phrase('members.import.rounded', { column: title, value }) });
      return [];
    }
    if (!pattern.test(user)) {
      faults.push(phrase('members.import.account', { column: title, value, example }));
      return [];
    }
    return [{ platform, user }];
  };

  const accounts = LISTED_PLATFORMS.flatMap(account);
  const filled: ImportRow = {
    name,
    organisation,
    accounts,
    ...(organisationType && { organisationType }),
    ...(language !== undefined && isLanguage(language) && { language }),
    ...(timezone !== undefined && { timezone }),
    ...(email !== '' && { email }),
    ...list('governorates', unique(many('governorates').map(governorateOf))),
    ...list(
      'sectors',
      codes('sectors', (item) => sectorOf(item, sectors)),
    ),
    ...list('languages', codes('languages', spokenOf)),
    ...list('offers', unique(many('offers', PHRASE_MAX).map(skillOf))),
    ...list('wants', unique(many('wants', PHRASE_MAX).map(skillOf))),
  };
  return { row: faults.length === 0 ? filled : undefined, faults, warnings, doubtful };
}

function list<K extends string>(key: K, items: readonly string[]): { readonly [P in K]?: readonly string[] } {
  return items.length === 0 ? {} : ({ [key]: items } as { readonly [P in K]?: readonly string[] });
}

/**
 * Whether Excel may have rounded a long id: it keeps 15 digits of a number and writes zeros for the others, or a power of ten. The id
 * is nobody's then; an id that somebody has ends in zeros by chance.
 */
function isRounded(id: string): boolean {
  return /^\d{15}0{2,6}$/.test(id) || /^\d{14,}000$/.test(id) || /^\d[.,]\d+E\+\d{2}$/.test(id);
}

/** An address as mail programs and spreadsheets copy it: as a link, in angle brackets after a name, with a mark at the end. */
function emailOf(text: string): string {
  const bare = text.replace(/^mailto:/i, '').replace(/\?.*$/, '');
  return (/<([^<>]+)>\s*$/.exec(bare)?.[1] ?? bare)
    .replace(/^mailto:/i, '')
    .replace(/[.,;،؛\s]+$/, '')
    .trim();
}

/** An id as it is copied: as a mention, after an apostrophe that kept it as text, with spaces or digits of another script. */
function accountId(text: string): string {
  return latinDigits(text)
    .replace(/^<@!?|>$/g, '')
    .replace(/[\s'’`]/g, '')
    .replace(/\|.*$/, '')
    .toUpperCase();
}
