import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExampleFile, exampleFilesAnywhere, exampleMessages, ROOT } from '../../scripts/example-feature.js';
import { LANGUAGES } from '../../src/core/language.js';
import { createFeatureSet, type Feature } from '../../src/feature-api/index.js';
import { features } from '../../src/features/index.js';
import { catalogues } from '../../src/language/catalogues/index.js';
import { removeExampleCatalogues } from '../support/example/catalogues.js';

/** A part that is taken away, and who notices, in which words. */
interface Variant {
  /** `file`: where the edit is, from the feature's folder unless it begins with `/`. Without `find` the file is deleted. */
  readonly file: string;
  readonly find?: string | RegExp;
  readonly replace?: string;
  readonly also?: readonly Omit<Variant, 'compiler' | 'startup'>[];
  readonly compiler?: RegExp;
  readonly startup?: RegExp;
}

/** No variant has it in its types: only the variant `catalogue key` needs to be told of it. */
const LEFT_OUT = 'suggestions.settings.delay';

const VARIANTS: Readonly<Record<string, Variant>> = {
  'the command’s file': { file: '/commands/suggestions.ts', compiler: /index\.ts[^]*commands\/suggestions/ },
  'the commands of the feature': { file: 'index.ts', find: '  commands: [suggestionsCommand],\n', compiler: /index\.ts[^]*'commands'/ },
  'a handler': { file: 'handlers.ts', find: /^ {2}support: .*\n/m, compiler: /handlers\.ts[^]*'support'/ },
  'the handlers of the feature': { file: 'index.ts', find: '  handlers: suggestionsHandlers,\n', compiler: /index\.ts[^]*'handlers'/ },
  'the limit of a form': {
    file: 'controls.ts',
    find: '    fields: {\n',
    replace: `    fields: {\n${['a', 'b', 'c', 'd', 'e'].map((name) => `      ${name}: textField({ label: 'suggestions.form.text', max: 9 }),\n`).join('')}`,
    startup: /the form suggestions:write: a form of 6 fields/,
  },
  'the limit of a menu': {
    file: 'controls.ts',
    find: "defineControls('suggestions', {\n",
    replace: "defineControls('suggestions', {\n  pick: member.menu('one of them', 26),\n",
    also: [{ file: 'handlers.ts', find: '  support: ', replace: '  pick: () => Promise.reject(new Error()),\n  support: ' }],
    startup: /the menu suggestions:pick has up to 26 options: platforms show 25/,
  },
  'the length of a label': {
    file: 'controls.ts',
    find: "label: 'suggestions.form.text'",
    replace: "label: 'common.error.files-unstored'",
    startup: /the form suggestions:write: the label of \w+ has \d+ characters in \w+: platforms show 45/,
  },
  'the job': { file: 'jobs.ts', find: 'export const postSuggestion', replace: 'const other', compiler: /suggest\.ts[^]*postSuggestion/ },
  'the job in the list': { file: 'index.ts', find: '[postSuggestion]', replace: '[]', compiler: /index\.ts[^]*'postSuggestion'/ },
  'the message': {
    file: 'messages.ts',
    find: 'export const suggestionPosted',
    replace: 'const other',
    compiler: /jobs\.ts[^]*suggestionPosted/,
  },
  'the message in the list': { file: 'index.ts', find: '[suggestionPosted, ', replace: '[', compiler: /index\.ts[^]*'suggestionPosted'/ },
  'the switch of a message': { file: 'messages.ts', find: "  notice: 'suggestions.own',\n", compiler: /messages\.ts[^]*'notice'/ },
  'the switch in the list': {
    file: 'index.ts',
    find: '  notices: suggestionsNotices,\n',
    also: [{ file: 'index.ts', find: "import { suggestionsNotices } from './notices.js';\n" }],
    startup: /suggestions: the message suggestions\.told belongs to suggestions\.own, which is not among the notices/,
  },
  'the message of a switch': {
    file: 'messages.ts',
    find: "notice: 'suggestions.own'",
    replace: "notice: 'posted'",
    startup: /suggestions: no message belongs to the notice suggestions\.own/,
  },
  'the catalogue key of a switch': {
    file: '/src/language/catalogues/en/suggestions.ts',
    find: /^ {2}'notice\.own'.*\n/m,
    startup: /suggestions: the notice suggestions\.own has no text: suggestions\.notice\.own/,
  },
  'the list of the tables': { file: 'index.ts', find: '  tables: suggestionsTables,\n', compiler: /index\.ts[^]*'tables'/ },
  'a table in the list': { file: 'store.ts', find: /^ {2}suggestions: \{ key.*\n/m, compiler: /store\.ts[^]*'suggestions'/ },
  'the order of the tables': {
    file: 'store.ts',
    find: "refersTo: ['suggestions', 'members']",
    replace: "refersTo: ['suggestion_lists', 'members']",
    startup: /suggestions: the table suggestion_supports refers to suggestion_lists/,
  },
  'the hooks about people': { file: 'index.ts', find: '  person: suggestionsPerson,\n', compiler: /index\.ts[^]*'person'/ },
  'one hook about people': { file: 'person.ts', find: /^ {2}onMembersMerged: .*\n/m, compiler: /person\.ts[^]*'onMembersMerged'/ },
  'the setting’s label': { file: 'settings.ts', find: "label: 'suggestions.settings.delay', ", compiler: /settings\.ts[^]*'label'/ },
  'the setting’s catalogue key': { file: 'types.ts', find: '', replace: '', compiler: /settings\.ts[^]*suggestions\.settings\.delay/ },
  'the catalogue key of a job': {
    file: '/src/language/catalogues/en/suggestions.ts',
    find: /^ {2}'agenda\.job\.post'.*\n/m,
    startup: /suggestions: the job suggestions\.post has no label suggestions\.agenda\.job\.post/,
  },
  'the catalogue key of a sub-command': {
    file: '/src/language/catalogues/en/suggestions.ts',
    find: /^ {2}'command\.write'.*\n/m,
    startup: /the command \/suggestions write has no text: suggestions\.command\.write/,
  },
  'the catalogue key of the channel': {
    file: '/src/language/catalogues/en/suggestions.ts',
    find: /^ {2}channel: .*\n/m,
    startup: /the channel purpose suggestions has no label suggestions\.channel/,
  },
  'the purpose that the channel falls back to': {
    file: 'channels.ts',
    find: "fallback: 'general'",
    replace: "fallback: 'announcements'",
    startup: /the channel purpose suggestions falls back to announcements, which no feature has/,
  },
  'the channel of the message': {
    file: 'channels.ts',
    find: 'export const suggestionsChannel',
    replace: 'const other',
    compiler: /jobs\.ts[^]*suggestionsChannel/,
  },
  'the feature’s name in the kind of a job': {
    file: 'jobs.ts',
    find: "kind: 'suggestions.post'",
    replace: "kind: 'post'",
    startup: /suggestions: the job post does not begin with suggestions/,
  },
  'a released button': {
    file: 'controls.ts',
    find: /^ {2}support: .*\n/m,
    also: [
      { file: 'handlers.ts', find: /^ {2}support: .*\n/m },
      { file: 'cards/suggestion.ts', find: /^.*controls\.support.*\n/m },
    ],
    startup: /released controls without a handler: action suggestions:support/,
  },
  'the form of a released button': {
    file: 'controls.ts',
    find: 'write: member.form(',
    replace: 'compose: member.form(',
    also: [
      { file: 'handlers.ts', find: 'write: async', replace: 'compose: async' },
      { file: '/commands/suggestions.ts', find: 'suggestionsControls.write', replace: 'suggestionsControls.compose' },
    ],
    startup: /released controls without a handler: action suggestions:write, form suggestions:write/,
  },
};

const RELEASED = ['action suggestions:support', 'action suggestions:write', 'form suggestions:write'];

const FEATURE = 'src/features/suggestions';
const pathOf = (file: string) => (file.startsWith('/') ? file.slice(1) : `${FEATURE}/${file}`);

function edited(
  files: readonly ExampleFile[],
  { file, find, replace = '' }: Omit<Variant, 'compiler' | 'startup'>,
): readonly ExampleFile[] {
  const path = pathOf(file);
  if (find === undefined) return files.filter((each) => each.path !== path);
  const { text } = files.find((each) => each.path === path) ?? { text: '' };
  const changed = text.replace(find, replace);
  if (changed === text && find !== '') throw new Error(`${path} has nothing to take away: ${String(find)}`);
  return files.map((each) => (each.path === path ? { path, text: changed } : each));
}

const names = Object.keys(VARIANTS);
const folderOf = (name: string) => `v${names.indexOf(name)}`;
let folder: string;
/** What the compiler says about a variant, without what all variants share. */
let reports: ReadonlyMap<string, readonly string[]>;

function tsc(): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'],
      { cwd: folder },
      (_error, stdout) => resolve(stdout),
    );
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mudhif-parts-'));
  const files = exampleFilesAnywhere();
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const name of names) {
    const variant = VARIANTS[name];
    if (!variant) continue;
    const all = [variant, ...(variant.also ?? [])].reduce(edited, files);
    for (const { path, text } of all) write(`${folderOf(name)}/${path}`, text);
  }
  write('messages.ts', exampleMessages(LEFT_OUT));
  write('package.json', '{ "type": "module" }');
  write(
    'tsconfig.json',
    JSON.stringify({
      extends: join(ROOT, 'tsconfig.json'),
      compilerOptions: { typeRoots: [join(ROOT, 'node_modules/@types')] },
      include: ['.'],
    }),
  );
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  // The lines of one error belong together.
  const lines = (await tsc()).split(/\n(?=\S)/).filter((line) => /^v\d+\//.test(line));
  reports = new Map(names.map((name) => [name, lines.filter((line) => line.startsWith(`${folderOf(name)}/`))]));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  removeExampleCatalogues();
});

