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

/** The words that tell an organisation from others, folded; all of them where each is common. */
export function tellingWords(name: string): readonly string[] {
  const words = fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/^ال(?=.{3})/u, ''))
    .filter((word) => word.length > 1);
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
