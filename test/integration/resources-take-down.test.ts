import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planHousekeeping } from '../../jobs/housekeeping.js';
import { after, DAY } from '../../src/core/time.js';
import { resourcesStore } from '../../src/features/resources/store/index.js';
import type { ResourceId } from '../../src/features/resources/types.js';
import { createPageRoutes } from '../../src/http/pages.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { insertResource } from '../support/resources.js';
import { createWorld, type Person, textOf, type World } from '../support/world.js';

const ORIGIN = 'https://chat.example.org';
let world: World;
let boss: Person;
let id: ResourceId;

beforeEach(async () => {
  world = await createWorld({ publicUrl: ORIGIN, settings: { quietHours: { start: '00:00', end: '00:00' } } });
  const member = await world.addMember({ user: 'zainab', name: 'Zainab' });
  await world.addMember({ user: 'haneen', role: 'organiser' });
  boss = world.person('haneen');
  id = await insertResource(world.contexts.autocommit, member, { title: 'Photo report', visibility: 'public' });
});
afterEach(() => world.close());

const routes = () =>
  createPageRoutes({
    features: world.contexts.autocommit.features,
    contexts: world.contexts,
    origins: () => [ORIGIN],
    clock: world.clock,
    logger: world.contexts.autocommit.logger,
    newReference: () => 'X',
  });
let served: ReturnType<typeof routes>;
beforeEach(() => {
  served = routes();
});
const get = (path: string) => served.request(path, { headers: { host: 'chat.example.org' } });
const ask = (fields: Record<string, string>, headers: Record<string, string> = { origin: ORIGIN }) =>
  served.request(`/p/resources/take-down/${id}?language=en`, {
    method: 'POST',
    headers: { host: 'chat.example.org', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  });
const text = async (response: Response) => withoutDirectionControls(await response.text());
const store = () => resourcesStore(world.contexts.autocommit.tx);
const posts = () => world.sent.filter(({ to }) => to.includes('organisers')).map(({ text: words }) => words);

describe('a request to take something down', () => {
  it('needs no name and no script, reaches organisers, and is deleted once they have answered', async () => {
    expect(await text(await get(`/p/resources/show/${id}?language=en`))).toContain(`href="../take-down/${id}?language=en"`);
    const page = await text(await get(`/p/resources/take-down/${id}?language=en`));
    expect(page).toContain('You don’t have to say who you are');
    expect(page).toContain('content="noindex"');
    expect(page).not.toContain('<script');
    const sent = await ask({ text: 'A photo shows <b>my house</b>.', contact: 'noor@example.org' });
    expect(sent.status).toBe(303);
    expect(sent.headers.get('location')).toContain(`resources/asked/${id}`);
    expect(await text(await get(`/p/resources/asked/${id}?language=en`))).toContain('Your request has reached the organisers');
    await ask({ text: 'It is my photo.' });
    await world.runner.runDue();
    expect(posts()).toHaveLength(1);
    // What people outside write stands in no channel.
    expect(posts()[0]).not.toContain('my house');
    expect(textOf(await boss.type('/resources check'))).toContain('Photo report: 2 requests');
    const card = textOf(await boss.type(`/resources show ${id}`));
    expect(card).toContain('A photo shows <b>my house</b>.');
    expect(card).toContain('For an answer: noor@example.org');
    expect(textOf(await world.person('zainab').type(`/resources show ${id}`))).not.toContain('my house');
    expect(textOf(await boss.pressAnyway(`resources:answered:${id}`))).toContain('What they wrote is deleted');
    expect(await store().takeDownsOf(id)).toEqual([]);
    expect(textOf(await boss.type('/community audit'))).toContain('Settled requests to take a resource down');
  });

  it('is refused without words, too long, from another site, and for what is not for everyone', async () => {
    const empty = await ask({ text: '  ', contact: 'noor@example.org' });
    expect(empty.status).toBe(422);
    const again = await text(empty);
    expect(again).toContain('in a few words why');
    expect(again).toContain('value="noor@example.org"');
    expect((await ask({ text: 'x'.repeat(1001) })).status).toBe(422);
    expect((await ask({ text: 'x'.repeat(100_000) })).status).toBe(422);
    expect((await ask({ text: 'Mine' }, { origin: 'https://evil.example' })).status).toBe(403);
    await world.contexts.transaction((context) => resourcesStore(context.tx).change({ id, version: 2 }, { visibility: 'members' }));
    expect((await ask({ text: 'Mine' })).status).toBe(404);
    expect((await get(`/p/resources/take-down/${id}`)).status).toBe(404);
    expect(await store().takeDownsOf(id)).toEqual([]);
  });

  it('comes in no flood', async () => {
    for (let index = 0; index < 30; index += 1) await ask({ text: `Mine ${index}` });
    expect(await store().takeDownsOf(id)).toHaveLength(10);
    expect((await store().takeDownsOf(id))[0]?.text).toBe('Mine 0');
    for (let index = 0; index < 20; index += 1) await ask({ text: 'More' });
    expect((await ask({ text: 'More' })).status).toBe(429);
    await world.runner.runDue();
    expect(posts()).toHaveLength(1);
  });

  it('forgets after 90 days how to reach whoever asked', async () => {
    await ask({ text: 'Mine', contact: '+964 770 000 0000' });
    world.clock.set(after(world.clock.now(), 91 * DAY));
    await planHousekeeping(world.contexts.autocommit);
    world.clock.set(after(world.clock.now(), DAY));
    await world.runner.runDue();
    expect(await store().takeDownsOf(id)).toMatchObject([{ text: 'Mine', contact: null }]);
  });
});

describe('search engines', () => {
  const paths = () => ['/p/resources/centre', `/p/resources/show/${id}`];
  const robots = async (path: string) => {
    const response = await get(path);
    return [response.headers.get('x-robots-tag'), (await response.text()).includes('content="noindex"')];
  };

  it('may list nothing, unless the community wants it', async () => {
    for (const path of paths()) expect(await robots(path), path).toEqual(['noindex', true]);
    expect(await text(await get('/robots.txt'))).toBe('User-agent: *\nDisallow: /\n');
  });

  it('may list the pages of the resource centre then, and no other', async () => {
    await boss.submit('resources:settings:pages', { expiryDays: '30', checkLinks: ['no'], indexable: ['yes'] });
    for (const path of paths()) expect(await robots(path), path).toEqual([null, false]);
    for (const path of ['/p/resources/centre?q=guide', `/p/resources/take-down/${id}`, '/p/resources/show/999']) {
      expect(await robots(path), path).toEqual(['noindex', true]);
    }
    expect(await text(await get('/robots.txt'))).toBe(
      'User-agent: *\nAllow: /p/resources/centre\nAllow: /p/resources/show\nAllow: /p/resources/file\nDisallow: /\n',
    );
  });
});
