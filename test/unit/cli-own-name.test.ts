import { expect, it } from 'vitest';
import { ownNameIn } from '../../src/cli/own-name.js';

it.each([
  ['/usr/lib/node_modules/mudhif/dist/src/cli', 'mudhif'],
  ['C:\\npm\\node_modules\\mudhif\\dist\\src\\cli', 'mudhif'],
  ['/home/amal/mudhif/dist/src/cli', 'npx mudhif'],
  ['/home/amal/mudhif/node_modules/.cache/dist/src/cli', 'npx mudhif'],
])('the program in %s is called %s', (folder, name) => {
  expect(ownNameIn(folder)).toBe(name);
});
