import { fold } from '../../../core/fold.js';

/** Words that many organisations have in their names, so that two which share one are not alike. */
const COMMON = new Set(
  `the of for and in iraq iraqi kurdistan women womens woman human rights development organisation organization association
  foundation society centre center network institute union group ngo house committee local national international humanitarian
  منظمه جمعيه موسسه مركز شبكه اتحاد معهد مجموعه لجنه المراه نساء النساء العراق العراقيه للتنميه التنميه الانسانيه حقوق الانسان في من
  ڕێکخراوی ڕێکخراو کۆمەڵەی ناوەندی تۆڕی دەزگای ژنان ئافرەتان بۆ لە عێراق کوردستان`
    .split(/\s+/)
    .map(fold),
);

/** Words that say nothing by themselves. */
const FILLERS = new Set('the of for and in في من بۆ لە'.split(' ').map(fold));

function wordsOf(name: string): readonly string[] {
  return fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/^ال(?=.{3})/u, ''))
    .filter((word) => word.length > 1);
}

/** The words that tell an organisation from others, folded; all of them where each is common. */
export function tellingWords(name: string): readonly string[] {
  const words = wordsOf(name);
  const telling = words.filter((word) => !COMMON.has(word) && !COMMON.has(`ال${word}`));
  return telling.length > 0 ? telling : words;
}

/** Whether two names may mean one organisation: one has all the telling words of the other, give or take a letter. */
export function areSimilar(one: string, other: string): boolean {
  return areSimilarWords(tellingWords(one), tellingWords(other));
}

/** The same of their telling words, where one is compared with many. */
export function areSimilarWords(a: readonly string[], b: readonly string[]): boolean {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  return few.length > 0 && few.every((word) => many.some((each) => isAlmost(word, each))) && few.length * 2 >= many.length;
}

/** What two names are compared by that nobody has approved: of several programmes of one house each may have a name that begins like it. */
export interface NameInWords {
  readonly all: readonly string[];
  readonly telling: readonly string[];
}

export function inWords(name: string): NameInWords {
  return { all: wordsOf(name).filter((word) => !FILLERS.has(word)), telling: tellingWords(name) };
}

/** Whether one name may be another way to write the other: the same words, or the same two or more that tell it from others. */
export function mayBeWrittenAs(one: NameInWords, other: NameInWords): boolean {
  return areTheSameWords(one.all, other.all) || (one.telling.length > 1 && areTheSameWords(one.telling, other.telling));
}

/** In whatever order, give or take a letter. */
function areTheSameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.length > 0 && a.every((word) => b.some((each) => isAlmost(word, each)));
}

/** The same word, or with one letter more, fewer or another in a long one. */
function isAlmost(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < 5 || long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  const rest = long.slice(at + 1);
  return rest === short.slice(at + 1) || rest === short.slice(at);
}
