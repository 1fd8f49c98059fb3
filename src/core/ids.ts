declare const brand: unique symbol;

/** A row's id, branded with its table, so that ids of different tables cannot be confused. */
export type Id<Name extends string> = number & { readonly [brand]: Name };

export type CommunityId = Id<'community'>;
export type MemberId = Id<'member'>;
export type OrganisationId = Id<'organisation'>;
export type AgendaId = Id<'agenda'>;
export type DeliveryId = Id<'delivery'>;

/**
 * Converts a value from outside (a button's id, a column) to an id.
 * @throws {RangeError} Unless it is a positive integer.
 */
export function toId<T extends Id<string>>(value: number | string): T {
  const number = typeof value === 'number' ? value : /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError(`not an id: ${String(value).slice(0, 40)}`);
  return number as T;
}

/** The id at the end of a key of ours that begins so: `library:12` for `library:`; undefined for any other key. */
export function idAfter<T extends Id<string>>(prefix: string, key: string): T | undefined {
  const digits = key.startsWith(prefix) ? key.slice(prefix.length) : '';
  return /^\d{1,15}$/.test(digits) && Number(digits) > 0 ? toId<T>(digits) : undefined;
}
