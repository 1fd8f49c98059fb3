import type { Context } from '../../../feature-api/index.js';
import { hashOfSecret, secretsOf } from '../secrets.js';
import { eventsStore } from '../store/index.js';
import type { Registration, RegistrationId } from '../types.js';

type Known = Pick<Registration, 'id' | 'registeredAt'>;

/** The secret of a guest's own page. It follows from a secret of the community, so that a mail can give it again. */
export async function guestToken(context: Context, guest: Known): Promise<string> {
  return `${guest.id}-${await secretOf(context, guest)}`;
}

/** The guest to whom a secret was given; undefined for one that never was, or that is erased. */
export async function guestOfToken(context: Context, token: string): Promise<Registration | undefined> {
  const [, id, secret = ''] = /^(\d{1,15})-([0-9a-f]{32})$/.exec(token) ?? [];
  if (id === undefined) return undefined;
  const guest = await eventsStore(context.tx).guest(Number(id) as RegistrationId);
  if (!guest) return undefined;
  // Hashes are compared, so that the duration of the comparison tells nothing about the secret.
  return (await hashOfSecret(secret)) === (await hashOfSecret(await secretOf(context, guest))) ? guest : undefined;
}

async function secretOf(context: Context, { id, registeredAt }: Known): Promise<string> {
  return (await secretsOf(context))(`guest ${id} ${registeredAt}`);
}
