import { z } from 'zod';
import { type MemberId, toId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Tx } from '../../../core/transaction.js';
import { eventsStore } from '../../../features/events/store/index.js';
import type { EventId, SessionId } from '../../../features/events/types.js';
import type { Habits } from '../habits.js';

const reminded = z.object({ session: z.int().transform((id) => toId<SessionId>(id)), minutes: z.int() });
const thanked = z.object({ event: z.int().transform((id) => toId<EventId>(id)) });

/** Who registered, once the session begins: then the reminder asks who is here. */
async function registered(tx: Tx, args: unknown): Promise<readonly MemberId[]> {
  const { session, minutes } = reminded.parse(args);
  const store = eventsStore(tx);
  const found = minutes === 0 ? await store.session(session) : undefined;
  if (!found) return [];
  return (await store.registrationsOf(found.event)).flatMap(({ state, member }) => (state === 'going' && member !== null ? [member] : []));
}

/** Who was there. */
async function present(tx: Tx, args: unknown): Promise<readonly MemberId[]> {
  const { event } = thanked.parse(args);
  const store = eventsStore(tx);
  const came = new Set((await store.attendanceAt(event)).map(({ registration }) => registration));
  return (await store.registrationsOf(event)).flatMap(({ id, member }) => (came.has(id) && member !== null ? [member] : []));
}

/** What was useful, in the writer's language. */
const USEFUL: Readonly<Record<Language, readonly string[]>> = {
  en: ['The examples from other organisations.', 'That there was time for questions.', 'The template, I have used it already.'],
  ar: ['الأمثلة من منظمات أخرى.', 'الوقت الكافي للأسئلة.', 'النموذج، وقد استعملته بالفعل.'],
  ckb: ['نموونەکانی ڕێکخراوەکانی تر.', 'کاتی پێویست بۆ پرسیار هەبوو.', 'نموونەکە، هەر ئێستا بەکارم هێناوە.'],
};

/** Members register for what is announced, say that they are there and how it was, and open their slides; organisers' work is the visitor's. */
export const eventsHabits: Habits = {
  questions: [{ answers: { file: 1 }, silent: 35 }],
  followUps: {},
  values: {},
  forms: {
    feedback: (language, chance) => ({
      stars: [chance.weighted({ '5': 46, '4': 38, '3': 12, '2': 4 })],
      ...(chance.percent(45) && { useful: chance.pick(USEFUL[language]) }),
    }),
  },
  initiatives: [
    { after: 'events.announcement', people: [12, 26], within: { days: 9 }, does: { type: 'press', controls: ['answer'] } },
    { after: 'events.reminder', people: [14, 40], among: registered, within: { minutes: 25 }, does: { type: 'press', controls: ['here'] } },
    {
      after: 'events.afterwards.thanks',
      people: [6, 14],
      among: present,
      within: { days: 4 },
      does: { type: 'press', controls: ['feedback'] },
    },
  ],
};
