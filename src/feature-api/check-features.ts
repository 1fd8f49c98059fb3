import type { Command } from '../core/command.js';
import { DESCRIPTION_MAX, FIELD_LABEL_MAX, SELECT_OPTIONS_MAX } from '../core/message.js';
import { agendaLabelKeys, isMessageKey, purposeLabelKeys } from '../language/index.js';
import { SWEEP } from './blobs.js';
import type { Context } from './context.js';
import { EXPIRY } from './expiry.js';
import { assertFits } from './fields.js';
import { POSTED } from './parts/notice.js';
import type { Feature, Handler } from './types.js';

/** The engines' tables that rows of features may refer to. */
const ENGINE_TABLES: readonly string[] = ['communities', 'community_facts'];

/** A control in the list of released ones: `action feature:name`, `form feature:name`. */
export function releasedLine({ kind, feature, name }: Pick<Handler, 'kind' | 'feature' | 'name'>): string {
  return `${kind} ${feature}:${name}`;
}

/**
 * Checks what the compiler can't see.
 * @param released Lines as `releasedLine` writes them.
 * @throws {RangeError} That names the feature and what is missing: a handler of a released control, the label of a job, a
 * message, a notice, a command or an option, the notice of a message, the table or the channel purpose that another one needs.
 */
export function checkFeatures(all: readonly Feature[], released: readonly string[]): void {
  for (const feature of all) {
    for (const handler of feature.handlers) {
      if (handler.feature !== feature.name) throw new RangeError(`${feature.name} handles the control ${handler.feature}:${handler.name}`);
    }
    checkSection(feature);
    checkKinds(feature);
    checkNotices(feature);
    checkPages(feature);
    feature.commands.forEach(checkCommand);
    for (const [action, key] of Object.entries(feature.auditActions ?? {}))
      assertMessage(key, `${feature.name}: the audit action ${action}`);
  }
  checkTables(all);
  checkPurposes(all);
  const handled = new Set(all.flatMap(({ handlers }) => handlers.map(releasedLine)));
  const gone = released.filter((line) => !handled.has(line));
  if (gone.length > 0) throw new RangeError(`released controls without a handler: ${gone.join(', ')}`);
}

/** The community's own settings lie at the top level, under no name. */
function checkSection({ name, settings }: Feature): void {
  if (settings && settings.name !== '' && settings.name !== name) {
    throw new RangeError(`${name} has the settings of ${settings.name}`);
  }
}

/** Kinds that the engines plan themselves; a feature runs them. */
const ENGINES: readonly string[] = [EXPIRY, SWEEP];

/** Kinds begin with the feature's name, or with the prefix that its rows in databases have had from the start. */
function checkKinds({ name, kindPrefix = name, jobs, messages }: Feature): void {
  const kinds = [
    ...jobs.map(({ kind }) => ({ type: 'job' as const, kind })),
    ...messages.map(({ kind }) => ({ type: 'message' as const, kind })),
  ];
  for (const what of kinds) {
    const { type, kind } = what;
    if (kind !== kindPrefix && !ENGINES.includes(kind) && !kind.startsWith(`${kindPrefix}.`)) {
      throw new RangeError(`${name}: the ${type} ${kind} does not begin with ${kindPrefix}`);
    }
    const keys = agendaLabelKeys(what);
    if (!keys.some(isMessageKey)) throw new RangeError(`${name}: the ${type} ${kind} has no label ${keys[0]} in the catalogues`);
  }
}

/** With the words of a choice a label has to fit into an option of a menu. */
const NOTICE_LABEL_MAX = 47;

