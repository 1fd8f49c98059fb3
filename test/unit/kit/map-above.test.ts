import { expect, it } from 'vitest';
import { mapAbove } from '../../../src/kit/map-above.js';

it('leaves the map below as it is until what was added is kept, or forgets it', () => {
  const below = new Map([['a', 1]]);
  const above = mapAbove(below);
  above.set('a', 2);
  above.set('b', 3);
  expect([above.get('a'), above.has('b'), [...below]]).toEqual([2, true, [['a', 1]]]);
  above.drop();
  expect([above.get('a'), above.has('b')]).toEqual([1, false]);
  above.set('b', 4);
  above.keep();
  expect([...below]).toEqual([
    ['a', 1],
    ['b', 4],
  ]);
});
