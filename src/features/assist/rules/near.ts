import { type Actor, isAllowed } from '../../../core/access.js';
import type { Command, TypedWords } from '../../../core/command.js';
import { fold } from '../../../core/fold.js';
import { distance } from './distance.js';

type Asker = Pick<Actor, 'role' | 'status'>;

/** What was typed: the command, if it is known, the word that is not, and what follows it. */
export interface Typed {
  readonly command?: string;
  readonly word: string;
  readonly rest: string;
}

/** What a command or sub-command is called besides its name: all words of all languages, by their key. */
export type WordsOf = (key: string) => readonly string[];

/** How many suggestions are of use. */
const SHOWN = 3;
/** Typing only the beginning of a word is as near as one wrong letter; a word in another language, or of another command, a little less. */
const BEGUN = 1;
const CALLED = 0.5;
const ELSEWHERE = 0.75;
const FAR = Number.POSITIVE_INFINITY;

/** The commands that are nearest to what was typed and that the asker may use, nearest first. */
export function nearCommands<C>(commands: readonly Command<C>[], typed: Typed, actor: Asker, wordsOf: WordsOf): readonly TypedWords[] {
  const found =
    typed.command === undefined ? nearNames(commands, typed, wordsOf) : nearSubcommands(commands, typed.command, typed, wordsOf);
  return found
    .filter(({ far }) => far < FAR)
    .filter(({ of: { command, subcommand } }) => {
      const subcommands = commands.find(({ name }) => name === command)?.subcommands ?? {};
      const wanted = Object.hasOwn(subcommands, subcommand) ? subcommands[subcommand] : undefined;
      // A name without a word leads to what may follow it.
      return wanted ? isAllowed(actor, wanted.access) : Object.values(subcommands).some(({ access }) => isAllowed(actor, access));
    })
    .toSorted((one, other) => one.far - other.far)
    .slice(0, SHOWN)
    .map(({ of }) => withOptions(commands, of));
}

/** What was typed is kept where something may follow the command. */
function withOptions<C>(commands: readonly Command<C>[], { typed = '', ...words }: TypedWords): TypedWords {
  const options = commands.find(({ name }) => name === words.command)?.subcommands[words.subcommand]?.options ?? {};
  const canFollow = Object.values(options).some(({ type }) => type !== 'file');
  return canFollow && typed.trim() !== '' ? { ...words, typed: typed.trim() } : words;
}

interface Found {
  readonly of: TypedWords;
  readonly far: number;
}

function nearNames<C>(commands: readonly Command<C>[], { word, rest }: Typed, wordsOf: WordsOf): readonly Found[] {
  const names = commands.flatMap((command): Found[] => {
    const far = farFrom(word, command.name, command.words, wordsOf);
    if (far === FAR) return [];
    const [next = ''] = rest.trim().split(/\s+/);
    if (next === '' || command.subcommands['']) return [{ of: { command: command.name, subcommand: '', typed: rest }, far }];
    const [best] = nearestIn(command, next, wordsOf);
    const typed = rest.trim().slice(next.length);
    return [{ of: { command: command.name, subcommand: best?.of.subcommand ?? '', typed }, far: far + (best?.far ?? 1) }];
  });
  // `/join` may mean `/coffee join`.
  const inside = commands.flatMap((command) =>
    nearestIn(command, word, wordsOf).map(({ of, far }) => ({ of: { ...of, typed: rest }, far: far + ELSEWHERE })),
  );
  return [...names, ...inside];
}

function nearSubcommands<C>(
  commands: readonly Command<C>[],
  command: string,
  { word, rest }: Pick<Typed, 'word' | 'rest'>,
  wordsOf: WordsOf,
): readonly Found[] {
  return commands.flatMap((each) => {
    const here = each.name === command;
    return nearestIn(each, word, wordsOf).flatMap(({ of: words, far }) => {
      const of = { ...words, typed: rest };
      return here ? [{ of, far }] : far < 1 ? [{ of, far: far + ELSEWHERE }] : [];
    });
  });
}

function nearestIn<C>({ name, subcommands }: Command<C>, word: string, wordsOf: WordsOf): readonly Found[] {
  return Object.entries(subcommands)
    .filter(([subcommand]) => subcommand !== '')
    .map(([subcommand, { words }]) => ({ of: { command: name, subcommand }, far: farFrom(word, subcommand, words, wordsOf) }))
    .filter(({ far }) => far < FAR)
    .toSorted((one, other) => one.far - other.far);
}

function farFrom(typed: string, name: string, words: string | undefined, wordsOf: WordsOf): number {
  const called = (words === undefined ? [] : wordsOf(words)).map((each) => farBetween(typed, each) + CALLED);
  return Math.min(farBetween(typed, name), ...called);
}

/** How far two words are apart: up to one wrong letter in three. */
function farBetween(typed: string, word: string): number {
  const [one, other] = [bare(typed), bare(word)];
  if (one === '') return FAR;
  const most = Math.floor(Math.max(one.length, other.length) / 3);
  const apart = distance(one, other, most);
  const begun = one.length >= 3 && other.startsWith(one) ? BEGUN : FAR;
  return Math.min(apart <= most ? apart : FAR, begun);
}

/** A word without the Arabic article, spaces and marks. */
const bare = (word: string): string =>
  fold(word)
    .replaceAll(' ', '')
    .replace(/^ال(?=.{3})/u, '');
