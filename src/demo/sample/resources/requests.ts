import { localDateOf } from '../../../calendar/wall-clock.js';
import { after, DAY, type Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { planDeadline } from '../../../features/resources/requests/ask.js';
import type { RequestId } from '../../../features/resources/requests/types.js';
import { resourcesStore } from '../../../features/resources/store/index.js';
import { requestsStore } from '../../../features/resources/store/requests.js';
import type { SampleCompany } from '../part.js';
import { THEMES } from './themes.js';
import { WISHES, type Wish } from './wanted.js';

const TITLES_MAX = 100;

/**
 * What members asked for in some months, and what became of it: some are open, and one waits for the word of a persona.
 *
 * @throws {RangeError} If the sample lacks people or resources that a request names.
 */
export async function seedRequests(context: Context, { members, personas, now }: SampleCompany): Promise<void> {
  const here = members.filter(({ status }) => status === 'active');
  const others = here.filter(({ id }) => !personas.has(id));
  const approved = (await context.tx.find(resourcesStore(context.tx).titles(TITLES_MAX))).filter(({ state }) => state === 'approved');
  for (const [index, wish] of WISHES.entries()) {
    const speaking = others.filter(({ language }) => language === wish.by);
    const persona = here.find(({ id, language, role }) => personas.has(id) && language === wish.by && role === 'member');
    const author = wish.persona ? persona : speaking[(index * 7) % speaking.length];
    if (!author) throw new RangeError('the sample lacks people');
    const helpers = others.filter(({ id }) => id !== author.id);
    const asked = after(now, -wish.asked * DAY);
    const id = await seedRequest(context, wish, author.id, { asked, now });
    const store = requestsStore(context.tx);
    const titles = Object.values(THEMES.find(({ words }) => words.en[0] === wish.theme)?.words ?? {}).map(([title]) => title);
    for (const [turn, answer] of wish.answers.entries()) {
      const helper = helpers[(index * 11 + turn * 5) % helpers.length];
      const fitting = approved.filter(({ title }) => titles.some((start) => title.startsWith(start)));
      const resource = fitting[turn % fitting.length];
      if (!helper || !resource) throw new RangeError('the sample lacks helpers or resources');
      const { note, state, reply = '' } = answer;
      const madeAt = after(asked, answer.after * DAY);
      const given = await store.insertAnswer({ request: id, member: helper.id, resource: resource.id, named: turn === 0, note, madeAt });
      await store.will(id, helper.id, 'yes');
      if (state !== 'given') await store.decideAnswer(given, state, reply, after(madeAt, DAY));
    }
    if (wish.state !== 'open') continue;
    const asking = here.filter(({ id: of, sectors, offers }) => of !== author.id && offers.length > 0 && sectors.includes(wish.sector));
    await store.ask(
      id,
      asking.map((one) => one.id),
      asked,
    );
  }
}

async function seedRequest(
  context: Context,
  wish: Wish,
  author: SampleCompany['members'][number]['id'],
  { asked, now }: { readonly asked: Instant; readonly now: Instant },
): Promise<RequestId> {
  const store = requestsStore(context.tx);
  const settings = await context.community.settings();
  const { sector, language, named, state, deadline: days, reason = null } = wish;
  const [what, purpose] = wish.words;
  const deadline = days === undefined ? null : localDateOf(after(now, days * DAY), settings.timezone);
  const id = await store.insertRequest(author, { what, purpose, sectors: [sector], language, deadline }, asked);
  const [first] = wish.answers;
  const last = wish.answers.at(-1);
  const isOver = state === 'confirmed' || state === 'closed' || state === 'withdrawn';
  await store.changeRequest(id, ['draft'], {
    state,
    named,
    reason,
    askedAt: asked,
    answeredAt: first ? after(asked, first.after * DAY) : null,
    endedAt: isOver ? after(asked, ((last?.after ?? 5) + 1) * DAY) : null,
  });
  if (!isOver) await planDeadline(context, { id, deadline }, settings);
  return id;
}