/** What the start-up says to a variant: nothing, or the sentence that it ends with. */
async function startUp(name: string): Promise<string> {
  const at = join(folder, folderOf(name));
  for (const language of LANGUAGES) {
    const { default: texts } = (await import(join(at, `src/language/catalogues/${language}/suggestions.ts`))) as { default: object };
    Object.assign(catalogues[language], { suggestions: texts });
  }
  try {
    const { suggestions } = (await import(join(at, FEATURE, 'index.ts'))) as { suggestions: Feature };
    createFeatureSet([...features.all, suggestions], RELEASED);
    return '';
  } catch (error) {
    return error instanceof RangeError ? error.message : String(error);
  }
}

describe('without a part of the example feature', () => {
  /** What remains of a variant's errors beside the shared one and names that nobody uses any more. */
  const others = (name: string) =>
    (reports.get(name) ?? []).filter((line) => !line.includes(LEFT_OUT) && !/error TS6(?:133|196)/.test(line));

  it.each(names.filter((name) => VARIANTS[name]?.compiler))('the compiler notices: %s', (name) => {
    const report = reports.get(name) ?? [];
    expect(report.join('\n')).toMatch(VARIANTS[name]?.compiler ?? /$^/);
  });

  it.each(names.filter((name) => VARIANTS[name]?.startup))('the start-up notices: %s', async (name) => {
    expect(others(name)).toEqual([]);
    expect(await startUp(name)).toMatch(VARIANTS[name]?.startup ?? /$^/);
  });

  it('with all parts, neither says anything', async () => {
    const whole = 'the setting’s catalogue key';
    expect(others(whole)).toEqual([]);
    expect(await startUp(whole)).toBe('');
  });
});