/** Each message belongs to a notice of its feature, or is posted only; each notice has messages. */
function checkNotices({ name, messages, notices = [] }: Feature): void {
  for (const notice of notices) {
    if (!notice.name.startsWith(`${name}.`)) throw new RangeError(`${name}: the notice ${notice.name} does not begin with ${name}`);
    assertMessage(notice.label, `${name}: the notice ${notice.name}`);
    assertShort(notice.label, `${name}: the label of the notice ${notice.name}`, NOTICE_LABEL_MAX);
    if ('choices' in notice && !notice.choices.includes(notice.default)) {
      throw new RangeError(`${name}: the notice ${notice.name} does not offer its default, ${notice.default}`);
    }
    if (!messages.some((message) => message.notice === notice.name)) {
      throw new RangeError(`${name}: no message belongs to the notice ${notice.name}`);
    }
  }
  const known: readonly string[] = [POSTED, ...notices.map((notice) => notice.name)];
  const lost = messages.find(({ notice }) => !known.includes(notice));
  if (lost) throw new RangeError(`${name}: the message ${lost.kind} belongs to ${lost.notice}, which is not among the notices`);
}

/** The path of a page tells whose it is. */
function checkPages({ name, pages = [] }: Feature): void {
  const foreign = pages.find(({ path }) => !new RegExp(`^${name}/[a-z-]+$`).test(path));
  if (foreign) throw new RangeError(`${name}: the page ${foreign.path} is not called ${name}/ and a word`);
}

function checkCommand({ name, description, words, subcommands }: Command<Context>): void {
  // The help offers the entries of a command as one menu.
  assertChoices(`the command /${name}`, Object.keys(subcommands).length);
  for (const key of [description, words ?? description]) assertMessage(key, `the command /${name}`);
  for (const [word, subcommand] of Object.entries(subcommands)) {
    for (const key of [subcommand.description, subcommand.words ?? description]) assertMessage(key, `the command /${name} ${word}`);
    assertShort(subcommand.description, `the description of /${name} ${word}`, DESCRIPTION_MAX);
    for (const [option, declared] of Object.entries(subcommand.options)) {
      assertMessage(declared.description, `the option ${option} of /${name} ${word}`);
      assertShort(declared.description, `the description of the option ${option} of /${name} ${word}`, DESCRIPTION_MAX);
      if (declared.type !== 'choice') continue;
      assertChoices(`the option ${option} of /${name} ${word}`, declared.choices.length);
      for (const { value, label, words: called = label } of declared.choices) {
        for (const key of [label, called]) assertMessage(key, `the choice ${value} of /${name} ${word}`);
      }
    }
  }
}

/** Throws a `RangeError` for a text of more than `max` characters in one of the languages. */
function assertShort(key: string, what: string, max: number): void {
  if (isMessageKey(key)) assertFits(what, key, max);
}

function assertChoices(what: string, count: number): void {
  if (count > SELECT_OPTIONS_MAX) throw new RangeError(`${what} has ${count} choices: platforms show ${SELECT_OPTIONS_MAX}`);
}

function assertMessage(key: string, what: string): void {
  if (!isMessageKey(key)) throw new RangeError(`${what} has no text: ${key} is not in the catalogues`);
}

function checkTables(all: readonly Feature[]): void {
  const known = new Set(ENGINE_TABLES);
  for (const { name: feature, tables } of all) {
    for (const { name, refersTo = [] } of tables) {
      const missing = refersTo.find((table) => !known.has(table));
      if (missing !== undefined) throw new RangeError(`${feature}: the table ${name} refers to ${missing}, which is not before it`);
      known.add(name);
    }
  }
}

function checkPurposes(all: readonly Feature[]): void {
  const purposes = all.flatMap(({ channels = [] }) => channels);
  for (const { name, fallback } of purposes) {
    const keys = purposeLabelKeys(name);
    const label = keys.find(isMessageKey);
    if (label === undefined) throw new RangeError(`the channel purpose ${name} has no label ${keys[0]} in the catalogues`);
    assertFits(`the label of the channel purpose ${name}`, label, FIELD_LABEL_MAX);
    if (fallback === undefined) continue;
    const next = purposes.find((purpose) => purpose.name === fallback);
    if (!next) throw new RangeError(`the channel purpose ${name} falls back to ${fallback}, which no feature has`);
    // A chain of fallbacks would have to be followed by each adapter, and could end where it began.
    if (next.fallback !== undefined) throw new RangeError(`the channel purpose ${name} falls back to ${fallback}, which falls back itself`);
  }
}
