import { afterEach, beforeEach, expect, it } from 'vitest';
import { listsFromSource, openFolder } from '../support/files.js';
import { createWorld, textOf, type World } from '../support/world.js';

let world: World;
let place: ReturnType<typeof openFolder>;
beforeEach(async () => {
  place = openFolder();
  world = await createWorld({ blobs: place.blobs, files: { ...listsFromSource, maxMb: 1 } });
  await world.addMember({ user: 'haneen', role: 'organiser' });
});
afterEach(async () => {
  await world.close();
  place.close();
});

it('a file larger than the operator allows is refused with that limit, wherever it is given', async () => {
  const haneen = world.person('haneen');
  const file = { name: 'a.txt', mediaType: 'text/plain', bytes: new Uint8Array(1024 * 1024 + 1).fill(65) };
  expect(textOf(await haneen.type('/community import', [file]))).toMatch(/1 MB/);
  expect(textOf(await haneen.submit('events:import:0', { file }))).toContain('larger than 1 MB');
  const about = { title: 'Guide', summary: 'x', kind: ['guide'], language: ['en'], link: 'https://example.org/a' };
  await haneen.submit('resources:add:0', about);
  expect(textOf(await haneen.submit('resources:file:1', { file, language: ['en'] }))).toContain('larger than 1 MB');
});
