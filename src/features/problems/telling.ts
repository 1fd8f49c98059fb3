import { z } from 'zod';
import { card, heading, note, paragraph } from '../../core/blocks.js';
import { defineJob, type Job } from '../../core/job.js';
import type { Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import { type Destination, defineNotification, type Notification } from '../../core/notification.js';
import { DAY } from '../../core/time.js';
import { speaker } from '../../language/index.js';
import type { Repositories } from '../../ports/store.js';
import { type OpenProblem, type ProblemsService, TELL } from './service.js';

const PROBLEM = 'platform.problem';
const ofProblem = z.object({ problem: z.int().positive() });

/** Decides whom to tell: the organisers' channel, or each organiser where there is none. */
export function problemsJobs(service: ProblemsService): readonly Job<Repositories>[] {
  return [
    defineJob<Repositories, z.infer<typeof ofProblem>>({
      kind: TELL,
      class: 'normal',
      lateness: { policy: 'run' },
      payload: ofProblem,
      async run({ problem }, { now }) {
        if (!(await service.find(problem))) return { type: 'dropped', reason: 'over' };
        const destinations = (await service.hasOrganisersChannel())
          ? [{ to: 'channel', channel: 'organisers' } as const]
          : await organisers(service.read);
        return {
          type: 'done',
          effects: async ({ deliveries }) => {
            await deliveries.plan(
              destinations.map((to) => ({
                key: `${PROBLEM}:${problem}:${to.to === 'member' ? to.member : 'channel'}`,
                kind: PROBLEM,
                args: { problem },
                to,
                dueAt: now,
              })),
            );
          },
        };
      },
    }),
  ];
}

async function organisers({ members }: Repositories): Promise<readonly (Destination & { readonly to: 'member' })[]> {
  const { members: found } = await members.list({ role: 'organiser' }, { offset: 0, limit: 1000 });
  return found.filter(({ status, isBot }) => status !== 'left' && !isBot).map(({ id }) => ({ to: 'member', member: id }));
}

export function problemsNotifications(service: ProblemsService): readonly Notification[] {
  return [
    defineNotification({
      kind: PROBLEM,
      urgency: 'normal',
      lateness: { policy: 'drop', afterMs: 7 * DAY },
      onUnknownOutcome: 'resend',
      args: ofProblem,
      async compose({ problem: id }, { audience }) {
        const problem = await service.find(id);
        if (!problem) return { drop: 'over' };
        return { message: { cards: audience.languages.map((language) => problemCard(problem, language)) } };
      },
    }),
  ];
}

export function problemCard({ explanation }: Pick<OpenProblem, 'explanation'>, language: Language): Card {
  const say = speaker(language);
  return card(
    language,
    heading(say('problems.title')),
    paragraph(say.phrase(explanation)),
    note(say('problems.once', { command: { type: 'code', text: '/community agenda' } })),
  );
}
