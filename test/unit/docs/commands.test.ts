import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MEMBER_GUIDES, memberGuide } from '../../../scripts/generate-documents.js';
import { createOutput } from '../../../src/cli/output.js';
import { createProgram } from '../../../src/cli/program.js';
import { MESSAGE_MENU } from '../../../src/core/command.js';
import { LANGUAGES } from '../../../src/core/language.js';
import { features } from '../../../src/features/index.js';
import { catalogues } from '../../../src/language/catalogues/index.js';
import { withoutDirectionControls } from '../../../src/language/index.js';

const root = resolve(import.meta.dirname, '../../..');
const read = (file: string) => withoutDirectionControls(readFileSync(join(root, file), 'utf8'));
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
const subcommands = new Map(features.commands.map(({ name, subcommands: own }) => [name, own]));
/** The options of each command of the program; those of the commands within one count as its own. */
const program = new Map(
  createProgram({}, createOutput('en')).commands.map((command) => [
    command.name(),
    [...command.options, ...command.commands.flatMap(({ options }) => options)],
  ]),
);

/** Decisions and the changelog tell of what was; the example of a new feature has a command of its own. */
const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md') && name !== 'adding-a-feature.md')
    .map((name) => `docs/${name}`)
    .sort(),
];

/** Each piece of code: what stands between backticks, and each line of a block. */
function codeOf(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^```\w*\n([^]*?)^```/gm)].flatMap(([, block = '']) => block.split('\n').map((line) => line.trim()));
  const spans = [...text.replaceAll(/^```[^]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span.trim());
  return [...blocks, ...spans];
}

/** Slash commands that nobody can type, out of `/topics show 12`, `/topics show · list` and `/community help`. */
function unknownSlashCommands(code: readonly string[]): readonly string[] {
  return code.flatMap((piece) => {
    const [, name = '', rest = ''] = /^\/([a-z]+)(?: (.*))?$/.exec(piece) ?? [];
    const known = subcommands.get(name);
    // What Slack itself says of a command that got no answer.
    if (rest.startsWith('failed')) return [];
    // Other slashes are paths, addresses and commands of Slack.
    if (!known) return features.commands.some((command) => piece.startsWith(`/${command.name.slice(0, -1)} `)) ? [piece] : [];
    const words = rest.includes(' · ') ? rest.split(' · ') : rest.split(' ').slice(0, 1);
    return words.filter((word) => word !== '' && !Object.hasOwn(known, word)).map((word) => `/${name} ${word}`);
  });
}

/** Calls of the program, with their flags, that it does not have. */
function unknownCalls(code: readonly string[]): readonly string[] {
  return code.flatMap((piece) => {
    const [, name = '', rest = ''] = /^(?:\$ )?(?:.* exec (?:-\S+ )?mudhif )?(?:npx )?mudhif ([a-z][a-z-]*)([^|;&>]*)/.exec(piece) ?? [];
    if (name === '') return [];
    const options = program.get(name);
    if (!options) return [piece];
    const flags = rest.split(/[\s=]/).filter((word) => word.startsWith('--'));
    return flags.filter((flag) => !options.some(({ long }) => long === flag)).map((flag) => `mudhif ${name} ${flag}`);
  });
}

function unknownScripts(text: string): readonly string[] {
  const named = [...text.matchAll(/npm run (?:-s |--silent )?([a-z][\w:-]*)/g)].map(([, name = '']) => name);
  return named.filter((name) => !Object.hasOwn(scripts, name));
}

describe.each(documents)('%s', (file) => {
  const text = read(file);
  const code = codeOf(text);

  it('names only commands that exist', () => {
    expect(unknownSlashCommands(code)).toEqual([]);
    expect(unknownCalls(code)).toEqual([]);
    expect(unknownScripts(text)).toEqual([]);
  });
});

describe('the guides for members', () => {
  const commandsIn = (file: string) =>
    codeOf(read(file)).flatMap((piece) => {
      const [, name = '', word = ''] = /^\/([a-z]+)(?: ([a-z-]+))?/.exec(piece) ?? [];
      // A command without a sub-command is `/help` alone.
      return word !== '' || Object.hasOwn(subcommands.get(name) ?? {}, '') ? [`${name} ${word}`.trim()] : [];
    });

  it('have a row for each command that members may use, and name no other', () => {
    const own = features.commands.flatMap(({ name, subcommands: all }) =>
      Object.entries(all).flatMap(([word, { access }]) => (access === 'anyone' || access === 'member' ? [`${name} ${word}`.trim()] : [])),
    );
    for (const language of LANGUAGES) expect([...new Set(commandsIn(MEMBER_GUIDES[language]))].sort()).toEqual([...own].sort());
  });

  it('tell the same in each language: as many headings and as often each command', () => {
    const shape = (file: string) => ({
      headings: [...read(file).matchAll(/^(#+) /gm)].map(([, level]) => level),
      commands: [...commandsIn(file)].sort(),
    });
    for (const language of LANGUAGES) expect(shape(MEMBER_GUIDES[language])).toEqual(shape(MEMBER_GUIDES.en));
  });

  it.each(LANGUAGES)('have in bold only what stands on a button or in a menu (%s)', (language) => {
    const texts = Object.values(catalogues[language])
      .flatMap((catalogue) => Object.values<string>(catalogue))
      .map((text) => withoutDirectionControls(text).toLowerCase());
    const bold = [
      ...read(MEMBER_GUIDES[language])
        .replaceAll('\n', ' ')
        .matchAll(/\*\*([^*]+)\*\*/g),
    ].map(([, label = '']) => label);
    expect(bold.length).toBeGreaterThan(20);
    expect(bold.filter((label) => label !== MESSAGE_MENU && !texts.includes(label.toLowerCase()))).toEqual([]);
  });

  it('have a table at the end for the commands that they do not tell of yet', () => {
    const [start, end] = ['<!-- other commands: generated by `npm run generate` -->', '<!-- end of other commands -->'];
    const given = memberGuide(`${start}\n\n${end}\n`, features, 'en');
    const forMembers = features.commands.filter(({ subcommands: all }) =>
      Object.values(all).some(({ access }) => access === 'anyone' || access === 'member'),
    );
    expect(given.match(/^## .*/gm)).toHaveLength(forMembers.length);
    expect(given).toMatch(/^## .*\n\n\| type .*\n[^#]*`\/coffee join`/m);
    expect(memberGuide(read('docs/members.md'), features, 'en')).toContain(`${start}\n\n${end}`);
  });

  it.each(LANGUAGES)('links to the other languages (%s)', (language) => {
    const links = [...read(MEMBER_GUIDES[language]).matchAll(/\]\((members[^)#]*\.md)\)/g)].map(([, path]) => `docs/${path}`);
    expect(links.sort()).toEqual(
      LANGUAGES.filter((other) => other !== language)
        .map((other) => MEMBER_GUIDES[other])
        .sort(),
    );
  });
});

it('the guide for organisers names each command that members may not use', () => {
  const text = read('docs/organisers.md');
  const own = features.commands.flatMap(({ name, subcommands: all }) =>
    Object.entries(all).flatMap(([word, { access }]) => (access === 'adviser' || access === 'organiser' ? [`\`/${name} ${word}`] : [])),
  );
  expect(own.length).toBeGreaterThan(25);
  expect(own.filter((command) => !text.includes(command))).toEqual([]);
});

describe('the checks of commands', () => {
  it('find a command, a call, a flag and a script that do not exist', () => {
    expect(unknownSlashCommands(['/topics show 12', '/topics shew', '/topic list', '/coffee join · sing', '/readyz', '/usr/bin'])).toEqual([
      '/topics shew',
      '/topic list',
      '/coffee sing',
    ]);
    expect(unknownCalls(['npx mudhif doctor', 'mudhif docter', 'npx mudhif start --web --fast', 'sudo adduser mudhif wheel'])).toEqual([
      'mudhif docter',
      'mudhif start --fast',
    ]);
    expect(unknownScripts('npm run validate && npm run -s valdate')).toEqual(['valdate']);
  });
});

it('README.md names each command in the row of its feature', () => {
  const rows = read('README.md')
    .split('\n')
    .filter((line) => line.startsWith('| **'));
  const missing = [...subcommands].flatMap(([name, own]) =>
    Object.keys(own)
      // A command without a sub-command is `/help` alone.
      .filter((word) => word !== '' && !rows.some((row) => new RegExp(`\`/${name} [^\`]*\\b${word}(?![\\w-])`).test(row)))
      .map((word) => `/${name} ${word}`),
  );
  expect(missing).toEqual([]);
});
