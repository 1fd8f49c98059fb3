import { type Command, defineCommand, defineSubcommand } from '../src/core/command.js';
import { privately, type Reply } from '../src/core/message.js';
import { anew, createAnswers } from '../src/features/coffee/answers.js';
import { dateReply } from '../src/features/coffee/forms.js';
import type { CoffeeService } from '../src/features/coffee/index.js';
import { avoidCard, avoidedCard } from '../src/features/coffee/messages/avoid.js';
import { explainedMessage, previewMessage } from '../src/features/coffee/messages/preview.js';
import { reportMessage } from '../src/features/coffee/messages/report.js';
import { settingsCard } from '../src/features/coffee/messages/settings.js';

/** `/coffee`: members join, pause, leave, look; organisers run the rounds. Everything is answered privately. */
export function coffeeCommand(service: CoffeeService): Command {
  const { enrolments, avoidance, previews, reports, store } = service;
  const answers = createAnswers(service);
  const message = (content: Extract<Reply, { type: 'message' }>['message']): Reply => ({
    type: 'message',
    message: content,
    visibility: 'private',
  });

  return defineCommand({
    name: 'coffee',
    description: 'coffee.command.description',
    subcommands: {
      join: defineSubcommand({
        description: 'coffee.command.join',
        access: 'member',
        options: {},
        run: async (request) =>
          anew(await answers.joinedReply(request, answers.standingReply(request, await enrolments.join(request.actor.id)))),
      }),
      pause: defineSubcommand({
        description: 'coffee.command.pause',
        access: 'member',
        options: { until: { type: 'date', description: 'coffee.command.pause.until' } },
        run: async (request, { until }) => anew(answers.pausedReply(request, await enrolments.pause(request.actor.id, until))),
      }),
      leave: defineSubcommand({
        description: 'coffee.command.leave',
        access: 'member',
        options: {},
        run: async (request) => anew(await answers.standingReply(request, await enrolments.leave(request.actor.id))),
      }),
      status: defineSubcommand({
        description: 'coffee.command.status',
        access: 'member',
        options: {},
        run: async (request) => anew(await answers.standingReply(request, await enrolments.standing(request.actor.id))),
      }),
      avoid: defineSubcommand({
        description: 'coffee.command.avoid',
        access: 'member',
        options: { member: { type: 'member', description: 'coffee.command.avoid.member' } },
        run: async ({ actor, language }, { member }) => {
          if (member === undefined) return privately(avoidCard(await avoidance.list(actor.id), language));
          return privately(avoidedCard(await avoidance.add(actor.id, member), language));
        },
      }),
      round: defineSubcommand({
        description: 'coffee-organisers.command.round',
        access: 'organiser',
        options: {
          date: { type: 'date', description: 'coffee-organisers.command.round.date' },
          show: { type: 'integer', min: 1, max: 100_000, description: 'coffee-organisers.command.round.show' },
        },
        run: async (request, { date, show }) => {
          if (show !== undefined) return message(explainedMessage(await previews.explain(show), request.language));
          return date === undefined ? answers.roundReply(request) : dateReply(service, request, date);
        },
      }),
      preview: defineSubcommand({
        description: 'coffee-organisers.command.preview',
        access: 'organiser',
        options: {},
        run: async ({ language }) => message(previewMessage(await previews.preview(), language)),
      }),
      settings: defineSubcommand({
        description: 'coffee-organisers.command.settings',
        access: 'organiser',
        options: {},
        run: async ({ language }) =>
          privately(settingsCard(await store.autocommit.community.settings(), await store.autocommit.coffee.currentRound(), language)),
      }),
      report: defineSubcommand({
        description: 'coffee-organisers.command.report',
        access: 'organiser',
        options: {
          from: { type: 'date', description: 'coffee-organisers.command.report.from' },
          to: { type: 'date', description: 'coffee-organisers.command.report.to' },
        },
        run: async ({ language }, { from, to }) => message(reportMessage(await reports.ofPeriod(from, to), language)),
      }),
    },
  });
}
