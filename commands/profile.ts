import { LANGUAGES } from '../src/core/language.js';
import { privately, type Reply } from '../src/core/message.js';
import { defineCommand, defineSubcommand } from '../src/feature-api/index.js';
import { accountsCard, linkCard } from '../src/features/members/cards/linking.js';
import { noticesCard } from '../src/features/members/cards/notices-list.js';
import { languageCard, profileCard } from '../src/features/members/cards/profile.js';
import { sentenceCard } from '../src/features/members/cards/sentence.js';
import { membersControls } from '../src/features/members/controls.js';
import { exportReply } from '../src/features/members/export.js';
import { assertMembership } from '../src/features/members/find.js';
import { enterCode, issueCode, ownAccounts } from '../src/features/members/linking.js';
import { noticePage } from '../src/features/members/notices.js';
import { setLanguage, setTimezone } from '../src/features/members/profile.js';
import { loadProfile } from '../src/features/members/profiles.js';
import { askToForget, standing } from '../src/features/members/replies.js';
import { signOutEverywhere } from '../src/features/members/sign-out.js';
import { suggestZones, zoneLabel } from '../src/features/members/zones.js';
import { speaker } from '../src/language/index.js';

/** A command has no card that could change, so its answer is always a new one. */
const asAnswer = (reply: Reply): Reply => (reply.type === 'message' ? privately(...reply.message.cards) : reply);

/** `/profile`: what members tell about themselves, see of others, and take back. */
export const profileCommand = defineCommand({
  name: 'profile',
  description: 'members.command.profile',
  words: 'members.words.profile',
  subcommands: {
    show: defineSubcommand({
      description: 'members.command.show',
      words: 'members.words.show',
      access: 'anyone',
      options: { member: { type: 'member', description: 'members.command.show-member' } },
      async run(context, { actor, language }, { member = actor.id }) {
        // Profiles of others are shown to members only.
        if (member !== actor.id) assertMembership(actor);
        return privately(profileCard(await loadProfile(context, member), actor, language));
      },
    }),
    edit: defineSubcommand({
      description: 'members.command.edit',
      words: 'members.words.edit',
      access: 'anyone',
      options: {},
      run: async (context, { actor }) => asAnswer(await standing(context, actor.id)),
    }),
    language: defineSubcommand({
      description: 'members.command.language',
      words: 'members.words.language',
      access: 'anyone',
      options: {
        language: {
          type: 'choice',
          description: 'members.command.language-option',
          choices: LANGUAGES.map((language) => ({
            value: language,
            label: `common.language.${language}`,
            words: `members.words.language-${language}`,
          })),
        },
      },
      async run(context, { actor, language }, { language: chosen }) {
        if (chosen === undefined) return privately(languageCard(language));
        await setLanguage(context, actor.id, chosen);
        return privately(sentenceCard(chosen, speaker(chosen)('members.language.changed')));
      },
    }),
    timezone: defineSubcommand({
      description: 'members.command.timezone',
      words: 'members.words.timezone',
      access: 'anyone',
      options: {
        zone: {
          type: 'text',
          description: 'members.command.timezone-option',
          maxLength: 60,
          complete: async (_context, typed, { now }) =>
            suggestZones(typed, 25).map((zone) => ({ value: zone, label: zoneLabel(zone, now) })),
        },
      },
      async run(context, request, { zone }) {
        const { actor, language, now } = request;
        if (zone === undefined) return membersControls.timezone.open(context, request);
        const { member } = await setTimezone(context, actor.id, zone);
        const text = speaker(language)('members.timezone.changed', { zone: zoneLabel(member.timezone, now) });
        return privately(sentenceCard(language, text));
      },
    }),
    notifications: defineSubcommand({
      description: 'notices.command',
      words: 'members.words.notifications',
      access: 'anyone',
      options: {},
      run: async (context, request) => privately(noticesCard(await noticePage(context, request, 0), request.language)),
    }),
    link: defineSubcommand({
      description: 'people.command.link',
      words: 'members.words.link',
      access: 'anyone',
      options: { code: { type: 'text', description: 'people.command.link-code', maxLength: 20 } },
      async run(context, { actor, language, account }, { code }) {
        if (code === undefined) {
          const accounts = await ownAccounts(context, actor.id, account);
          return privately(accountsCard(accounts, await issueCode(context, actor.id), language));
        }
        const preview = await enterCode(context, actor.id, code);
        return preview instanceof Error ? preview : privately(linkCard(preview, language));
      },
    }),
    export: defineSubcommand({
      description: 'members.command.export',
      words: 'members.words.export',
      access: 'anyone',
      budget: 'export',
      options: {},
      run: (context, { actor, language }) => exportReply(context, actor.id, language),
    }),
    'sign-out': defineSubcommand({
      description: 'members.command.sign-out',
      access: 'anyone',
      options: {},
      async run(context, { actor, language }) {
        const count = await signOutEverywhere(context, actor.id, actor.id);
        return privately(sentenceCard(language, speaker(language)('people.sign-out.done', { count })));
      },
    }),
    forget: defineSubcommand({
      description: 'members.command.forget',
      words: 'members.words.forget',
      access: 'anyone',
      options: {},
      run: async (context, { actor, language }) => privately(await askToForget(context, actor.id, language)),
    }),
  },
});
