import type { MemberId } from '../../../core/ids.js';
import { after, type Instant } from '../../../core/time.js';
import type { Context, Feature } from '../../../feature-api/index.js';
import type { Identity } from '../../../ports/chat.js';
import type { Moved, Seen } from '../../../ports/rooms.js';
import { eventsStore, type RoomSession } from '../store/index.js';
import { planCount } from './plan.js';
import { EARLY, leftUnheard } from './rules/stays.js';

/** Notes who is in the voice channel of an event while it takes place; of anybody else, and at other times, nothing is kept. */
export const heardPresence: NonNullable<Feature['presence']> = async (context, event) => {
  const { platform, space } = event.type === 'moved' ? event.from : event;
  const begun = { begunBy: after(event.at, EARLY), endsAfter: event.at };
  const all = await eventsStore(context.tx).sessionsInRooms(begun);
  const sessions = all.filter(({ room }) => room.platform === platform && room.space === space);
  if (sessions.length === 0) return;
  if (event.type === 'moved') await heardMove(context, event, sessions);
  else await heardAll(context, event, sessions);
};

async function heardMove(context: Context, { from, room, at }: Moved, sessions: readonly RoomSession[]): Promise<void> {
  const member = await memberOf(context, from);
  if (member === undefined) return;
  const store = eventsStore(context.tx);
  const open = (await store.staysIn(sessions.map(({ id }) => id))).filter((stay) => stay.member === member);
  const isIn = ({ id }: RoomSession) => open.some(({ session }) => session === id);
  for (const stay of open) {
    if (sessions.some((session) => session.id === stay.session && session.room.id !== room)) await store.endStay(stay, at);
  }
  const entered = sessions.filter((session) => session.room.id === room && !isIn(session));
  if (entered.length === 0 || (await store.unheard()).has(member)) return;
  for (const session of entered) await come(context, session, [member], at);
}

async function heardAll(context: Context, { platform, space, people, at, since }: Seen, sessions: readonly RoomSession[]): Promise<void> {
  const store = eventsStore(context.tx);
  const stays = await store.staysIn(sessions.map(({ id }) => id));
  const unheard = await store.unheard();
  const known = new Map<string, MemberId | undefined>();
  for (const { user, room } of people) {
    if (sessions.some((session) => session.room.id === room)) known.set(user, await memberOf(context, { platform, space, user }));
  }
  for (const session of sessions) {
    const here = people.filter(({ room }) => room === session.room.id).flatMap(({ user }) => known.get(user) ?? []);
    const open = stays.filter((stay) => stay.session === session.id);
    // A person who is there before and after a gap counts as having been there during it.
    const stayed = open.filter(({ member }) => here.includes(member)).map(({ member }) => member);
    await store.seeStays(session.id, stayed, at);
    for (const stay of open) if (!here.includes(stay.member)) await store.endStay(stay, leftUnheard(stay, since));
    const fresh = [...new Set(here)].filter((member) => !stayed.includes(member) && !unheard.has(member));
    if (fresh.length > 0) await come(context, session, fresh, at);
    else if (stayed.length > 0) await planCount(context, session);
  }
}

async function come(context: Context, session: RoomSession, members: readonly MemberId[], at: Instant): Promise<void> {
  await eventsStore(context.tx).addStays(session.id, members, at);
  await planCount(context, session);
}

/** The member behind an account; nobody for a bot, and for somebody who is no member. */
async function memberOf(context: Context, account: Identity): Promise<MemberId | undefined> {
  const person = await context.people.findByAccount(account);
  return person?.status === 'active' && !person.isBot ? person.id : undefined;
}
