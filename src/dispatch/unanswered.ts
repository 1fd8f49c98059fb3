import type { Context } from '../feature-api/index.js';
import type { Inbox } from '../ports/chat.js';
import { useOf } from './asker.js';
import { isNew, type Note } from './note.js';

/** What people do, and the platform tells of them, without being answered. */
export function createUnanswered(note: Note): Pick<Inbox, 'message' | 'interested' | 'presence' | 'joined' | 'left'> {
  /** Each feature in turn. */
  const eachFeature = async (context: Context, tell: (feature: Context['features']['all'][number]) => Promise<void> | undefined) => {
    for (const feature of context.features.all) await tell(feature);
  };

  return {
    message: (event) =>
      note('message', event, async (context, profile) => {
        const { conversation, from: account, at } = event;
        const isToBot = conversation.kind === 'direct' || event.mentionsBot === true;
        const known = await context.people.findByAccount(account);
        if ((!known && !isToBot) || !(await isNew(context, event.eventId))) return;
        const person = isToBot ? await context.people.resolve(account, profile) : known;
        if (!person) return;
        await context.people.sawActive([useOf(event)], at);
        const key = event.mentionsBot === true ? undefined : await context.conversations.keyOf(conversation);
        if (key !== undefined) await context.features.heard(context, { key, member: person.id, at });
        if (isToBot) await context.features.addressed(context, { member: person.id, account, conversation, at });
      }),

    interested: ({ from, entry }) =>
      note('interest', { eventId: `interest:${from.platform}:${entry}:${from.user}`, from }, async (context) => {
        const person = await context.people.findByAccount(from);
        if (!person || person.isBot) return;
        await eachFeature(context, ({ interested }) => interested?.(context, { member: person.id, account: from, entry }));
      }),

    presence: (event) =>
      note('presence', { eventId: '', from: event.type === 'moved' ? event.from : null }, (context) =>
        eachFeature(context, ({ presence }) => presence?.(context, event)),
      ),

    joined: (event) =>
      note('join', { eventId: event.eventId, from: event.from }, async (context) => {
        if (await isNew(context, event.eventId)) await context.people.joined(event);
      }),

    left: (event) =>
      note('leave', event, async (context) => {
        if (await isNew(context, event.eventId)) await context.people.left(event.from);
      }),
  };
}
