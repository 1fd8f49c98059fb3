import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const FOLDER = join(import.meta.dirname, '../../../src/language/catalogues/ar');
/** Words after which a name stands that tell nothing of whose name it is: an Arabic verb would agree with a woman or a man. */
const NEUTRAL = new Set(['من', 'باسم', 'بقلم', 'بموافقة', 'موافقة', 'ذكر', 'مرحبًا', '']);

it.each(['stories', 'resources', 'letter'])('no verb of the Arabic %s says whether a person with a name is a woman or a man', (feature) => {
  const files = readdirSync(FOLDER).filter((name) => name.startsWith(feature));
  expect(files.length).toBeGreaterThan(0);
  const before = files.flatMap((file) =>
    [...readFileSync(join(FOLDER, file), 'utf8').matchAll(/(\S*)\s*\{name\}/g)].map(([, word = '']) => word.replace(/^'/, '')),
  );
  expect(before.filter((word) => !NEUTRAL.has(word))).toEqual([]);
});
