import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { LANGUAGES, type Language } from '../src/core/language.js';

type Catalogue = Readonly<Record<string, string>>;
export type Catalogues = Readonly<Record<Language, Readonly<Record<string, Catalogue>>>>;

/** A placeholder's kind, as the compiler should know it. `select:a,b` lists the codes. */
type Placeholders = ReadonlyMap<string, 'value' | 'number' | `select:${string}`>;

/** Reads `catalogues/<language>/<feature>.ts` for all languages. */
export async function readCatalogues(folder: string): Promise<Catalogues> {
  const read = async (language: Language) => {
    const names = readdirSync(join(folder, language))
      .filter((name) => name.endsWith('.ts'))
      .sort();
    const entries = names.map(async (name) => {
      const module = (await import(pathToFileURL(join(folder, language, name)).href)) as { default: Catalogue };
      return [name.replace(/\.ts$/, ''), module.default] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  };
  const [en, ar, ckb] = await Promise.all(LANGUAGES.map(read));
  return { en: en ?? {}, ar: ar ?? {}, ckb: ckb ?? {} };
}

/** What is wrong with the catalogues: a missing or stray key, a placeholder that differs, a plural form that is missing. Empty when all is well. */
export function checkCatalogues(catalogues: Catalogues): readonly string[] {
  const english = flatten(catalogues.en);
  return LANGUAGES.flatMap((language) => {
    const own = flatten(catalogues[language]);
    return [
      ...[...english.keys()].filter((key) => !own.has(key)).map((key) => `${language}: ${key} is missing`),
      ...[...own].flatMap(([key, source]) => checkMessage(language, key, source, english.get(key))),
    ];
  });
}

function checkMessage(language: Language, key: string, source: string, english: string | undefined): readonly string[] {
  if (english === undefined) return [`${language}: ${key} is not in the English catalogue`];
  try {
    const elements = parse(source, { ignoreTag: true });
    const [own, expected] = [placeholdersOf(elements), placeholdersOf(parse(english, { ignoreTag: true }))];
    return [
      ...[...expected.keys()].filter((name) => !own.has(name)).map((name) => `${language}: ${key} leaves out {${name}}`),
      ...[...own.keys()].filter((name) => !expected.has(name)).map((name) => `${language}: ${key} has {${name}}, which English has not`),
      ...missingPlurals(language, elements).map((form) => `${language}: ${key} lacks the plural form «${form}»`),
    ];
  } catch (error) {
    return [`${language}: ${key} is not ICU MessageFormat: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** The CLDR categories that the language has and a plural of the message lacks. */
function missingPlurals(language: Language, elements: readonly MessageFormatElement[]): readonly string[] {
  return elements.flatMap((element) => {
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const inner = Object.values(element.options).flatMap((option) => missingPlurals(language, option.value));
    if (element.type === TYPE.select) return inner;
    const type = element.pluralType ?? 'cardinal';
    const needed = new Intl.PluralRules(language, { type }).resolvedOptions().pluralCategories;
    // Sorted, since versions of Node list them in different orders.
    return [...needed.filter((form) => !(form in element.options)).sort(), ...inner];
  });
}

function placeholdersOf(
  elements: readonly MessageFormatElement[],
  found = new Map<string, 'value' | 'number' | `select:${string}`>(),
): Placeholders {
  for (const element of elements) {
    switch (element.type) {
      case TYPE.argument:
        if (!found.has(element.value)) found.set(element.value, 'value');
        break;
      case TYPE.number:
        found.set(element.value, 'number');
        break;
      case TYPE.plural:
        found.set(element.value, 'number');
        for (const option of Object.values(element.options)) placeholdersOf(option.value, found);
        break;
      case TYPE.select:
        found.set(element.value, `select:${Object.keys(element.options).join(',')}`);
        for (const option of Object.values(element.options)) placeholdersOf(option.value, found);
        break;
      case TYPE.literal:
      case TYPE.pound:
      case TYPE.tag:
        break;
      default:
        throw new RangeError('dates and times are formatted by src/language/dates.ts, not in messages');
    }
  }
  return found;
}

function flatten(features: Readonly<Record<string, Catalogue>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(features).flatMap(([feature, catalogue]) =>
      Object.entries(catalogue).map(([name, source]) => [`${feature}.${name}`, source] as const),
    ),
  );
}

const HEADER = '// Generated by `npm run generate` from the catalogues. Do not edit.\n';

/** TypeScript that types every key by its placeholders. */
export function generateTypes(catalogues: Catalogues): string {
  const lines = [...flatten(catalogues.en)].map(([key, source]) => {
    const placeholders = [...placeholdersOf(parse(source, { ignoreTag: true }))];
    const fields = placeholders.map(([name, kind]) => `readonly ${JSON.stringify(name)}: ${typeOf(kind)}`);
    return `  readonly ${JSON.stringify(key)}: ${fields.length > 0 ? `{ ${fields.join('; ')} }` : 'null'};`;
  });
  return `${HEADER}import type { PhraseValue } from '../core/phrase.js';\n\nexport interface Messages {\n${lines.join('\n')}\n}\n\nexport type MessageKey = keyof Messages;\n`;
}

function typeOf(kind: string): string {
  if (kind === 'value') return 'PhraseValue';
  if (kind === 'number') return 'number';
  const codes = kind.slice('select:'.length).split(',');
  return codes.includes('other') ? 'string' : codes.map((code) => JSON.stringify(code)).join(' | ');
}

/** The module that brings all catalogues together; the compiler refuses one that lacks a key of the English one. */
export function generateIndex(catalogues: Catalogues): string {
  const features = Object.keys(catalogues.en);
  const name = (language: Language, feature: string) => `${language}_${feature.replaceAll('-', '_')}`;
  const imports = LANGUAGES.flatMap((language) =>
    features.map((feature) => `import ${name(language, feature)} from './${language}/${feature}.js';`),
  );
  const object = (language: Language) =>
    `{ ${features.map((feature) => `${JSON.stringify(feature)}: ${name(language, feature)}`).join(', ')} }`;
  const type = features
    .map((feature) => `readonly ${JSON.stringify(feature)}: Readonly<Record<keyof typeof ${name('en', feature)}, string>>`)
    .join('; ');
  return `${HEADER}${imports.join('\n')}\n\ntype Catalogue = { ${type} };\n\n${LANGUAGES.map((language) => `const ${language}: Catalogue = ${object(language)};`).join('\n')}\n\nexport const catalogues = { en, ar, ckb };\n`;
}
