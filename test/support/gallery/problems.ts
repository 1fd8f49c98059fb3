import type { Language } from '../../../src/core/language.js';
import type { PhraseValue } from '../../../src/core/phrase.js';
import { problemCard, recoveryCard } from '../../../src/features/problems/cards/problem.js';
import { catalogues } from '../../../src/language/catalogues/index.js';
import type { Exhibit } from './people.js';

/** Any placeholder that a problem's sentence may have. */
const VALUES: Readonly<Record<string, PhraseValue>> = new Proxy<Record<string, PhraseValue>>(
  {
    channel: '#coffee',
    name: 'coffee',
    count: '900',
    scopes: 'groups:write, im:write',
    permissions: 'Send Messages, Create Private Threads',
    link: 'https://discord.com/oauth2/authorize',
  },
  { get: (known, name: string) => known[name] ?? '#coffee' },
);

/** Every problem with a platform that organisers can be told of. */
export function problemExhibits(language: Language): readonly Exhibit[] {
  const gone = {
    name: 'agenda: problem.thread-gone',
    key: 'agenda.problem.thread-gone',
    values: { channel: '#topics', platform: 'discord' },
  };
  const failed = { name: 'agenda: problem.delivery-failed', key: 'agenda.problem.delivery-failed', values: {} };
  const ofEngines = [gone, failed].map(({ name, ...explanation }) => ({
    name,
    message: { cards: [problemCard({ explanation }, language)] },
  }));
  const ofPlatforms = (['slack', 'discord'] as const).flatMap((platform) =>
    Object.keys(catalogues.en[platform])
      .filter((key) => key.startsWith('problem.'))
      .map((key) => {
        const values = { ...VALUES, channel: platform === 'slack' ? '#coffee' : 'coffee' };
        return {
          name: `${platform}: ${key}`,
          message: { cards: [problemCard({ explanation: { key: `${platform}.${key}`, values } }, language)] },
        };
      }),
  );
  const recoveries = (['slack.recovery.disconnected', 'discord.recovery.not-reached'] as const).map((key) => ({
    name: `over: ${key}`,
    message: { cards: [recoveryCard({ key, values: {} }, language)] },
  }));
  return [...ofEngines, ...ofPlatforms, ...recoveries];
}
