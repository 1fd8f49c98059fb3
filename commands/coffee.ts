import { type Message, privately, type Reply } from '../src/core/message.js';
import { defineCommand, defineSubcommand } from '../src/feature-api/index.js';
import { avoid, avoidedBy } from '../src/features/coffee/avoid.js';
import { avoidCard, avoidedCard } from '../src/features/coffee/cards/avoid.js';
import { explainedMessage, previewMessage } from '../src/features/coffee/cards/preview.js';
import { reportMessage } from '../src/features/coffee/cards/report.js';
import { explain } from '../src/features/coffee/explain.js';
import { dateAndReply, joinAndReply } from '../src/features/coffee/handlers.js';
import { leave } from '../src/features/coffee/leave.js';
import { dayChoices, PAUSE_TEXT_MAX, pause, readUntil } from '../src/features/coffee/pause.js';
import { preview } from '../src/features/coffee/preview.js';
import { asNewMessage, openRoundReply, pausedReply, standingReply } from '../src/features/coffee/replies.js';
import { reportPeriod } from '../src/features/coffee/report.js';
import { settingsReply } from '../src/features/coffee/settings-handlers.js';
import { standingOf } from '../src/features/coffee/standing.js';
import { periodOptions } from './period-options.js';

const message = (content: Message): Reply => ({ type: 'message', message: content, visibility: 'private' });

/** `/coffee`: members join, pause, leave and look; organisers run the rounds. Every answer is private. */
export const coffeeCommand = defineCommand({
  name: 'coffee',
  description: 'coffee.command.description',
  words: 'coffee.words.coffee',
  subcommands: {
    join: defineSubcommand({
      description: 'coffee.command.join',
      words: 'coffee.words.join',
      access: 'member',
      options: {},
      run: async (context, request) => asNewMessage(await joinAndReply(context, request)),
    }),
    pause: defineSubcommand({
      description: 'coffee.command.pause',
      words: 'coffee.words.pause',
      access: 'member',
      // In words too: `two weeks`, `until January`.
      options: {
        until: {
          type: 'text',
          description: 'coffee.command.pause.until',
          maxLength: PAUSE_TEXT_MAX,
          complete: async (_context, typed, request) => dayChoices(typed, request),
        },
      },
      async run(context, request, { until }) {
        const day = until === undefined ? undefined : readUntil(until, request);
        return asNewMessage(pausedReply(request, await pause(context, request.actor.id, day)));
      },
    }),
    leave: defineSubcommand({
      description: 'coffee.command.leave',
      words: 'coffee.words.leave',
      access: 'member',
      options: {},
      run: async (context, request) => asNewMessage(standingReply(request, await leave(context, request.actor.id))),
    }),
    status: defineSubcommand({
      description: 'coffee.command.status',
      words: 'coffee.words.status',
      access: 'member',
      options: {},
      run: async (context, request) => asNewMessage(standingReply(request, await standingOf(context, request.actor.id))),
    }),
    avoid: defineSubcommand({
      description: 'coffee.command.avoid',
      words: 'coffee.words.avoid',
      access: 'member',
      options: { member: { type: 'member', description: 'coffee.command.avoid.member' } },
      run: async (context, { actor, language }, { member }) => {
        if (member === undefined) return privately(avoidCard(await avoidedBy(context, actor.id), language));
        return privately(avoidedCard(await avoid(context, actor.id, member), language));
      },
    }),
    round: defineSubcommand({
      description: 'coffee-organisers.command.round',
      access: 'organiser',
      options: {
        date: { type: 'date', description: 'coffee-organisers.command.round.date' },
        show: { type: 'integer', min: 1, max: 100_000, description: 'coffee-organisers.command.round.show' },
      },
      // Looking back at a round matches its people again, which takes longer than a transaction may.
      transaction: 'own',
      run: async (context, request, { date, show }) => {
        if (show !== undefined) return message(explainedMessage(await explain(context, show), request.language));
        return {
          type: 'effects',
          effects: (inside) => (date === undefined ? openRoundReply(inside, request) : dateAndReply(inside, request, date)),
        };
      },
    }),
    preview: defineSubcommand({
      description: 'coffee-organisers.command.preview',
      access: 'organiser',
      options: {},
      transaction: 'own',
      run: async (context, { language }) => message(previewMessage(await preview(context), language)),
    }),
    settings: defineSubcommand({
      description: 'coffee-organisers.command.settings',
      access: 'organiser',
      options: {},
      run: settingsReply,
    }),
    report: defineSubcommand({
      description: 'coffee-organisers.command.report',
      access: 'organiser',
      options: periodOptions('coffee-organisers.command.report.from', 'coffee-organisers.command.report.to'),
      run: async (context, { language }, { from, to }) => message(reportMessage(await reportPeriod(context, from, to), language)),
    }),
  },
});
