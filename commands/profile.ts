import { type Command, defineCommand, defineSubcommand } from '../src/core/command.js';
import { LANGUAGES } from '../src/core/language.js';
import { actionId, privately, type Reply } from '../src/core/message.js';
import { accountsCard, linkCard } from '../src/features/members/cards/linking.js';
import { languageCard, profileCard } from '../src/features/members/cards/profile.js';
import { exportReply } from '../src/features/members/export-reply.js';
import { requireMembership } from '../src/features/members/find.js';
import { askToForget, whereNow } from '../src/features/members/replies.js';
import { type MembersService, suggestZones, zoneLabel } from '../src/features/members/service.js';
import { speaker } from '../src/language/index.js';

/** `/profile`: what a member tells about themselves, sees of others, and takes back. */
export function profileCommand({ members }: { readonly members: MembersService }): Command {
  const { profiles } = members;
  /** Answers a command: there is no card that could change. */
  const answer = (reply: Reply): Reply => (reply.type === 'message' ? privately(...reply.message.cards) : reply);

  return defineCommand({
    name: 'profile',
    description: 'members.command.profile',
    subcommands: {
      show: defineSubcommand({
        description: 'members.command.show',
        access: 'anyone',
        options: { member: { type: 'member', description: 'members.command.show-member' } },
        async run({ actor, language }, { member = actor.id }) {
          // Profiles of others are for members: whoever merely walked in sees nobody's.
          if (member !== actor.id) requireMembership(actor);
          return privately(profileCard(await profiles.load(member), actor, language));
        },
      }),
      edit: defineSubcommand({
        description: 'members.command.edit',
        access: 'anyone',
        options: {},
        run: async ({ actor }) => answer(whereNow(await profiles.load(actor.id), await members.settings())),
      }),
      language: defineSubcommand({
        description: 'members.command.language',
        access: 'anyone',
        options: {
          language: {
            type: 'choice',
            description: 'members.command.language-option',
            choices: LANGUAGES.map((language) => ({ value: language, label: `common.language.${language}` })),
          },
        },
        async run({ actor, language }, { language: chosen }) {
          if (chosen === undefined) return privately(languageCard(language));
          await profiles.setLanguage(actor.id, chosen);
          return privately({ language: chosen, blocks: [{ type: 'paragraph', text: speaker(chosen)('members.language.changed') }] });
        },
      }),
      timezone: defineSubcommand({
        description: 'members.command.timezone',
        access: 'anyone',
        options: {
          zone: {
            type: 'text',
            description: 'members.command.timezone-option',
            maxLength: 60,
            complete: async (typed, { now }) => suggestZones(typed, 25).map((zone) => ({ value: zone, label: zoneLabel(zone, now) })),
          },
        },
        async run({ actor, language, now }, { zone }) {
          const say = speaker(language);
          if (zone === undefined) {
            const field = {
              type: 'text',
              name: 'timezone',
              label: say.plain('members.form.timezone'),
              hint: say.plain('members.form.timezone-hint'),
              required: true,
              maxLength: 60,
              value: actor.timezone,
            } as const;
            return {
              type: 'form',
              form: {
                id: actionId('members', 'timezone'),
                language,
                title: field.label,
                submit: say.plain('common.save'),
                fields: [field],
              },
            };
          }
          const { member } = await profiles.setTimezone(actor.id, zone);
          return privately({
            language,
            blocks: [{ type: 'paragraph', text: say('members.timezone.changed', { zone: zoneLabel(member.timezone, now) }) }],
          });
        },
      }),
      link: defineSubcommand({
        description: 'people.command.link',
        access: 'anyone',
        options: { code: { type: 'text', description: 'people.command.link-code', maxLength: 20 } },
        async run({ actor, language, account }, { code }) {
          const { linking } = members;
          if (code !== undefined) return privately(linkCard(await linking.enter(actor.id, code), language));
          return privately(accountsCard(await linking.accountsOf(actor.id, account), await linking.issue(actor.id), language));
        },
      }),
      export: defineSubcommand({
        description: 'members.command.export',
        access: 'anyone',
        options: {},
        run: ({ actor, language }) => exportReply(members, actor.id, language),
      }),
      forget: defineSubcommand({
        description: 'members.command.forget',
        access: 'anyone',
        options: {},
        run: async ({ actor, language }) => privately(await askToForget(members, actor.id, language)),
      }),
    },
  });
}
