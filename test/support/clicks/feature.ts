import { card, paragraph } from '../../../src/core/blocks.js';
import type { CommunityId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import { privately, type Reply } from '../../../src/core/message.js';
import type { Request } from '../../../src/core/request.js';
import { button, form } from '../../../src/feature-api/controls.js';
import {
  type Context,
  defineCommand,
  defineControls,
  defineFeature,
  defineSubcommand,
  handleControls,
  noPersonalData,
  textField,
  textId,
} from '../../../src/feature-api/index.js';
import { markOf } from './options.js';

type ClickTables = { test_clicks: { community_id: CommunityId; label: string } };

const controls = defineControls('clicks', {
  again: button({ access: 'anyone', id: textId }),
  replace: button({ access: 'anyone', id: textId }),
  aloud: button({ access: 'anyone', id: textId }),
  own: button({ access: 'anyone', id: textId, transaction: 'own' }),
  fill: form({
    access: 'anyone',
    id: textId,
    title: 'community.command.help',
    submit: 'common.save',
    fields: { text: textField({ label: 'community.command.about', max: 20, required: true }) },
  }),
});

/** The effect of a click: one row more. */
async function count({ tx }: Context, label: string): Promise<void> {
  await tx.db.withTables<ClickTables>().insertInto('test_clicks').values({ community_id: tx.community, label }).execute();
}

function answer({ language }: Pick<Request, 'language'>, label: string): Reply {
  return privately(card(language, paragraph([markOf(label)])));
}

/** The answer to a command, with a button of each kind. */
function menuOf({ language }: Pick<Request, 'language'>, number: string): Reply {
  const id = { id: number };
  return privately({
    language,
    blocks: [
      paragraph([markOf(`command${number}`)]),
      {
        type: 'actions',
        controls: [
          controls.again.button('again', id),
          controls.replace.button('replace', id),
          controls.aloud.button('aloud', id),
          controls.own.button('own', id),
          controls.fill.button('fill', id),
        ],
      },
    ],
  });
}

const replaced = (language: Language, number: string): Reply => ({
  type: 'message',
  replace: true,
  visibility: 'private',
  message: { cards: [card(language, paragraph([`${markOf(`command${number}`)} ${markOf(`replace${number}`)}`]))] },
});

const handlers = handleControls(controls, {
  async again(context, request, { id }) {
    await count(context, `again${id}`);
    return answer(request, `again${id}`);
  },
  async replace(context, { language }, { id }) {
    await count(context, `replace${id}`);
    return replaced(language, id);
  },
  async aloud(context, { language }, { id }) {
    await count(context, `aloud${id}`);
    const shown = card(language, paragraph([markOf(`aloud${id}`)]));
    return { type: 'message', visibility: 'conversation', message: { cards: [shown] } };
  },
  own: async (_context, request, { id }) => ({
    type: 'effects',
    async effects(inside) {
      await count(inside, `own${id}`);
      return answer(request, `own${id}`);
    },
  }),
  async fill(context, request, { id }) {
    await count(context, `fill${id}`);
    return answer(request, `fill${id}`);
  },
});

/** Counts clicks, each with a number of its own: `command7`, `again7`. */
export const clicks = defineFeature({
  name: 'clicks',
  tables: [],
  commands: [
    defineCommand({
      name: 'clicks',
      description: 'community.command.help',
      subcommands: {
        count: defineSubcommand({
          description: 'community.command.help',
          access: 'anyone',
          options: {
            number: { type: 'integer', description: 'community.command.about', min: 1, max: 1_000_000, required: true },
          },
          async run(context, request, { number }) {
            await count(context, `command${number}`);
            return menuOf(request, String(number));
          },
        }),
        last: defineSubcommand({
          description: 'community.command.help',
          access: 'anyone',
          options: {},
          run: async (_context, { language }) => privately(card(language, paragraph(['the last word']))),
        }),
      },
    }),
  ],
  handlers,
  messages: [],
  jobs: [],
  person: noPersonalData,
});
