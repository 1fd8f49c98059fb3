import type { Persona } from '../../adapters/web/index.js';
import type { Language } from '../core/language.js';
import { type MessageKey, speaker } from '../language/index.js';
import { SAMPLE_PEOPLE } from './sample/people.js';

/** Somebody whom visitors of the demo can be. */
export interface DemoPersona {
  readonly user: string;
  readonly name: string;
  readonly language: Language;
  /** Who this is, as a catalogue key. */
  readonly about: Extract<MessageKey, `demo.persona.${string}`>;
}

function sampled(user: string, about: DemoPersona['about']): DemoPersona {
  const found = SAMPLE_PEOPLE.flat().find((person) => person.user === user);
  if (!found) throw new RangeError(`no sample person ${user}`);
  return { user, name: found.name, language: found.language, about };
}

/** A member who speaks English, an organiser in Arabic, a member in Kurdish, and a newcomer whom nobody knows yet. */
export const DEMO_PERSONAS = [
  sampled('maryam', 'demo.persona.member'),
  sampled('haneen', 'demo.persona.organiser'),
  sampled('shno', 'demo.persona.member'),
  { user: 'dalia', name: 'Dalia', language: 'en', about: 'demo.persona.newcomer' },
] as const satisfies readonly DemoPersona[];

/** The personas as the web chat shows them: each says who they are in their own language. */
export function webPersonas(): readonly [Persona, ...Persona[]] {
  const shown = ({ user, name, language, about }: DemoPersona): Persona => ({
    user,
    name,
    language,
    about: speaker(language).plain(about),
  });
  const [first, ...others] = DEMO_PERSONAS;
  return [shown(first), ...others.map(shown)];
}
