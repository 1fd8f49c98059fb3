import type { Language } from '../../../src/core/language.js';
import type { PhraseValue } from '../../../src/core/phrase.js';
import { toLocalDate } from '../../../src/core/time.js';
import { catalogues } from '../../../src/language/catalogues/index.js';
import { speaker } from '../../../src/language/index.js';
import { type Exhibit, haider, zainab } from './people.js';

type Catalogue = keyof typeof catalogues.en;

/** What stands on a page of its own, told by the keys: refusals, single answers, and the words of tables that organisers read. */
const PAGES: Readonly<Record<string, (key: string) => boolean>> = {
  'refusals: commands and buttons': of('dispatch', /^(?!home\.)/),
  'refusals: forms': of('common', /^error\./),
  'refusals: settings': of('settings', /^error\./),
  'refusals: coffee': of('coffee', /^error\./),
  'refusals: coffee, for organisers': of('coffee-organisers', /^error\./),
  'refusals: members': of('members', /^error\.|^forget\.(old-button|last-organiser)/),
  'refusals: people': of('people', /\berror/),
  'refusals: community': of('community', /^error\.|^import\.gone|^held\.over/),
  'refusals: relay': of('relay', /^error\./),
  'refusals: topics': of('topics', /^error\./),
  'refusals: plans of topics': of('topics-plan', /^error\./),
  'topics: lasting questions and annual topics': of('topics-evergreen'),
  'refusals: facilitators of topics': of('topics-facilitators', /^error\./),
  'refusals: resources': of('resources', /^error\./),
  'refusals: looking after resources': of('resources-upkeep', /^error\./),
  'refusals: requests': of('resources-request', /^error\./),
  'refusals: stories': of('stories', /^error\./),
  'refusals: photos of stories': of('stories-photo', /^error\./),
  'refusals: letter': of('letter', /^error\./),
  'refusals: files': of('files', /^error\./),
  'refusals: database': of('store'),
  'refusals: a list to import': of('members', /^import\.(?!report|verdict)/),
  'single answers: members': of(
    'members',
    /^(language|timezone)\.changed|^export\.text|^forget\.done|^proposal\.(approved|refused|merged)|^profile\.no-organisation/,
  ),
  'single answers: people': of(
    'people',
    /^link\.(done|cancelled|unlinked)|^direct\.(chosen|declined)|^role\.taken|^claim\.(joined|refused|gone)/,
  ),
  'single answers: coffee': of('coffee', /^check-in\.thanks-(note|told)|^follow-up\.thanks|^avoid\.removed/),
  'single answers: coffee, for organisers': of('coffee-organisers', /^round\.(started|cancelled)/),
  'words of Slack’s adapter': of('slack', /^(?!problem\.|manifest\.)/),
  'words of Discord’s adapter': of('discord', /^(?!problem\.|setup\.)/),
  'agenda: what it does': (key) => /(^|\.)agenda\.(job|message)(\.|$)/.test(key),
  'agenda: why not': (key) => /(^|\.)agenda\.reason\./.test(key),
  'commands: what they and their options do': (key) => /\.command\./.test(key),
  'audit: what was done': (key) => /^[a-z-]+\.act\./.test(key),
};

/** What placeholders hold; the rest is a number or a word. */
const VALUES: Readonly<Record<string, PhraseValue>> = {
  name: zainab.name,
  names: zainab.name,
  who: haider.name,
  person: zainab.name,
  to: zainab.name,
  into: 'Tigris Legal Aid',
  organisation: 'Tigris Legal Aid',
  community: 'Women of the Rivers',
  command: '/coffee join',
  channel: 'coffee',
  platform: 'Slack',
  platforms: 'Slack',
  known: 'join, leave, pause',
  choices: 'organiser, adviser',
  candidates: 'Zainab Kareem (Tigris Legal Aid), Zainab Hasan',
  column: 'organisation_type',
  missing: 'organisation',
  unknown: 'phone',
  twice: 'name',
  option: 'member',
  word: 'zaynab',
  value: 'ngo',
  text: 'Zaynab',
  zone: 'Asia/Baghdad',
  date: { type: 'day', date: toLocalDate('2026-12-31') },
  reference: '4f2a',
  file: 'mudhif.db',
  version: '0007',
  newest: '0006',
  kind: 'coffee.other',
  code: 'Mine Action',
};

/** Sentences that are said alone, and the words of tables: each of them, so that somebody has read it. */
export function sentenceExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  return Object.entries(PAGES).map(([name, isThere]) => {
    const items = keys()
      .filter(isThere)
      .map((key) => say.phrase({ key, values: valuesOf(key) }));
    if (items.length === 0) throw new RangeError(`the page ${name} is empty`);
    return { name, message: { cards: [{ language, blocks: [{ type: 'list', items }] }] } };
  });
}

function of(catalogue: Catalogue, pattern = /^/): (key: string) => boolean {
  return (key) => key.startsWith(`${catalogue}.`) && pattern.test(key.slice(catalogue.length + 1));
}

function keys(): readonly string[] {
  return Object.entries(catalogues.en).flatMap(([catalogue, messages]) => Object.keys(messages).map((key) => `${catalogue}.${key}`));
}

/** A value for each placeholder of a message. */
function valuesOf(key: string): Readonly<Record<string, PhraseValue>> {
  const dot = key.indexOf('.');
  const messages: Readonly<Record<string, Readonly<Record<string, string>>>> = catalogues.en;
  const source = messages[key.slice(0, dot)]?.[key.slice(dot + 1)] ?? '';
  return Object.fromEntries(
    [...source.matchAll(/\{(\w+)(, *(?:plural|number))?/g)].map(([, name = '', number]) => [
      name,
      number === undefined ? (key.startsWith('dispatch.') && name === 'command' ? 'coffee' : (VALUES[name] ?? 12)) : 12,
    ]),
  );
}
